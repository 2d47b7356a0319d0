"""The market: its floor plan, and what it shows before, on and after the day."""

import re
from datetime import datetime

import pytest

from core.generation import content_change
from core.records import State
from initiatives.market.floor_plan import reorder_stands
from initiatives.models import Initiative, MarketEdition
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db

MARKET = "/inspiratiemarkt/"
TEXTS = {
    "programme": "## Ochtend\n\nOpening",
    "look_back": "Het was druk.",
    "purpose": "Voorbeelden laten zien.",
    "place": "Utrecht",
}
BEFORE, TODAY, AFTER = "2026-11-11T12:00+01:00", "2026-11-12T12:00+01:00", "2026-11-13T12:00+01:00"


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def set_clock(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.fromisoformat(moment))

    return set_clock


def market(**fields):
    return make.market(organiser=make.organisation(), publication=make.publication(), **fields)


@make.together()
def place(edition, *titles, theme=None, **fields):
    """Stands with published initiatives, in order."""
    theme = theme or make.theme(name="Opvang", slug="opvang")
    first = edition.stands.count() + 1
    return [
        edition.stands.create(position=number, initiative=make.initiative(title=title, main_theme=theme), **fields)
        for number, title in enumerate(titles, first)
    ]


def get_page(client, address=MARKET):
    response = client.get(address)
    assert response.status_code == 200
    return Document(response.text)


def headings(page, level="h2"):
    return [heading.text for heading in page.find("main")[0].find(level)]


def plan(page):
    """The streets with their stands: a dict from heading to the headings of the stands."""
    streets = [part for part in page.find("section") if (part["class"] or "").startswith("market-street")]
    return {street.find("h3")[0].text: [stand.name for stand in street.find("h4")] for street in streets}


class TestTheDay:
    @pytest.fixture(autouse=True)
    def edition(self):
        edition = market(**TEXTS)
        place(edition, "Taalcoaches")
        return edition

    def test_before(self, client, at):
        at(BEFORE)

        page = get_page(client)

        assert "De markt is aangekondigd voor donderdag 12 november 2026. Dat is morgen." in page.text
        assert headings(page) == ["Over deze markt", "Programma", "Plattegrond van de markt", "Doel van de markt"]
        assert "Het was druk." not in page.text
        assert "De markt is aangekondigd voor 12 november 2026." in get_page(client, "/").text

    def test_long_before(self, client, at):
        at("2026-11-02T12:00+01:00")

        assert "Dat is over 10 dagen." in get_page(client).text

    def test_on_the_day(self, client, at):
        at(TODAY)

        page = get_page(client)

        assert "Vandaag De markt is aangekondigd voor vandaag. Plaats: Utrecht." in page.text
        assert headings(page)[:2] == ["Vandaag: het programma", "Plattegrond van de markt"]
        assert "Het was druk." not in page.text
        assert "De markt is aangekondigd voor vandaag." in get_page(client, "/").text

    def test_after_that_nobody_confirmed(self, client, at):
        at(AFTER)

        page = get_page(client)

        assert "De markt was aangekondigd voor donderdag 12 november 2026." in page.text
        assert "De redactie weet nog niet of de markt is doorgegaan." in page.text
        assert headings(page)[:2] == ["Plattegrond van de markt", "Programma"]
        assert "Het was druk." not in page.text
        for address in (MARKET, "/", "/over/"):
            text = get_page(client, address).text
            assert "was aangekondigd voor" in text
            assert "De markt was op" not in text

    def test_after(self, client, at, edition):
        at(AFTER)
        with content_change():
            MarketEdition.objects.update(took_place=True)

        page = get_page(client)

        assert "De markt was op donderdag 12 november 2026." in page.text
        assert headings(page)[:3] == ["Terugblik", "Plattegrond van de markt", "Programma"]
        assert "De markt was op 12 november 2026." in get_page(client, "/").text
        assert "De markt was op 12 november 2026." in get_page(client, "/over/").text

    @pytest.mark.parametrize(
        ("moment", "phase"),
        [
            ("2026-11-11T22:59:59+00:00", "before"),
            ("2026-11-11T23:00:00+00:00", "today"),
            ("2026-11-12T22:59:59+00:00", "today"),
            ("2026-11-12T23:00:00+00:00", "unconfirmed"),
        ],
    )
    def test_the_day_is_that_of_amsterdam(self, client, at, moment, phase):
        at(moment)
        sentences = {
            "before": r"De markt is aangekondigd voor (donderdag )?12",
            "today": r"De markt is aangekondigd voor vandaag\.",
            "unconfirmed": r"De markt was aangekondigd voor",
        }

        for address in (MARKET, "/"):
            text = get_page(client, address).text
            assert [name for name, sentence in sentences.items() if re.search(sentence, text)] == [phase]


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (BEFORE, "Het programma staat hier nog niet."),
        (TODAY, "Het programma staat niet op deze site."),
        (AFTER, "Een terugblik staat hier nog niet."),
    ],
)
def test_what_is_not_known_is_said(client, at, moment, sentence):
    market(took_place=moment == AFTER)
    at(moment)

    page = get_page(client)

    assert sentence in page.text
    assert headings(page)[0] == ("Over deze markt" if moment == BEFORE else "Kramen")


