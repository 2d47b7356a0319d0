"""Every public page needs at most twelve queries, however many records there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.generation import content_change
from initiatives.models import Bundle, Initiative, MarketEdition
from tests.support import make

pytestmark = pytest.mark.django_db
MAX_QUERIES = 12
MEMO_QUERIES = 24  # once after each change: the catalogue, the words of the index and the cards
ADDRESSES = [
    "/",
    "/initiatieven/",
    "/initiatieven/?q=rijk+woord&thema=rijk&status=lopend&gemeente=rijk&tag=rijk&land=nederland&sorteer=gemeente",
    "/initiatieven/?q=rijk&knelpunt=rijk&kader=rijk",
    "/initiatieven/?q=rijk&alle=gemeente&alle=tag",
    "/initiatieven/?zoals=rijk&thema=rijk",
    "/initiatieven/?zoals=rijk&weergave=kaart",
    "/initiatieven/?zoals=rijk&weergave=tabel",
    "/initiatieven/feed/?thema=rijk",
    "/initiatieven/feed/?zoals=rijk",
    "/initiatieven/keuze/gemeente/",
    "/initiatieven/keuze/tag/?q=rijk&tag=rijk&thema=rijk&zoek=t",
    "/zoeken/",
    "/zoeken/?q=rijk",
    "/zoeken/?q=rijk&soort=initiatieven",
    "/zoeken/suggesties/?q=rij",
    "/initiatieven/rijk/",
    "/initiatieven/rijk/?zoals=rijk",
    "/initiatieven/rijk/raadspagina/",
    "/initiatieven/rijk/wijzigingen/",
    "/wijzigingen/",
    "/wijzigingen/?thema=rijk&gemeente=rijk&sinds=2026-01-01",
    "/wijzigingen/feed/?thema=rijk",
    "/volgen/?thema=rijk&q=rijk&van=RIJK",
    "/initiatieven/vergelijken/",
    "/initiatieven/vergelijken/?i=rijk",
    "/initiatieven/vergelijken/?i=rijk&i=ook-rijk&zoals=rijk",
    "/initiatieven/vergelijken/?i=was-rijk&i=ook-rijk",
    "/lijst/?lijst=RIJK.OOK-RIJK",
    "/lijst/notitie/?lijst=RIJK.OOK-RIJK&zoals=rijk",
    "/initiatieven/?zoals=rijk&lijst=RIJK.OOK-RIJK",
    "/initiatieven/rijk/raadspagina/?zoals=rijk",
    "/kansenkaart/?onderdelen=rijk",
    "/kansenkaart/?kolommen=provincie",
    "/initiatieven/?stapel=rijk",
    "/stapels/",
    "/stapels/rijk/",
    "/inspiratiemarkt/",
    "/inspiratiemarkt/eerder/",
    "/themas/",
    "/themas/rijk/",
    "/knelpunten/",
    "/knelpunten/?thema=rijk&sorteer=initiatieven",
    "/knelpunten/rijk/",
    "/kaders/",
    "/kaders/?stand=loopt-af",
    "/kaders/rijk/",
    "/cijfers/",
    "/begrippen/",
    "/begrippen/rijk/",
    "/gemeenten/",
    "/gemeenten/rijk/",
    "/bronnen/",
    "/bronnen/rijk/",
    "/organisaties/",
    "/organisaties/rijk/",
    "/over/",
    "/over/stijl/",
    "/toegankelijkheid/",
    "/privacy/",
    "/open-data/",
]


def add_rows(times):
    """Add rows to every list on every page of the record called "rijk"."""
    hub = _hub()
    for _number in range(times):
        place = make.municipality(province=hub["place"].province)
        hub["place"].neighbours.add(place)
        theme = make.theme(parent=hub["theme"])
        publication = make.publication(organisation=hub["organisation"])
        theme.sources.add(hub["publication"])
        framework, bottleneck, concept = make.framework(), make.bottleneck(), make.concept(theme=hub["theme"])
        framework.themes.add(hub["theme"])
        framework.citations.create(publication=hub["publication"])
        hub["framework"].citations.create(publication=publication)
        bottleneck.themes.add(hub["theme"])
        bottleneck.mentions.create(publication=hub["publication"], year=2025)
        hub["bottleneck"].mentions.create(publication=publication, year=2025)
        concept.broader.add(hub["concept"])
        concept.sources.add(hub["publication"])
        hub["concept"].synonyms.create(term=f"woord {concept.pk}")
        ask, statement = _ask_and_statement(hub, f"{publication.pk}")
        make.key_figure(code=f"C{publication.pk}", publication=hub["publication"], themes=[hub["theme"], theme])
        other = make.initiative(
            title="Rijk woord",
            main_theme=hub["theme"],
            themes=[hub["theme"], theme],
            tags=["rijk", f"t{place.pk}"],
            municipalities=[hub["place"], place],
            bottlenecks=[hub["bottleneck"]],
            frameworks=[hub["framework"]],
            sources=[hub["publication"]],
            related=[hub["initiative"]],
            target_groups=[make.target_group()],
        )
        other.partners.create(name="Partner", organisation=hub["organisation"])
        for initiative in (hub["initiative"], hub["beside"]):
            _enrich(initiative, place, theme, framework, bottleneck, ask, statement, publication)
        Bundle.objects.get(slug="rijk").items.create(initiative=other, lesson="Les.", remark="Om te zien.")
        make.bundle(hub["initiative"], other, themes=[hub["theme"]])
        for edition in (hub["edition"], hub["earlier"]):
            edition.stands.create(initiative=other, position=edition.stands.count() + 1)


def _enrich(initiative, place, theme, framework, bottleneck, ask, statement, publication):
    initiative.municipalities.add(place)
    initiative.themes.add(theme)
    initiative.frameworks.add(framework)
    initiative.bottlenecks.add(bottleneck)
    initiative.asks.add(ask)
    initiative.statements.add(statement)
    initiative.tags.add(f"x{place.pk}")
    initiative.target_groups.add(make.target_group())
    initiative.citations.create(publication=publication)
    initiative.results.create(value="1", unit="u", definition="d", period="p", publication=publication)
    initiative.adoptions.create(municipality=place, publication=publication)
    initiative.status_history.create(status="pilot", as_of="2021", publication=publication)
    initiative.partners.create(name="P", organisation=make.organisation())
    initiative.add_change_note("Iets.")
    initiative.galleryitems.create(picture=make.picture())
    initiative.attachments.create(paper=make.paper(municipality=place))
    make.initiative(parent=initiative, municipalities=[place])
    make.published(initiative)  # its papers are found from now on


def _ask_and_statement(hub, key):
    ask = make.ask(code=f"V{key}", publication=hub["publication"])
    ask.themes.add(hub["theme"])
    ask.bottlenecks.add(hub["bottleneck"])
    ask.addressees.add(make.addressee())
    statement = make.statement(
        code=f"U{key}", publication=hub["publication"], municipality=hub["place"], organisation=hub["organisation"]
    )
    statement.themes.add(hub["theme"])
    return ask, statement


def _hub():
    initiative = Initiative.objects.filter(slug="rijk").first()
    if initiative:
        edition = initiative.stands.get().edition
        return {
            "initiative": initiative,
            "beside": Initiative.objects.get(slug="ook-rijk"),
            "edition": edition,
            "earlier": MarketEdition.objects.get(slug="eerder"),
            "organisation": edition.organiser,
            "publication": edition.publication,
            "place": initiative.municipalities.get(slug="rijk"),
            "theme": initiative.main_theme,
            "framework": initiative.frameworks.get(slug="rijk"),
            "bottleneck": initiative.bottlenecks.get(slug="rijk"),
            "concept": initiative.main_theme.concepts.get(slug="rijk"),
        }
    organisation, publication = make.organisation(slug="rijk"), make.publication(slug="rijk")
    make.municipality(slug="leeg")
    theme, framework = make.theme(slug="rijk"), make.framework(slug="rijk", valid_until="2999")
    make.concept(slug="rijk", term="rijk", theme=theme)
    initiative = make.initiative(
        slug="rijk",
        code="RIJK",
        title="Rijk",
        main_theme=theme,
        municipalities=[make.municipality(slug="rijk")],
        frameworks=[framework],
        bottlenecks=[make.bottleneck(slug="rijk")],
        tags=["rijk"],
    )
    initiative.old_addresses.create(slug="was-rijk")
    make.initiative(slug="ook-rijk", code="OOK-RIJK", title="Ook rijk", main_theme=theme)
    make.bundle(initiative, slug="rijk", themes=[theme])
    make.market(organiser=organisation, publication=publication).stands.create(initiative=initiative)
    make.market(organiser=organisation, publication=publication, date="2025-11-12", slug="eerder")
    return _hub()


def query_counts(address):
    """How many queries a page needs: the first time after a change, and the next time."""
    with content_change():
        pass
    return query_count(address), query_count(address)


def query_count(address):
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200, address
    return len(queries)


def _is_more(counts, before):
    return any(count > count_before for count, count_before in zip(counts, before, strict=True))


def test_the_number_of_queries_does_not_grow_with_the_records():
    add_rows(2)
    few = {address: query_counts(address) for address in ADDRESSES}
    add_rows(6)
    many = {address: query_counts(address) for address in ADDRESSES}

    grown = {address: (few[address], counts) for address, counts in many.items() if _is_more(counts, few[address])}
    assert grown == {}
    assert {address: next_time for address, (_first, next_time) in many.items() if next_time > MAX_QUERIES} == {}
    assert {address: first for address, (first, next_time) in many.items() if first > MAX_QUERIES + MEMO_QUERIES} == {}
