"""The finder: a visitor opens an address and gets the right initiatives, or help."""

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.choices import InitiativeKind, InitiativeStatus
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
URL = "/initiatieven/"


def titles(response):
    return [initiative.title for initiative in response.context["page"]]


def test_it_shows_what_is_published(client):
    make.initiative(title="Te zien")
    make.initiative(title="Nog niet", state="draft")
    make.initiative(title="Niet meer", state="withdrawn")
    page = client.get(URL)

    assert titles(page) == ["Te zien"]
    assert '<h2 id="results-count">1 initiatief</h2>' in page.text


def test_values_of_a_facet_are_or_and_facets_are_and(client):
    housing, work = make.theme(slug="huisvesting"), make.theme(slug="werk")
    make.initiative(title="A", main_theme=housing, status=InitiativeStatus.PILOT)
    make.initiative(title="B", main_theme=work, status=InitiativeStatus.PILOT)
    make.initiative(title="C", main_theme=work, status=InitiativeStatus.STOPPED)

    assert titles(client.get(f"{URL}?thema=werk&thema=huisvesting&status=pilot&sorteer=titel")) == ["A", "B"]


def test_a_main_theme_finds_its_subthemes(client):
    main = make.theme(slug="opvang")
    make.initiative(title="A", main_theme=main, themes=[make.theme(parent=main)])

    assert titles(client.get(f"{URL}?thema=opvang")) == ["A"]


def test_each_facet_counts_over_the_selection_of_the_others(client):
    housing, work = make.theme(slug="huisvesting"), make.theme(slug="werk")
    make.initiative(main_theme=housing, status=InitiativeStatus.PILOT)
    make.initiative(main_theme=work, status=InitiativeStatus.RUNNING)
    facets = {facet.name: facet for facet in client.get(f"{URL}?thema=werk").context["facets"]}

    assert {option.value: option.count for option in facets["thema"].options} == {"huisvesting": 1, "werk": 1}
    assert {option.value: option.count for option in facets["status"].options} == {"lopend": 1}


@pytest.mark.parametrize("query", ["thema=bestaat-niet", "gemeente=atlantis", "status=klaar", "sorteer=prijs"])
def test_an_unknown_value_is_explained_and_never_everything(client, query):
    make.initiative(title="Niet laten zien")
    page = client.get(f"{URL}?{query}")

    assert page.status_code == 200
    assert page.context["total"] == 0
    assert "Niet laten zien" not in page.text
    assert f"‘{query.partition('=')[2]}’ kennen wij niet" in page.text


def test_too_long_a_question_is_explained(client):
    make.initiative(title="Niet laten zien")
    page = client.get(URL, {"q": "x" * 1_000})

    assert "200 tekens" in page.text
    assert "Niet laten zien" not in page.text


def test_choices_are_chips_that_can_be_removed(client):
    make.initiative(main_theme=make.theme(name="Werk", slug="werk"), status=InitiativeStatus.PILOT)
    chips = client.get(f"{URL}?thema=werk&status=pilot&pagina=1").context["chips"]

    assert [(chip.text, chip.without) for chip in chips] == [
        ("Thema: Werk", "?status=pilot"),
        ("Status: Pilot", "?thema=werk"),
    ]


def test_a_wrong_choice_can_be_removed_too(client):
    page = client.get(f"{URL}?thema=weg&status=pilot")

    assert [(chip.text, chip.without) for chip in page.context["chips"]] == [
        ("Thema: weg", "?status=pilot"),
        ("Status: Pilot", "?thema=weg"),
    ]


