"""Each facet of the finder can be followed: who does so hears what comes into the selection, and what leaves it."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from editorial.reviews.answers import accept
from editorial.reviews.models import CheckRequest
from editorial.revisions import snapshot
from initiatives.finder.facet_values import LEGENDS, LINKED_FACETS
from tests.support import make
from tests.support.following import follow, publish, run_digests, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return make.initiative(title="Taalcafé", kind="pilot", status="lopend", municipalities=[make.municipality()])


def confirm_by_municipality(record):
    asked = CheckRequest.objects.create(
        initiative=record, due_on=timezone.localdate(), token_hash="x", sent_at=timezone.now(),
        answered_at=timezone.now(), answer="ja", handled=True,
    )  # fmt: skip
    assert accept(asked)


def adoption():
    place, source = make.municipality(), make.publication()
    return {
        "id": 0, "publication": source.pk, "heading": "", "municipality": place.pk, "local_initiative": None,
        "year": 2025, "adopted_on": "", "changes": "Anders.", "outcome": "",
    }  # fmt: skip


def place():
    """A municipality that no other facet value is shared with."""
    source = make.publication()
    kind = make.municipality_type(publication=source, slug="grensgemeente")
    found = make.municipality(slug="tiel", province=make.province(slug="gelderland"), population=300_000)
    found.types.add(kind, through_defaults={"publication": source})
    return make.published(found)


def group(slug):
    found = make.target_group()
    type(found).objects.filter(pk=found.pk).update(slug=slug)
    return make.published(found)


def assessed():
    facts = make.assessment("cijfers")
    return facts | {"assessment_publication": facts["assessment_publication"].pk, "assessed_on": "2026-03-02"}


ENTER = {  # by facet: the value that is followed, and what a publication changes so that the record gets it
    "thema": ("wonen", lambda: {"themes": [make.theme(slug="wonen").pk]}),
    "doelgroep": ("kinderen", lambda: {"target_groups": [group("kinderen").pk]}),
    "status": ("gestopt", lambda: {"status": "gestopt", "status_reason": "Op."}),
    "actualiteit": ("gecontroleerd", lambda: {"lead_time": "Een jaar"}),
    "soort": ("project", lambda: {"kind": "project"}),
    "onderbouwing": ("cijfers", assessed),
    "gemeente": ("tiel", lambda: {"municipalities": [place().pk]}),
    "provincie": ("gelderland", lambda: {"municipalities": [place().pk]}),
    "grootte": ("vanaf-250000", lambda: {"municipalities": [place().pk]}),
    "type": ("grensgemeente", lambda: {"municipalities": [place().pk]}),
    "kosten": ("tot-10000", lambda: {"cost_yearly": "€ 900", "band_yearly": "tot-10000"}),
    "jaar": ("2021", lambda: {"start_year": 2021}),
    "land": ("belgie", lambda: {"kind": "buitenlands-voorbeeld", "country": "België"}),
    "overgenomen": ("1", lambda: {"adoptions": [adoption()]}),
    "documenten": ("raadsvoorstel", lambda: {"lead_time": "Een jaar"}),  # it has the paper, and then it changes
    "tag": ("sport", lambda: {"tags": ["sport"]}),
    "knelpunt": ("tekort", lambda: {"bottlenecks": [make.bottleneck(slug="tekort").pk]}),
    "kader": ("wet", lambda: {"frameworks": [make.framework(slug="wet").pk]}),
    "stapel": ("bundel", lambda: {"lead_time": "Een jaar"}),  # an editor puts it there, and then it changes
}


@pytest.mark.parametrize("facet", [*LEGENDS, *LINKED_FACETS])
def test_what_comes_in_is_said_and_what_goes_off_too(record, chief, facet):
    value, changes = ENTER[facet]
    changes, other = changes(), make.initiative(title="Ander", municipalities=[make.municipality()])
    if facet == "stapel":
        make.bundle(record, other, slug=value)
    if facet == "documenten":
        for offering in (record, other):
            offering.attachments.create(paper=make.paper(kind="raadsvoorstel"))
            make.published(offering)
    if facet == "tag":
        other.tags.add("sport")
    make.published(other)
    follow(f"{facet}={value}")

    publish(record, chief, **changes)
    assert [mail.subject for mail in run_digests()] == ["Inspiratiemarkt: 1 wijziging in wat u volgt"]

    withdraw(record, chief)
    assert "Van de site af: Taalcafé" in run_digests()[1].body


def test_a_confirmation_by_the_municipality_is_a_change(record, chief, client):
    follow("actualiteit=bevestigd")
    publish(record, chief, lead_time="Een jaar")
    assert run_digests() == []

    confirm_by_municipality(record)
    (mail,) = run_digests()
    month = date_format(timezone.localdate(), "F Y")
    assert f"Bevestigd door de gemeente: nog niet → {month}" in mail.body
    assert f"nog niet → {month}" in client.get("/wijzigingen/").text

    publish(record, chief, lead_time="Twee jaar")
    assert len(run_digests()) == 2
    withdraw(record, chief)
    assert len(run_digests()) == 3


def test_how_often_it_was_taken_over_before_counts_as_well(record, chief):
    follow("overgenomen=0", address="nul@zwolle.example")
    follow("overgenomen=2-5", address="twee@zwolle.example")

    publish(record, chief, adoptions=[adoption()])
    assert [mail.to for mail in run_digests()] == [["nul@zwolle.example"]], "it was none, and is one"

    publish(record, chief, adoptions=[*_adoptions(record), adoption()])
    assert [mail.to for mail in run_digests()[1:]] == [["twee@zwolle.example"]]


def _adoptions(record):
    return snapshot.take(record)["adoptions"]
