"""Mergers, splits and border changes: nothing before the day, everything from then on, and the sums stay the same."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies

from core.memo import dry_run
from editorial.accounts.access import own_municipalities
from editorial.accounts.models import MunicipalityAccess
from editorial.audit.models import AuditEntry
from initiatives.finder.catalogue import catalogue
from initiatives.finder.peers import peers
from initiatives.finder.selection import InitiativeSelection
from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality, NewMunicipality, Reorganisation, ReorganisationPart
from municipalities.models.reorganisation import ReorganisationState
from municipalities.reorganising import Plan, ReorganisationRefused, carry_out, confirm, reopen, withdraw
from search.suggestions import suggest
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def woerden():
    return make.municipality(name="Woerden", slug="woerden", population=53_000, tile_column=1, tile_row=1)


@pytest.fixture
def montfoort(woerden):
    return make.municipality(name="Montfoort", slug="montfoort", population=14_000, province=woerden.province)


def village(name, municipality):
    make.place(name, municipality=municipality)
    return municipality.places.get(name=name)


def planned(*parts, new=(), in_days=10, by=None):
    """A reorganisation; parts are tuples of origin, destination, population (None: it ends) and places."""
    record = Reorganisation.objects.create(
        publication=make.publication(title="Herindelingswet"),
        takes_effect_on=timezone.localdate() + in_days * DAY,
        planned_by=by,
    )
    for code, name, province in new:
        NewMunicipality.objects.create(reorganisation=record, code=code, name=name, province=province)
    for origin, destination, population, *places in parts:
        values = {"origin": origin, "destination": destination, "population": population, "ends": population is None}
        ReorganisationPart.objects.create(reorganisation=record, **values).places.set(places)
    return record


def merger(woerden, montfoort, **values):
    new = [("GM9990", "Groene Hart", woerden.province)]
    return planned((woerden, "Groene Hart", None), (montfoort, "gm9990", None), new=new, **values)


def confirmed(record):
    confirm(record, make.editor(username=f"tweede{record.pk}"))
    return record


def test_nothing_changes_before_the_day_and_everything_on_it(client, woerden, montfoort, go_on):
    own = make.initiative(title="Taalhuis", municipalities=[woerden])
    make.initiative(municipalities=[montfoort])
    confirmed(merger(woerden, montfoort))

    go_on(9 * DAY)
    assert "Groene Hart" not in client.get("/gemeenten/").text
    assert client.get("/gemeenten/woerden/").status_code == 200
    go_on(DAY)

    year = timezone.localdate().year
    assert f"Woerden (sinds {year} Groene Hart)" in client.get(own.get_absolute_url()).text
    moved = client.get("/gemeenten/woerden/?zoals=x")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/gemeenten/groene-hart/?zoals=x")
    page = client.get("/gemeenten/groene-hart/").text
    assert "2 initiatieven in Groene Hart" in page
    assert f"Woerden (gemeente tot {year})" in page
    assert "67.000" in page
    assert AuditEntry.objects.filter(action="herindeling zoals gepland", result="ok").count() == 1


def test_everything_agrees_afterwards(client, woerden, montfoort):
    Municipality.objects.get(pk=woerden.pk).other_names.create(name="Laurum")
    own = make.initiative(municipalities=[woerden])
    alike = make.municipality(name="Gouda", slug="gouda", population=67_000, province=woerden.province)
    reorganisation = merger(woerden, montfoort)
    carry_out(reorganisation)
    make.published(own)

    for text in ("Woerden", "woerden", "Laurum", "Groene Hart"):
        assert gazetteer().find(text).slug == "groene-hart"
    assert [entry.title for entry in suggest("woerd")] == ["Groene Hart"]
    assert [entry.label for entry in suggest("laur")] == ["Laurum (Groene Hart)"]
    for value in ("woerden", "groene-hart"):
        assert "1 initiatief" in client.get("/initiatieven/", {"gemeente": value}).text
    assert catalogue().choices("gemeente").keys() == {"groene-hart", "gouda"}
    assert peers().most_alike("woerden", 1)[0].place.slug == alike.slug
    assert gazetteer().places["groene-hart"].tile == (1, 1)
    row = client.get(reverse("initiatives:export")).getvalue().decode().splitlines()[1]
    assert f"Woerden (sinds {reorganisation.takes_effect_on.year} Groene Hart)" in row
    assert "GM9990" in row
    assert woerden.code not in row


def test_what_was_said_and_adopted_moves_to_the_page_of_today(client, woerden, montfoort):
    source = make.publication()
    make.statement(municipality=woerden, gist="Wij doen het zo.", publication=source)
    make.initiative(title="Taalhuis").adoptions.create(municipality=montfoort, publication=source)
    carry_out(merger(woerden, montfoort))
    make.published(woerden)

    page = client.get("/gemeenten/groene-hart/").text
    assert "Wij doen het zo." in page
    assert "Overgenomen van anderen" in page


def test_an_initiative_is_found_by_the_name_of_today(client, woerden, montfoort):
    make.initiative(title="Taalhuis", municipalities=[woerden])
    carry_out(merger(woerden, montfoort))

    assert "Taalhuis" in client.get("/initiatieven/", {"q": "groene hart"}).text
    assert "Taalhuis" in client.get("/initiatieven/", {"q": "woerden"}).text


def test_a_border_change_moves_villages_and_people(woerden, montfoort):
    kamerik = village("Kamerik", woerden)
    carry_out(planned((woerden, "Montfoort", 4_000, kamerik)))

    woerden.refresh_from_db(), montfoort.refresh_from_db()
    assert (woerden.population, montfoort.population) == (49_000, 18_000)
    assert gazetteer().find("Kamerik").slug == "montfoort"
    assert (woerden.ended_on, woerden.successor) == (None, None)


def test_a_split_gives_every_part_its_place(woerden, montfoort):
    harmelen = village("Harmelen", woerden)
    new = [("GM9991", "Harmelen", woerden.province)]
    carry_out(planned((woerden, "Harmelen", 8_000, harmelen), (woerden, "Montfoort", None), new=new))

    sizes = dict(Municipality.objects.current().values_list("name", "population"))
    assert sizes == {"Harmelen": 8_000, "Montfoort": 59_000}
    assert gazetteer().places["harmelen"].position == (harmelen.latitude, harmelen.longitude)
    assert gazetteer().find("Woerden").slug == "montfoort"


def test_a_merger_of_a_merger_keeps_the_oldest_name(woerden, montfoort):
    gouda = make.municipality(name="Gouda", slug="gouda")
    carry_out(merger(woerden, montfoort))
    second = planned((Municipality.objects.get(code="GM9990"), "Gouda", None))
    carry_out(second)

    assert gazetteer().find("Woerden").slug == gouda.slug
    assert gazetteer().places["woerden"].label == f"Woerden (sinds {second.takes_effect_on.year} Gouda)"
    assert [entry.title for entry in suggest("montf")] == ["Gouda"]


PIECES = strategies.lists(
    strategies.tuples(strategies.integers(0, 3), strategies.integers(1, 4), strategies.integers(1, 2_000)), max_size=4
)
ENDING = strategies.dictionaries(strategies.integers(0, 3), strategies.integers(1, 4), max_size=3)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, ending=ENDING)
def test_the_sums_stay_the_same(pieces, ending):
    """Whatever goes where: nobody is lost or counted twice, and no initiative either."""
    with dry_run():
        old = [make.municipality(name=f"Oud {number}", population=10_000 + number) for number in range(4)]
        links = [make.initiative(municipalities=[place]).pk for place in old]
        lasting = [number for number in range(4) if number not in ending]

        def destination(origin, step):
            others = [number for number in lasting if number != origin]
            return old[others[step % len(others)]].name if others and step < 4 else "Nieuw"

        parts = [(old[origin], destination(origin, step), population) for origin, step, population in pieces]
        parts += [(old[origin], destination(origin, step), None) for origin, step in ending.items()]
        is_new = any(part[1] == "Nieuw" for part in parts)
        record = planned(*parts, new=[("GM9990", "Nieuw", old[0].province)] if is_new else [])
        assert bool(Plan(record).problems()) == (not parts)
        carry_out(record)
        current = gazetteer().current
        found = [InitiativeSelection.of(gemeente=[place.slug]).matching for place in current]

        assert len(current) == 4 - len(ending) + is_new
        assert sum(place.population for place in current) == sum(10_000 + number for number in range(4))
        assert sum(len(catalogue().by_municipality[place.slug]) for place in current) == len(links)
        assert sorted(key for keys in found for key in keys) == sorted(links)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "minstens één deel"),
        ([("Nergens", None)], "geen gemeente van nu"),
        ([("Woerden", None)], "gaat naar zichzelf"),
        ([("Montfoort", 99_000)], "meer mensen dan in de hele gemeente"),
        ([("Montfoort", 0)], "hoeveel mensen"),
        ([("Montfoort", None), ("Groene Hart", None)], "maar in één gemeente opgaan"),
    ],
)
def test_what_cannot_be_is_said(woerden, montfoort, parts, sentence):
    new = [("GM9990", "Groene Hart", woerden.province)]
    record = planned(*((woerden, destination, number) for destination, number in parts), new=new)

    assert sentence in " ".join(Plan(record).problems())
    with pytest.raises(ReorganisationRefused):
        confirmed(record)


def test_a_name_or_code_that_is_taken_is_refused(woerden, montfoort):
    new = [(montfoort.code, "Montfoort", woerden.province)]

    assert "is er al" in " ".join(Plan(planned((woerden, "Montfoort", None), new=new)).problems())


def test_who_prepared_it_does_not_confirm_it(woerden, montfoort):
    user = make.editor()
    record = merger(woerden, montfoort, by=user)

    with pytest.raises(ReorganisationRefused, match="Laat een collega"):
        confirm(record, user)
    assert record.is_planned


def test_a_day_that_has_come_is_not_confirmed(woerden, montfoort):
    with pytest.raises(ReorganisationRefused, match="Kies een latere dag"):
        confirmed(merger(woerden, montfoort, in_days=0))


@pytest.mark.parametrize("undo", [withdraw, reopen])
def test_until_the_day_it_can_be_undone(client, woerden, montfoort, go_on, undo):
    undo(confirmed(merger(woerden, montfoort)))

    go_on(11 * DAY)
    assert client.get("/gemeenten/woerden/").status_code == 200
    assert Municipality.objects.current().count() == 2


def test_after_the_day_it_cannot_be_undone(client, woerden, montfoort, go_on):
    record = confirmed(merger(woerden, montfoort))
    go_on(11 * DAY)
    client.get("/")

    with pytest.raises(ReorganisationRefused):
        withdraw(record)


def test_what_no_longer_can_goes_back_with_the_reason(client, woerden, montfoort, go_on):
    record = confirmed(merger(woerden, montfoort))
    make.municipality(name="Groene Hart", slug="groene-hart")
    go_on(11 * DAY)
    client.get("/")

    record.refresh_from_db()
    assert record.state == ReorganisationState.PLANNED
    assert "is er al" in record.refusal
    assert Municipality.objects.current().count() == 3


def test_an_end_in_the_future_is_not_typed_in(woerden):
    woerden.ended_on = timezone.localdate() + DAY

    with pytest.raises(ValidationError, match="Herindelingen"):
        woerden.clean()


def test_a_submitter_goes_along(woerden, montfoort):
    user = make.editor()
    MunicipalityAccess.objects.create(user=user, municipality=woerden)
    carry_out(merger(woerden, montfoort))

    assert set(own_municipalities(user).values_list("name", flat=True)) == {"Woerden", "Groene Hart"}


@pytest.mark.parametrize(("state", "shown"), [("published", "Laurum (gemeente tot 1988)"), ("draft", "Laurum")])
def test_the_year_of_a_merger_is_shown_with_a_public_source(client, woerden, state, shown):
    woerden.other_names.create(name="Laurum", merged_year=1988, publication=make.publication(state=state))
    page = " ".join(Document(client.get("/gemeenten/woerden/").text).find("main")[0].text.split())

    assert shown in page
    assert ("tot 1988" in page) == (state == "published")
