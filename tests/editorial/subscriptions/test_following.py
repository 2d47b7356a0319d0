"""Following by mail: asked for, confirmed, changed and ended by whoever owns the address, and by nobody else."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.signed_links import follower_token, stop_token
from editorial.outbox.models import Mail
from editorial.outbox.queue import erase_mails_to, queue_mail
from editorial.subscriptions.following import stop_headers
from editorial.subscriptions.jobs import send_digests
from editorial.subscriptions.models import Follower, Subscription, next_day
from tests.support import make
from tests.support.following import ADDRESS, follow, form_data, mailed_path, run_digests
from tests.support.mails import deliver

pytestmark = pytest.mark.django_db
FORM = "/volgen/"


def test_asking_confirming_and_seeing_what_is_followed(client):
    theme = make.theme(name="Wonen")
    page = client.get(f"{FORM}?thema={theme.slug}&sorteer=titel&lijst=X1")
    assert "Thema: Wonen" in page.text
    assert not page.cookies
    assert page["Cache-Control"] == "no-store"

    response = client.post(f"{FORM}?thema={theme.slug}&sorteer=titel&lijst=X1", form_data(frequency="maand"))
    assert response["Location"] == "/volgen/verstuurd/"
    subscription = Subscription.objects.get()
    assert (subscription.selection, subscription.confirmed_at) == (f"thema={theme.slug}", None)
    path = mailed_path()
    assert "Wonen" not in deliver()[-1].body, "nobody makes us send words to others"
    assert "Thema: Wonen" in client.get(path).text
    assert not Subscription.objects.confirmed().exists(), "a GET changes nothing"

    page = client.post(path, follow=True)
    assert "Thema: Wonen" in page.text
    subscription.refresh_from_db()
    assert subscription.due_on == next_day("maand", timezone.localdate())


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("thema=bestaat-niet", "kennen wij niet"),
        ("van=BESTAAT-NIET", "kennen wij niet"),
        (f"q={'x' * 300}", "200"),
        ("kader=bestaat-niet", "kennen wij niet"),
    ],
)
def test_what_we_do_not_know_is_not_followed(client, query, message):
    page = client.get(f"{FORM}?{query}")

    assert message in page.text
    assert '<form class="contribute' not in page.text
    client.post(f"{FORM}?{query}", form_data())
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"email": "geen adres"}, 200), ({"frequency": "elk-uur"}, 200), ({"extra": "bot"}, 200), ({"shown": "x"}, 200)],
)
def test_a_form_that_is_not_right_saves_nothing(client, changes, status):
    response = client.post(FORM, form_data(**changes))

    assert response.status_code == status
    assert not Follower.objects.exists()
    assert not Mail.objects.exists()


def test_without_a_mail_server_the_form_says_so(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    assert "geen mail sturen" in client.get(FORM).text
    assert "geen mail sturen" in client.post(FORM, form_data()).text
    assert not Follower.objects.exists()


def test_the_address_is_in_no_table_in_plain_text(client):
    client.post(FORM, form_data())
    Mail.objects.all().delete()

    with connection.cursor() as cursor:
        for table in ("subscriptions_follower", "subscriptions_subscription"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            assert "zwolle" not in repr(cursor.fetchall())
    assert Follower.objects.get().email == ADDRESS


def test_who_confirms_decides_how_the_address_is_written(client):
    client.post(FORM, form_data(email="VOLGER@zwolle.example"))
    assert not Subscription.objects.confirmed().exists()
    client.post(FORM, form_data(frequency="maand"))
    client.post(mailed_path())

    assert Follower.objects.get().email == ADDRESS
    assert Subscription.objects.confirmed().get().address == ""


def test_what_nobody_confirms_is_erased_after_a_week(client, go_on):
    client.post(FORM, form_data())
    kept = follow(address="ander@zwolle.example")
    go_on(timedelta(days=8))
    call_command("purge_personal_data", verbosity=0)

    assert [*Subscription.objects.all()] == [kept]
    assert [follower.email for follower in Follower.objects.all()] == ["ander@zwolle.example"]


def test_the_link_to_confirm_has_an_end(client, go_on):
    client.post(FORM, form_data())
    late = mailed_path()
    go_on(timedelta(days=7, seconds=1))
    for method in (client.get, client.post):
        response = method(late)
        assert response.status_code == 404
        assert "Deze link werkt niet meer" in response.text
    assert not Subscription.objects.confirmed().exists()

    client.post(FORM, form_data(frequency="maand"))
    path = mailed_path()
    client.post(path)
    go_on(timedelta(days=6))
    assert client.post(path)["Location"].startswith("/volgen/mijn/")
    go_on(timedelta(days=2))
    assert client.post(path).status_code == 404
    assert Subscription.objects.confirmed().count() == 1


def test_one_click_in_a_mail_program_ends_it_without_a_cookie(stranger):
    subscription, other = follow(), follow("q=taal")
    path = f"/volgen/stop/{stop_token(subscription.pk)}/"

    assert "Volg dit niet meer" in stranger.get(path).text
    assert Subscription.objects.count() == 2
    for _twice in range(2):
        assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert [*Subscription.objects.all()] == [other]
    stranger.post(f"/volgen/stop/{stop_token(other.pk)}/", {"List-Unsubscribe": "One-Click"})
    assert not Follower.objects.exists()
    assert stranger.get("/volgen/stop/1.x/").status_code == 404


def digest_queued():
    """The mails about a change that wait to be sent."""
    initiative = make.initiative(title="Taal", municipalities=[make.municipality()])
    initiative.public_changes.create(kind="new", on=date(2026, 11, 29), after={"title": "Taal"})
    Subscription.objects.confirmed().update(due_on=timezone.localdate())
    send_digests()
    return Mail.objects.filter(kind=Mail.Kind.FOLLOW, sent_at=None)


@pytest.mark.parametrize("end", ["by mail", "on the page"])
def test_what_waits_to_be_mailed_goes_with_the_subscription(client, end):
    ended, other = follow(), follow("q=taal")
    queued = digest_queued()
    assert queued.count() == 2

    if end == "by mail":
        client.post(f"/volgen/stop/{stop_token(ended.pk)}/", {"List-Unsubscribe": "One-Click"})
    else:
        path = f"/volgen/mijn/{follower_token(ended.follower_id)}/"
        client.post(path, {"action": "end", "subscription": ended.pk})

    assert [stop_token(other.pk) in mail.own_headers["List-Unsubscribe"] for mail in queued.all()] == [True]


def test_a_request_that_nobody_confirmed_keeps_no_address_and_no_mail(client):
    ended = follow()
    client.post(FORM, form_data(frequency="maand"))
    queued = digest_queued()

    client.post(f"/volgen/stop/{stop_token(ended.pk)}/", {"List-Unsubscribe": "One-Click"})

    assert not queued.exists()
    assert not Follower.objects.exists()


def test_with_the_last_subscription_the_outbox_forgets_whom_it_mailed(client):
    kept, ended = follow("q=taal"), follow("q=wonen")
    queue_mail(Mail.Kind.STANDING, ADDRESS, "Uw vraag", "Nog niet verstuurd.")
    run_digests()
    queue_mail(Mail.Kind.FOLLOW, ADDRESS, "Een wijziging", "Nog niet verstuurd.", headers=stop_headers(kept.pk))

    client.post(f"/volgen/stop/{stop_token(ended.pk)}/")
    assert Mail.objects.filter(recipient=ADDRESS).exclude(sent_at=None).exists()
    queue_mail(Mail.Kind.STANDING, ADDRESS, "Uw inzending", "Nog niet verstuurd.")
    client.post(f"/volgen/stop/{stop_token(kept.pk)}/")

    assert list(Mail.objects.values_list("subject", "sent_at")) == [("Uw inzending", None)]


def test_who_forgets_a_question_still_hears_what_they_follow():
    subscription = follow("q=taal")
    queue_mail(Mail.Kind.FOLLOW, ADDRESS, "Een wijziging", "Nog niet verstuurd.", headers=stop_headers(subscription.pk))

    erase_mails_to([ADDRESS])

    assert list(Mail.objects.values_list("subject", flat=True)) == ["Een wijziging"]


def test_the_links_of_before_end_what_was_asked_for_again(client):
    first = follow(frequency="maand")
    follow(frequency="dag")

    client.post(f"/volgen/stop/{stop_token(first.pk)}/", {"List-Unsubscribe": "One-Click"})

    assert not Subscription.objects.exists()


def test_the_signed_page_changes_ends_and_forgets_what_is_ones_own(client, go_on):
    first, second, stranger_s = follow(), follow("q=taal"), follow(address="ander@zwolle.example")
    path = f"/volgen/mijn/{follower_token(first.follower_id)}/"
    assert ADDRESS not in client.get(path).text

    client.post(path, {"action": "change", "subscription": first.pk, "frequency": "maand"})
    client.post(path, {"action": "end", "subscription": second.pk})
    assert client.post(path, {"action": "end", "subscription": stranger_s.pk}).status_code == 200
    assert [row.frequency for row in Subscription.objects.order_by("pk")] == ["maand", "dag"]
    client.post(path, {"action": "forget"})
    assert [*Subscription.objects.all()] == [stranger_s]
    assert not Mail.objects.filter(recipient=ADDRESS).exists()
    assert "geen mail meer" in client.get(path).text


def test_an_old_or_broken_link_to_ones_own_page_says_so(client, clock):
    path = f"/volgen/mijn/{follower_token(follow().follower_id)}/"
    assert client.get("/volgen/mijn/1.x.y/").status_code == 404
    clock(101 * 86_400)

    assert "Deze link werkt niet meer" in client.get(path).text


def test_asking_again_changes_how_often_and_loses_nothing(client):
    first = follow(frequency="maand")
    initiative = make.initiative(title="Nieuw", municipalities=[make.municipality()])
    initiative.public_changes.create(kind="new", on=date(2026, 11, 29), after={})

    follow(frequency="dag")

    assert [(row.frequency, row.seen) for row in Subscription.objects.all()] == [("dag", first.seen)]
    assert len(run_digests()) == 1


@pytest.mark.parametrize(
    ("frequency", "day"),
    [("dag", date(2026, 12, 1)), ("week", date(2026, 12, 7)), ("maand", date(2026, 12, 1))],
)
def test_the_next_day(frequency, day):
    assert next_day(frequency, date(2026, 11, 30)) == day


def test_the_desk_sees_counts_and_no_address(admin_client):
    follow("q=taal"), follow("q=taal", address="ander@zwolle.example"), follow()

    page = admin_client.get("/beheer/subscriptions/subscription/").text
    assert "Zoekwoorden: taal" in page
    assert "2 mailadressen volgen samen 3 keuzes" in page
    assert "@zwolle.example" not in page
    assert admin_client.get(f"/beheer/subscriptions/subscription/{follow('q=x').pk}/change/").status_code == 403
