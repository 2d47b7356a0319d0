"""The mails to followers: each public change once, of what they follow, and nothing that was never public."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.records import State
from core.signed_links import stop_token
from editorial.outbox.models import Mail
from editorial.revisions.history.models import PublicChange
from editorial.subscriptions.jobs import send_digests
from editorial.subscriptions.matching import ChangedCatalogue
from editorial.subscriptions.models import Subscription
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.following import follow, run_digests
from tests.support.mails import deliver
from tests.support.thoroughness import tries

pytestmark = pytest.mark.django_db
SECRET = "zeergeheim"


@pytest.fixture
def chief():
    return make.editor(superuser=True)


@pytest.fixture
def record():
    return make.initiative(title="Taalcafé", status="lopend", municipalities=[make.municipality(name="Zwolle")])


def publish(record, user, note="", **changes):
    desk.draft(record, user, **changes).publish(user, note)


def withdraw(record, user):
    client = desk.EditorsClient()
    client.force_login(user)
    desk.act(client, "withdraw", record, confirm="1", reason="Het bestaat niet meer.")


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


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["change", "draft", "note", "withdraw", "publish"]), st.integers(0, 2)),
        st.tuples(st.sampled_from(["run", "break", "again"]), st.just(0)),
    ),
    min_size=1,
    max_size=14,
)


class OnceEachTest(TestCase):
    """Over random sequences of what editors do and of runs, each follower gets each public change exactly once."""

    @given(steps=STEPS)
    @settings(max_examples=tries(6, 150), suppress_health_check=[HealthCheck.too_slow])
    def test_each_public_change_comes_once(self, steps):
        deliver().clear()
        chief = make.editor(superuser=True, username=f"chef{Initiative.objects.count()}")
        place = make.municipality()
        states = [State.PUBLISHED, State.PUBLISHED, State.DRAFT]
        records = [make.initiative(title=f"Nummer {n}", state=states[n], municipalities=[place]) for n in range(3)]
        follow(), follow(f"gemeente={place.slug}", address="ander@zwolle.example")
        first = PublicChange.objects.values_list("pk", flat=True).first() or 0
        for number, (verb, which) in enumerate(steps):
            follow(frequency="week") if verb == "again" else self.do(verb, records[which], chief, number)
        mails = run_digests()

        changes = PublicChange.objects.filter(pk__gt=first)
        expected = sorted((change.get_kind_display(), change.initiative.title) for change in changes)
        public_words = [(change.initiative.title, words) for change in changes for _label, words in change.lines]
        for address in ("volger@zwolle.example", "ander@zwolle.example"):
            said = [*told(mail.body for mail in mails if mail.to == [address])]
            assert sorted(row[:2] for row in said) == expected
            words = [row[1:] for row in said if row[2]]  # of what went off the site since, they are not repeated
            assert len(set(words)) == len(words)
            assert set(words) <= set(public_words)
        assert not any(SECRET in mail.body + mail.alternatives[0][0] + mail.subject for mail in mails)

    def do(self, verb, record, chief, number):
        record.refresh_from_db()
        if verb == "run":
            run_digests()
        elif verb == "break":
            with pytest.MonkeyPatch.context() as patch, suppress(InterruptedError):
                patch.setattr(Subscription, "save", interrupt)
                run_digests()
        elif verb == "change":
            publish(record, chief, lead_time=f"{number} maanden", internal_note=SECRET)
        elif verb == "note":
            publish(record, chief, internal_note=f"{SECRET} {number}")
        elif verb == "draft":
            desk.draft(record, chief, situation=SECRET)
            record.revisions.open().supersede()
        elif verb == "withdraw" and record.is_published:
            withdraw(record, chief)
        elif verb == "publish":
            publish(record, chief)


def interrupt(*_args, **_kwargs):
    raise InterruptedError


def told(bodies):
    """What mails said: triples of a kind, a title and the words about one field."""
    for body in bodies:
        for block in body.split("\n* ")[1:]:
            kind, _colon, title = block.splitlines()[0].partition(": ")
            words = [line.partition(": ")[2] for line in block.splitlines() if line.startswith("  - Doorlooptijd")]
            yield kind, title, words[0] if words else ""
