"""The mails to followers: each public change once, of what they follow, and nothing that was never public."""

import pytest

from core.signed_links import stop_token
from editorial.outbox.models import Mail
from editorial.subscriptions.jobs import send_digests
from editorial.subscriptions.matching import ChangedCatalogue
from editorial.subscriptions.models import Subscription
from tests.support import desk, make
from tests.support.following import follow, publish, run_digests, withdraw

pytestmark = pytest.mark.django_db
SECRET = "zeergeheim"


@pytest.fixture
def record():
    return make.initiative(title="Taalcafé", status="lopend", municipalities=[make.municipality(name="Zwolle")])


def test_the_mail_says_what_changed_field_by_field(record, chief):
    subscription = follow(f"thema={record.main_theme.slug}")
    publish(record, chief, "Het is gestopt.", status="gestopt", status_reason="Geen geld <meer>.", internal_note=SECRET)
    desk.draft(record, chief, title=SECRET)

    (mail,) = run_digests()
    html, kind = mail.alternatives[0]

    assert mail.subject == "Inspiratiemarkt: 1 wijziging in wat u volgt"
    assert f"U volgt op de inspiratiemarkt: Thema: {record.main_theme.name}." in mail.body
    stored = Mail.objects.filter(kind=Mail.Kind.FOLLOW).values().get()
    assert record.main_theme.name not in repr(stored), "nobody at the desk sees who follows what"
    assert "Status: Lopend → Gestopt, omdat: Geen geld <meer>." in mail.body
    assert "Geen geld &lt;meer&gt;." in html
    assert kind == "text/html"
    stop = f"http://localhost:8000/volgen/stop/{stop_token(subscription.pk)}/"
    assert stop in mail.body
    assert stop in html
    assert mail.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert SECRET not in mail.body + html + mail.subject
    assert record.get_absolute_url() in mail.body


def test_what_was_said_is_not_said_again_and_nothing_is_sent_when_nothing_changed(record, chief):
    follow()
    assert run_digests() == []
    publish(record, chief, lead_time="1 jaar")

    assert len(run_digests()) == 1
    assert len(run_digests()) == 1
    publish(record, chief, lead_time="2 jaar")
    assert "1 jaar → 2 jaar" in run_digests()[1].body


def test_it_waits_for_its_day(record, chief):
    follow(frequency="week")
    publish(record, chief, lead_time="1 jaar")

    send_digests()

    assert not Mail.objects.filter(kind=Mail.Kind.FOLLOW).exists()


@pytest.mark.parametrize(
    ("selection", "hears"),
    [
        ("", True),
        ("status=lopend", True),  # what it was
        ("status=gestopt", True),  # what it became
        ("status=gepland", False),
        ("status=lopend&gemeente=zwolle", True),
        ("status=lopend&gemeente=ergens", False),
        ("status=gestopt&jaar=2020", False),  # never both at once
        ("q=taalcafé", True),
        ("q=woonboot", False),
        ("van=TAAL", True),
        ("van=ANDER", False),
        ("kader=wet", True),
        ("knelpunt=tekort", True),
        ("tag=sport", True),
        ("stapel=bundel", True),
        ("provincie=overijssel&grootte=tot-20000", True),
    ],
)
def test_a_change_belongs_to_what_it_was_in_before_or_is_in_after(chief, selection, hears):
    place = make.municipality(name="Zwolle", slug="zwolle", province=make.province(slug="overijssel"), population=9_000)
    make.municipality(name="Ergens", slug="ergens")
    record = make.initiative(
        title="Taalcafé", code="TAAL", status="lopend", start_year=2020, municipalities=[place], tags=["sport"],
        frameworks=[make.framework(slug="wet")], bottlenecks=[make.bottleneck(slug="tekort")],
    )  # fmt: skip
    other = make.initiative(title="Huizenruil", code="ANDER", municipalities=[place])
    make.bundle(record, slug="bundel")
    assert other.pk
    follow(selection)

    publish(record, chief, status="gestopt", status_reason="Op.", start_year=2021)

    assert bool(run_digests()) == hears


@pytest.mark.parametrize("selection", ["", "q=taalcafé", "gemeente=zwolle", "van=TAAL", "tag=sport", "land=belgie"])
def test_what_goes_off_the_site_is_said_to_who_followed_it(chief, selection):
    place = make.municipality(name="Zwolle", slug="zwolle")
    abroad = {"kind": "buitenlands-voorbeeld", "country": "België"}
    record = make.initiative(title="Taalcafé", code="TAAL", municipalities=[place], tags=["sport"], **abroad)
    follow(selection)

    publish(record, chief, lead_time=SECRET)
    withdraw(record, chief)

    (mail,) = run_digests()
    assert "Van de site af: Taalcafé" in mail.body
    assert "Gewijzigd: Taalcafé" in mail.body
    assert SECRET not in mail.body + mail.alternatives[0][0], "it may have gone for what was said there"
    assert "Het bestaat niet meer." in mail.body


def test_rules_that_end_soon_are_named_when_they_matter_to_the_selection(chief, today):
    rule = make.framework(name="Tijdelijke regeling", valid_until="2027-02-01")
    later = make.framework(name="Latere regeling", valid_until="2029-02-01")
    record = make.initiative(frameworks=[rule, later], municipalities=[make.municipality()])
    other = make.initiative(municipalities=[make.municipality()])
    follow(f"van={record.code}"), follow(f"van={other.code}", address="ander@zwolle.example")

    publish(record, chief, lead_time="1 jaar")
    publish(other, chief, lead_time="1 jaar")

    first, second = sorted(run_digests(), key=lambda mail: "Tijdelijke" not in mail.body)
    assert "Tijdelijke regeling: laatste dag 1 februari 2027" in first.body
    assert "Latere" not in first.body
    assert "regeling" not in second.body


def test_a_run_that_fails_halfway_says_nothing_twice(record, chief, monkeypatch):
    monkeypatch.setattr("editorial.subscriptions.digests.BATCH", 1)
    for number in range(3):
        follow(address=f"a{number}@zwolle.example")
    publish(record, chief, lead_time="1 jaar")
    saved, save = [], Subscription.save

    def fail_at_second(self, *args, **kwargs):
        saved.append(self)
        if len(saved) == 2:
            raise InterruptedError
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Subscription, "save", fail_at_second)
    with pytest.raises(InterruptedError):
        run_digests()

    assert len(run_digests()) == 3
    assert len({mail.to[0] for mail in run_digests()}) == 3


def test_the_same_selection_is_evaluated_once(record, chief, monkeypatch):
    looked, matching = [], ChangedCatalogue.matching
    monkeypatch.setattr(ChangedCatalogue, "matching", lambda *args: looked.append(args[1]) or matching(*args))
    for number in range(12):
        follow(address=f"a{number}@zwolle.example")
    publish(record, chief, lead_time="1 jaar")

    assert len(run_digests()) == 12
    assert looked == [""]
