"""Nothing that is not published is on any public address, whatever it is linked to."""

import pytest
from django.apps import apps
from django.test import Client

from core.generation import content_change
from core.records import Publishable, State
from initiatives.models import Initiative
from library.models import Paper, Picture
from search import index
from search.documents import DOCUMENT_SOURCES
from tests.support import make
from tests.support.public_urls import CHOICES

pytestmark = pytest.mark.django_db
SECRET = "VerborgenWoord"


def show_media(edition, place, word):
    """Add a picture, slides and a quote to a market."""
    edition.pictures.create(picture=make.picture(title=SECRET, alt=f"{word} markt", maker=f"{word} maker"))
    edition.slides.create(paper=make.paper(title=f"{word} presentatie"))
    edition.quotes.create(text=word or "x", function=word or "f", municipality=place, has_consent=True)


def everything(state):
    """A record of every kind, all linked to one another; the texts of those in `state` carry the secret."""
    word = "" if state == State.PUBLISHED else SECRET
    slug = "verborgen" if word else "zichtbaar"
    base = {"state": state, "slug": slug, "internal_note": SECRET}
    place = make.municipality()
    publication = make.publication(title=f"{word} bron", publisher=f"{word} uitgever", note=word, **base)
    organisation = make.organisation(name=f"{word} organisatie", role=word, **base)
    organisation.mentioned_in.add(publication)
    theme = make.theme(name=f"{word} thema", **base)
    theme.sources.add(publication)
    concept = make.concept(term=f"begrip {slug}", scope_note=word, theme=theme, synonyms=[f"{word} synoniem"], **base)
    concept.sources.add(publication)
    framework = make.framework(name=f"{word} kader", valid_until="2999", **base)
    framework.themes.add(theme)
    framework.citations.create(publication=publication, heading=f"{word} kop")
    bottleneck = make.bottleneck(title=f"{word} knelpunt", **base)
    bottleneck.themes.add(theme)
    bottleneck.mentions.create(publication=publication, year=2025, heading=f"{word} kop")
    unslugged = {"state": state, "internal_note": SECRET, "publication": publication}
    ask = make.ask(text=f"{word} vraag", **unslugged)
    ask.themes.add(theme)
    ask.bottlenecks.add(bottleneck)
    ask.addressees.add(make.addressee())
    statement = make.statement(
        person=f"{word} Persoon",
        gist=f"{word} strekking",
        municipality=place,
        organisation=organisation,
        **unslugged,
    )
    statement.themes.add(theme)
    figure = make.key_figure(unit=f"{word} eenheid", definition=f"{word} betekenis", themes=[theme], **unslugged)
    kind = make.municipality_type(name=f"{word} type", publication=publication, **base)
    kind.assignments.create(municipality=place, publication=publication)
    initiative = make.initiative(
        code=slug.upper(),
        title=f"{word} initiatief",
        summary=f"{word} begrip {slug}",
        main_theme=theme,
        municipalities=[place],
        bottlenecks=[bottleneck],
        frameworks=[framework],
        asks=[ask],
        statements=[statement],
        sources=[publication],
        tags=[f"{word} trefwoord"],
        **base,
    )
    initiative.partners.create(name=f"{word} partner", organisation=organisation)
    initiative.results.create(value="1", unit=word or "x", definition="d", period="p", publication=publication)
    initiative.adoptions.create(municipality=place, publication=publication, changes=word, outcome=word)
    picture = make.picture(title=SECRET, alt=f"{word} beeld", caption=word, maker=f"{word} maker")
    initiative.galleryitems.create(picture=picture)
    initiative.attachments.create(paper=make.paper(title=f"{word} document", municipality=place), note=word)
    make.published(initiative)
    date = "2026-11-12" if word else "2025-11-12"
    edition = make.market(
        title=f"{word} markt", date=date, summary=word, organiser=organisation, publication=publication, **base
    )
    edition.stands.create(initiative=initiative, note=word)
    show_media(edition, place, word)
    index.update(Paper.objects.all())
    edition.programme_items.create(starts_at="13:30", title=word or "x", place=word, note=word)
    texts = {"question": f"{word} vraag", "remarks": [word], "lessons": [word]}
    bundle = make.bundle(initiative, title=f"{word} stapel", themes=[theme], **texts, **base)
    bundle.pictures.create(picture=make.picture(title=SECRET, alt=f"{word} stapel", maker=f"{word} maker"))
    photo = make.picture(title=SECRET, alt=f"{word} foto", caption=word, maker=f"{word} maker")
    news = make.news(title=f"{word} nieuws", text=word or "x", picture=photo, initiatives=[initiative], **base)
    news.bundles.add(bundle)
    news.editions.add(edition)
    return {
        "bundle": bundle,
        "news": news,
        "initiative": initiative,
        "theme": theme,
        "bottleneck": bottleneck,
        "framework": framework,
        "ask": ask,
        "concept": concept,
        "publication": publication,
        "organisation": organisation,
        "statement": statement,
        "figure": figure,
        "place": place,
        "edition": edition,
        "kind": kind,
    }


