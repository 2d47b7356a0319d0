"""Who follows a bundle hears once that it is no longer on the site, and follows it no more."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from core.records import State
from editorial.outbox.models import Mail
from editorial.subscriptions.jobs import send_digests
from editorial.subscriptions.models import Follower, Subscription
from editorial.subscriptions.retention import erase_unconfirmed
from editorial.subscriptions.selections import read
from initiatives.models import Bundle
from tests.support import desk, make
from tests.support.following import follow, publish, run_digests, withdraw

pytestmark = pytest.mark.django_db
SECRET = "zeergeheim"
ENDED = "Deze stapel staat niet meer op de site."


@pytest.fixture
def record():
    return make.initiative(title="Taalcafé", status="lopend", municipalities=[make.municipality()])


@pytest.fixture
def bundle(record):
    return make.bundle(record, slug="opvang", title="Opvang")


def delete(record, user):
    client = desk.EditorsClient()
    client.force_login(user)
    client.post(desk.address(record, "delete"), {"post": "yes"})
    assert not type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize(("end", "says_why"), [(withdraw, True), (delete, False)])
@pytest.mark.parametrize("selection", ["stapel=opvang", "stapel=opvang&status=lopend"])
def test_its_followers_hear_once_that_it_ended(bundle, record, chief, end, says_why, selection):
    follow(selection)
    follow(f"van={record.code}", address="ander@zwolle.example")
    end(bundle, chief)
    mails = run_digests()

    assert {mail.to[0]: ENDED in mail.body for mail in mails} == {
        "volger@zwolle.example": True,
        "ander@zwolle.example": False,
    }
    [mail] = [mail for mail in mails if ENDED in mail.body]
    [(html, _kind)] = mail.alternatives
    for text in (mail.body, html):
        assert ENDED in text
        assert ("/stapels/opvang/" in text) == says_why
        assert "/stapels/" in text
        assert "/volgen/mijn/" in text
        assert "/volgen/stop/" not in text
        assert "wijziging" not in text.replace("wijzigingen of", "").replace("wijzigen", "")
    assert mail.subject == "Inspiratiemarkt: wat u volgde, staat niet meer op de site"
    assert mail.extra_headers["List-Unsubscribe"]
    [left] = Subscription.objects.all()
    assert left.selection.startswith("van=")

    assert len(run_digests()) == 2
    erase_unconfirmed(timezone.now())
    assert [follower.email for follower in Follower.objects.all()] == ["ander@zwolle.example"]


def test_the_mail_does_not_name_what_may_be_why_it_went(bundle, chief):
    follow("stapel=opvang")
    Bundle.objects.update(title=SECRET)
    withdraw(bundle, chief)
    Bundle.objects.update(withdrawal_reason=SECRET)

    [mail] = run_digests()
    assert SECRET not in mail.subject + mail.body + mail.alternatives[0][0]


def test_it_waits_for_the_day_of_each_follower(bundle, chief):
    follow("stapel=opvang", "maand")
    withdraw(bundle, chief)
    send_digests()

    assert not Mail.objects.filter(kind=Mail.Kind.FOLLOW).exists()
    assert Subscription.objects.exists()
    assert len(run_digests()) == 1


def test_of_what_is_back_by_then_nothing_ended(bundle, chief):
    follow("stapel=opvang")
    withdraw(bundle, chief)
    client = desk.EditorsClient()
    client.force_login(chief)
    desk.act(client, "publish", bundle, confirm="1")

    [mail] = run_digests()
    assert ENDED not in mail.body
    assert Subscription.objects.exists()


def test_what_was_never_public_is_not_followed_and_tells_nobody_when_it_goes(record, chief):
    draft = make.bundle(record, slug="concept", state=State.DRAFT)
    with pytest.raises(ValidationError):
        read(QueryDict("stapel=concept"))
    follow("status=lopend")
    Bundle.objects.filter(pk=draft.pk).update(state=State.WITHDRAWN, withdrawal_reason="Toch niet.")

    assert run_digests() == []


def test_a_bundle_that_shows_no_example_now_has_not_ended(bundle, record, chief):
    follow("stapel=opvang")
    withdraw(record, chief)

    [mail] = run_digests()
    assert "Van de site af: Taalcafé" in mail.body
    assert ENDED not in mail.body
    assert Subscription.objects.exists()


def test_an_address_that_cannot_be_read_stays_followed(bundle, chief):
    """It was written with another SECRET_KEY, that may come back."""
    follow("stapel=opvang")
    Follower.objects.update(address="fernet:onleesbaar")
    withdraw(bundle, chief)

    assert run_digests() == []
    assert Subscription.objects.exists()


def test_what_changed_before_it_ended_is_no_news_any_more(bundle, record, chief):
    follow("stapel=opvang")
    publish(record, chief, lead_time="1 jaar")
    withdraw(bundle, chief)

    [mail] = run_digests()
    assert ENDED in mail.body
    assert "1 jaar" not in mail.body
