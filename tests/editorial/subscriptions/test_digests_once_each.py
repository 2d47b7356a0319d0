"""Each public change is mailed to each follower exactly once, whatever editors do and wherever a run breaks off."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.records import State
from editorial.revisions.history.models import PublicChange
from editorial.subscriptions.models import Subscription
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.following import follow, publish, run_digests, withdraw
from tests.support.mails import deliver
from tests.support.thoroughness import tries

SECRET = "zeergeheim"
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