def entangle(shown, hidden):
    """Link what is published to what is not, in every way the models allow."""
    initiative, place, publication = shown["initiative"], shown["place"], shown["publication"]
    initiative.themes.add(hidden["theme"])
    initiative.bottlenecks.add(hidden["bottleneck"])
    initiative.frameworks.add(hidden["framework"])
    initiative.asks.add(hidden["ask"])
    initiative.statements.add(hidden["statement"])
    initiative.related.add(hidden["initiative"])
    initiative.citations.create(publication=hidden["publication"])
    Initiative.objects.filter(pk=hidden["initiative"].pk).update(parent=initiative)
    Initiative.objects.filter(pk=initiative.pk).update(parent=hidden["initiative"])
    hidden["initiative"].municipalities.add(place)
    hidden["initiative"].themes.add(shown["theme"])
    hidden["initiative"].bottlenecks.add(shown["bottleneck"])
    hidden["initiative"].frameworks.add(shown["framework"])
    hidden["initiative"].citations.create(publication=publication)
    for name in ["bottleneck", "framework", "figure"]:
        hidden[name].themes.add(shown["theme"])
        shown[name].themes.add(hidden["theme"])
    shown["theme"].sources.add(hidden["publication"])
    shown["theme"].subthemes.add(hidden["theme"])
    type(shown["concept"]).objects.update(scope_note_source=hidden["publication"])
    shown["concept"].related.add(hidden["concept"])
    shown["concept"].broader.add(hidden["concept"])
    hidden["ask"].bottlenecks.add(shown["bottleneck"])
    shown["bottleneck"].mentions.create(publication=hidden["publication"], year=2021)
    shown["framework"].citations.create(publication=hidden["publication"])
    shown["organisation"].mentioned_in.add(hidden["publication"])
    hidden["organisation"].mentioned_in.add(publication)
    hidden["kind"].assignments.create(municipality=place, publication=publication)
    shown["edition"].stands.create(initiative=hidden["initiative"])
    shown["bundle"].items.create(initiative=hidden["initiative"], remark=SECRET, lesson=SECRET)
    hidden["bundle"].items.create(initiative=initiative)
    shown["bundle"].pictures.create(picture=make.picture(alt=SECRET, people=Picture.People.NO_CONSENT))
    shown["edition"].quotes.create(text=SECRET, function=SECRET, has_consent=False)
    shown["edition"].pictures.create(picture=make.picture(alt=SECRET), initiative=hidden["initiative"])
    shown["edition"].slides.create(paper=make.paper(title=SECRET), initiative=hidden["initiative"])
    type(shown["edition"]).objects.filter(pk=shown["edition"].pk).update(took_place=True, look_back="Zo was het.")
    shown["news"].initiatives.add(hidden["initiative"])
    shown["news"].bundles.add(hidden["bundle"])
    shown["news"].editions.add(hidden["edition"])
    shown["bundle"].themes.add(hidden["theme"])
    hidden["bundle"].themes.add(shown["theme"])
    initiative.galleryitems.create(picture=make.picture(alt=SECRET, people=Picture.People.NO_CONSENT))
    initiative.attachments.create(paper=make.paper(title=SECRET, personal_data_checked=False))
    adopter = {"municipality": make.municipality(), "changes": SECRET, "outcome": SECRET}
    initiative.adoptions.create(publication=hidden["publication"], **adopter)
    hidden["initiative"].adoptions.create(publication=publication, local_initiative=initiative, **adopter)
    initiative.adoptions.filter(municipality=place).update(local_initiative=hidden["initiative"])
    type(shown["statement"]).objects.update(municipality=None, organisation=hidden["organisation"])
    type(shown["edition"]).objects.update(organiser=hidden["organisation"])
    initiative.results.create(value="2", unit="y", definition=SECRET, period="p", publication=hidden["publication"])
    ask = make.ask(text=f"{SECRET} van een bron", publication=hidden["publication"])
    ask.bottlenecks.add(shown["bottleneck"])
    initiative.asks.add(ask)
    titled = {"slug": "ander", "code": "ANDER", "title": "Ander"}
    other = make.initiative(**titled, main_theme=hidden["theme"], municipalities=[place])
    shown["edition"].stands.create(initiative=other)
    with content_change():
        for model in DOCUMENT_SOURCES:
            index.update(model.objects.all())