def test_no_result_says_what_to_do(client):
    page = client.get(f"{URL}?q=onvindbaar").text
    filtered = client.get(f"{URL}?q=onvindbaar&status=lopend").text

    assert "0 initiatieven" in page
    assert "Wij vonden niets met: onvindbaar" in page
    assert 'href="/themas/"' in page
    assert "Haal hierboven een filter weg" in filtered


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("nieuwste", ["Gecontroleerd", "Jaar", "Maand", "Onbekend"]),
        ("titel", ["Gecontroleerd", "Jaar", "Maand", "Onbekend"]),
        ("sinds", ["Maand", "Jaar", "Gecontroleerd", "Onbekend"]),
        ("gemeente", ["Onbekend", "Maand", "Gecontroleerd", "Jaar"]),
    ],
)
def test_sorting(client, sort, expected):
    aalten, zwolle = make.municipality(name="Aalten"), make.municipality(name="Zwolle")
    make.initiative(title="Onbekend", municipalities=[zwolle, aalten])
    make.initiative(title="Maand", as_of="2025-07", start_year=2024, municipalities=[zwolle])
    make.initiative(title="Jaar", as_of="2025", start_year=2020)
    make.initiative(title="Gecontroleerd", as_of="2019", checked_on="2026-01-01")

    assert titles(client.get(f"{URL}?sorteer={sort}")) == expected


def test_pages_keep_the_selection(client):
    theme = make.theme(slug="werk")
    with make.together():
        for _number in range(21):
            make.initiative(main_theme=theme)
    page = client.get(f"{URL}?thema=werk")

    assert len(titles(page)) == 20
    assert 'href="?thema=werk&amp;pagina=2"' in page.text
    assert len(titles(client.get(f"{URL}?thema=werk&pagina=2"))) == 1


@pytest.mark.parametrize("number", ["0", "-1", "2", "99999999999999999999", "drie", "1e3", "9" * 1400])
def test_a_page_that_is_not_there_is_404(client, number):
    make.initiative()

    assert client.get(f"{URL}?pagina={number}").status_code == 404


def test_htmx_gets_only_the_results_with_the_count_for_a_screen_reader(client):
    make.initiative(title="Te zien")
    fragment = client.get(URL, headers={"HX-Request": "true"})

    assert "<html" not in fragment.text
    assert "Te zien" in fragment.text
    assert "1 initiatief gevonden" in fragment.text
    assert "HX-Request" in fragment.headers["Vary"]


def test_htmx_gets_a_whole_page_when_it_restores_history(client):
    page = client.get(URL, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert "<html" in page.text


def test_links_from_a_bottleneck_and_a_framework(client):
    stuck, law = make.bottleneck(slug="wachten"), make.framework(slug="wet")
    make.initiative(title="A", bottlenecks=[stuck])
    make.initiative(title="B", frameworks=[law])

    assert titles(client.get(f"{URL}?knelpunt=wachten")) == ["A"]
    assert titles(client.get(f"{URL}?kader=wet")) == ["B"]
    assert titles(client.get(f"{URL}?kader=weg")) == []


def test_a_foreign_example_and_a_proposal_are_marked(client):
    make.initiative(title="A", kind=InitiativeKind.FOREIGN, country="Canada")
    make.initiative(title="B", kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED)
    page = client.get(URL).text

    assert "Buitenlands voorbeeld" in page
    assert "Voorstel in de bron" in page


def test_a_card_says_when_a_rule_ends(client):
    make.initiative(frameworks=[make.framework(valid_until=timezone.localdate() + timedelta(days=90))])

    assert "Regel loopt af" in client.get(URL).text


def test_a_municipality_to_be_like_sorts_and_is_no_filter(client):
    make.initiative(municipalities=[make.municipality(name="Weert", slug="weert")])

    chosen = Document(client.get("/initiatieven/?zoals=weert").text).find("a", **{"class": "chip"})[0].text
    assert chosen.startswith("Verwijder: Gesorteerd op gelijkenis met Weert")
    assert "Uw gemeente: Weert" in client.get("/initiatieven/?zoals=weert&sorteer=titel").text


def test_the_cell_of_costs_does_not_say_costs(client):
    make.initiative(title="A", cost_note="€ 5.000 voor een deel")
    make.initiative(title="B", cost_yearly="€ 9.000", cost_note="€ 5.000 voor een deel")
    make.initiative(title="C")
    page = Document(client.get("/initiatieven/?weergave=tabel&sorteer=titel").text)
    cells = page.find("td", **{"data-label": "Kosten"})

    assert [cell.text for cell in cells] == ["een bedrag in de toelichting", "per jaar € 9.000", "niet bekend"]