def test_streets_follow_the_order_of_the_editors(client):
    edition = market()
    work = make.theme(name="werk", slug="werk")
    place(edition, "Banen", theme=work)
    place(edition, "Azc", "Noodopvang")
    place(edition, "Stages", theme=work, note="Neem een brochure mee.")

    page = get_page(client)

    assert plan(page) == {
        "Werk": ["Kraam 1 Banen", "Kraam 4 Stages"],
        "Opvang": ["Kraam 2 Azc", "Kraam 3 Noodopvang"],
    }
    assert "Neem een brochure mee." in page.ids["kraam-4"].text
    assert "Lopend" in page.ids["kraam-4"].text
    assert [link["href"] for link in page.find("nav", **{"aria-label": "Straten van de markt"})[0].find("a")] == [
        "#straat-1",
        "#straat-2",
    ]
    assert "Ontbreekt er een nummer?" not in page.text


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_published_leaves_its_number_free(client, state):
    edition = market()
    stands = place(edition, "Een", "Twee", "Drie")
    Initiative.objects.filter(pk=stands[1].initiative_id).update(state=state, withdrawal_reason="Weg.")

    page = get_page(client)

    assert plan(page) == {"Opvang": ["Kraam 1 Een", "Kraam 3 Drie"]}
    assert "2 kramen" in page.text
    assert "Ontbreekt er een nummer?" in page.text


def test_a_theme_that_is_not_published_gives_no_name_to_a_street(client):
    edition = market()
    place(edition, "Een", theme=make.theme(name="Geheim", state=State.DRAFT))

    assert plan(get_page(client)) == {"Andere kramen": ["Kraam 1 Een"]}


def test_without_stands_there_are_theme_stalls(client):
    edition = market()
    theme = make.theme(name="Opvang", slug="opvang")
    make.initiative(main_theme=theme)
    make.initiative(main_theme=theme)
    make.initiative(main_theme=theme, state=State.DRAFT)
    hidden = make.initiative(state=State.DRAFT, main_theme=theme)
    edition.stands.create(initiative=hidden)

    page = get_page(client)

    assert plan(page) == {}
    assert "Van deze markt staan op deze site geen kramen." in page.text
    assert [stall.find("p")[0].text for stall in page.find("article")] == ["2 voorbeelden"]


def test_without_a_market_day_the_themes_are_there(client):
    make.initiative(main_theme=make.theme(name="Opvang", slug="opvang"))
    make.market(organiser=make.organisation(), publication=make.publication(), state=State.DRAFT, title="Geheim")

    page = get_page(client)

    assert "Er staat nog geen marktdag op deze site." in page.text
    assert "1 voorbeeld" in page.text
    assert "Geheim" not in page.text


def test_sixty_stands_with_long_texts(client):
    edition = market()
    place(edition, *(f"{number} {'lang' * 28}" for number in range(60)), note="n" * 200)

    page = get_page(client)

    assert [len(stands) for stands in plan(page).values()] == [60]
    assert page.faults == []
    assert len(client.get(MARKET).content) < 80_000


class TestEditions:
    @pytest.fixture(autouse=True)
    def editions(self):
        market(title="Markt 2025", date="2025-11-12", slug="markt-2025")
        market(title="Markt 2026", slug="markt-2026")
        market(title="Markt 2027", date="2027-11-12", slug="markt-2027", state=State.DRAFT)
        market(title="Markt 2024", date="2024-11-12", slug="markt-2024", state=State.WITHDRAWN)

    def test_the_market_is_the_latest(self, client):
        page = get_page(client)

        assert headings(page, "h1") == ["Markt 2026"]
        assert [link["href"] for link in page.find("a") if link.text == "Markt 2025"] == [f"{MARKET}markt-2025/"]
        assert "2027" not in page.text

    def test_an_earlier_one_keeps_its_address(self, client):
        page = get_page(client, f"{MARKET}markt-2025/")

        assert headings(page, "h1") == ["Markt 2025"]
        assert page.link("canonical").endswith(f"{MARKET}markt-2025/")
        assert [link["href"] for link in page.find("a") if link.text == "Markt 2026"] == [MARKET]
        assert page.find("a", **{"class": "nav-bar__link", "aria-current": "true"})[0].text == "Markt"

    @pytest.mark.parametrize(
        ("slug", "status"), [("markt-2026", 302), ("markt-2027", 404), ("markt-2024", 410), ("bestaat-niet", 404)]
    )
    def test_other_addresses(self, client, slug, status):
        response = client.get(f"{MARKET}{slug}/")

        assert response.status_code == status
        assert response.headers.get("Location", MARKET) == MARKET

    def test_the_site_map_names_each_once(self, client):
        text = client.get("/sitemap.xml").text

        assert text.count(f"{MARKET}</loc>") == text.count(f"{MARKET}markt-2025/</loc>") == 1
        assert "markt-2026" not in text
        assert "markt-2027" not in text


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([(1, 1, "a"), (2, 2, "b"), (3, 3, "c")], "abc"),
        ([(3, 1, "a"), (2, 2, "b"), (3, 3, "c")], "bca"),
        ([(1, 1, "a"), (2, 2, "b"), (1, 3, "c")], "cab"),
        ([(2, 1, "a"), (1, 2, "b"), (3, 3, "c")], "bac"),
        ([(1, 1, "a"), (2, 2, "b"), (2, None, "n")], "anb"),
        ([(1, 1, "a"), (32_767, None, "m"), (32_767, None, "n")], "amn"),
        ([(2, 1, "a"), (4, 2, "b"), (1, 3, "c"), (3, 4, "d")], "cadb"),
    ],
)
def test_a_stand_comes_at_its_new_number(moves, expected):
    assert "".join(reorder_stands(moves)) == expected