FIXED = [
    "/", "/initiatieven/", "/initiatieven/feed/", "/inspiratiemarkt/", "/themas/", "/knelpunten/", "/kaders/",
    "/stapels/", "/initiatieven/?stapel=zichtbaar", "/initiatieven/export/?stapel=zichtbaar",
    "/initiatieven/feed/?stapel=zichtbaar",
    "/kansenkaart/", "/kansenkaart/?onderdelen=zichtbaar", "/initiatieven/export/", "/knelpunten/export/",
    "/nieuws/", "/nieuws/feed/",
    "/begrippen/", "/gemeenten/", "/bronnen/", "/organisaties/", "/sitemap.xml", "/over/", "/open-data/",
    f"/initiatieven/?q={SECRET}", f"/initiatieven/feed/?q={SECRET}", "/initiatieven/?thema=zichtbaar",
    "/initiatieven/zichtbaar/raadspagina/", "/initiatieven/ander/", "/initiatieven/ander/raadspagina/",
    "/initiatieven/?weergave=tabel", "/initiatieven/vergelijken/", "/initiatieven/vergelijken/?i=zichtbaar",
    "/initiatieven/vergelijken/?i=zichtbaar&i=ander",
    *(f"{path}?lijst=ZICHTBAAR.ANDER.VERBORGEN" for path in ["/lijst/", "/lijst/notitie/"]),
    "/initiatieven/vergelijken/?lijst=ZICHTBAAR.ANDER.VERBORGEN",
    "/lijst/?lijst=ZICHTBAAR.ANDER&vorm=csv", "/initiatieven/zichtbaar/raadspagina/?zoals=zichtbaar",
    *CHOICES, f"/zoeken/?q={SECRET}", "/zoeken/?q=begrip",
    f"/zoeken/suggesties/?q={SECRET}", "/zoeken/suggesties/?q=begrip",
]  # fmt: skip


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_published_is_nowhere(state):
    shown, hidden = everything(State.PUBLISHED), everything(state)
    entangle(shown, hidden)
    pages = [record.get_absolute_url() for record in shown.values() if hasattr(record, "get_absolute_url")]
    pages.append(hidden["place"].get_absolute_url())
    client = Client()

    for address in [*FIXED, *pages]:
        page = client.get(address)
        assert page.status_code == 200, address
        text = page.getvalue().decode()
        visible = text.replace(f"q={SECRET}", "").replace(f'value="{SECRET}"', "").replace(f": {SECRET}", "")
        assert SECRET not in visible, address
        assert "/verborgen/" not in visible, address


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_published_has_no_page(state):
    hidden = everything(state)
    status = 410 if state == State.WITHDRAWN else 404

    for name in [
        "initiative",
        "theme",
        "bottleneck",
        "framework",
        "concept",
        "publication",
        "organisation",
        "bundle",
        "news",
    ]:
        page = Client().get(hidden[name].get_absolute_url())
        assert page.status_code == status, name
        assert SECRET not in page.text, name


def test_every_record_that_can_be_a_draft_is_in_this_test():
    covered = {type(record) for record in everything(State.PUBLISHED).values()}
    publishable = {model for model in apps.get_models() if issubclass(model, Publishable)}

    assert publishable <= covered
