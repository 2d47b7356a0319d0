"""The page of one initiative shows what is known, with its source, and nothing else."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from tests.support import make
from tests.support.document import Document
from themes.models import Framework

pytestmark = pytest.mark.django_db


def get_text(client, initiative):
    return client.get(initiative.get_absolute_url()).text


def headings(page):
    return [part.split("</h2>")[0].split(">", 1)[1] for part in page.split("<h2")[1:]]


def test_a_poor_record_has_no_empty_parts(client):
    page = get_text(client, make.initiative(title="Weinig bekend"))

    assert set(headings(page)) == {
        "In het kort",
        "Bronnen",
        "Contact",
        "Hoe actueel is dit?",
        "Meenemen",
        "Zoeken",
        "Over deze site",
        "Hulp en contact",
    }
    assert "<dd></dd>" not in page
    assert "None" not in page


def test_a_rich_record_shows_every_field(client):
    place = make.municipality(name="Arnhem")
    source = make.publication(title="Het rapport", publisher="De raad")
    initiative = make.initiative(
        municipalities=[place],
        tags=["taal"],
        target_groups=[make.target_group(name="Nieuwkomers")],
        bottlenecks=[make.bottleneck(title="Wachten duurt lang")],
        situation="De *aanleiding*.",
        approach="De aanpak.",
        support="Het draagvlak.",
        lessons="De lessen.",
        conditions="De voorwaarden.",
        status_reason="Omdat.",
        cost_one_off="€ 9.000 in 2025",
        band_one_off="tot-10000",
        cost_yearly="€ 20.000",
        cost_funding="Rijk",
        cost_note="Zonder huur.",
        fte="0,5 fte",
        lead_time="een half jaar",
        start_year=2020,
        end_year=2025,
        contact_name="Team opvang",
        contact_email="opvang@gemeente.example",
        **make.assessment(Evidence.EVALUATED),
    )
    initiative.partners.create(name="Stichting Brug", role="begeleiding")
    initiative.adoptions.create(municipality=place, year=2026, changes="Kleiner.", publication=source)
    initiative.status_history.create(status=InitiativeStatus.PILOT, as_of="2021", note="Proef.", publication=source)
    initiative.results.create(
        value="72%",
        unit="van de bewoners",
        definition="werk of een stap",
        denominator="100",
        period="2025",
        publication=source,
    )
    page = get_text(client, initiative)

    for text in [
        "Arnhem",
        "taal",
        "Nieuwkomers",
        "Wachten duurt lang",
        "De <em>aanleiding</em>.",
        "De aanpak.",
        "Het draagvlak.",
        "De lessen.",
        "De voorwaarden.",
        "Zo leest de redactie het",
        "Omdat.",
        "€ 9.000 in 2025",
        "Tot € 10.000",
        "€ 20.000",
        "Rijk",
        "Zonder huur.",
        "0,5 fte",
        "een half jaar",
        "2020 tot en met 2025",
        "Team opvang",
        "opvang@gemeente.example",
        "Onderzocht",
        "Stichting Brug",
        "Kleiner.",
        "Proef.",
        "Overgenomen door",
    ]:
        assert text in page, text


def test_a_number_stands_beside_its_definition_period_and_source(client):
    source = make.publication(title="Het rapport", publisher="De raad")
    initiative = make.initiative(sources=[source])
    initiative.results.create(
        value="72%",
        unit="van hen",
        definition="werk of een stap",
        denominator="50 bewoners",
        period="in 2025",
        publication=source,
    )
    result = get_text(client, initiative).split('class="result"')[1].split("</li>")[0]

    for text in ["72%", "van hen", "Werk of een stap", "50 bewoners", "in 2025", "Het rapport", "De raad"]:
        assert text in result


@pytest.mark.parametrize(
    ("rule", "warning"),
    [
        ({"valid_until": "2020"}, "Een regel is vervallen."),
        ({"status": Framework.Status.REPEALED}, "Een regel is vervallen."),
        ({"valid_until": "2999-03-04"}, "4 maart 2999"),
        ({}, None),
    ],
)
def test_a_rule_that_ends_carries_a_warning(client, rule, warning):
    page = get_text(client, make.initiative(frameworks=[make.framework(name="De wet", **rule)]))

    assert "De wet" in page
    assert (warning or "Een regel") in page if warning else "Een regel" not in page


def test_checked_dates(client):
    page = get_text(client, make.initiative(as_of="2025-07", checked_on=date(2026, 10, 1), next_check=date(2999, 4, 1)))

    for text in ["juli 2025", "Gecontroleerd op 1 oktober 2026 door de redactie", "1 april 2999"]:
        assert text in page


def test_a_proposal_and_a_foreign_example_say_so(client):
    proposal = make.initiative(kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED, proposed_by="wethouders")
    foreign = make.initiative(kind=InitiativeKind.FOREIGN, country="Canada", city="Toronto")

    assert "In deze bron is dit een voorstel.</strong> Voorgesteld door: wethouders" in get_text(client, proposal)
    assert "Wij kennen er nog geen voorbeeld uit de praktijk van." in get_text(client, proposal)
    assert "voorbeeld uit het buitenland (Canada)" in get_text(client, foreign)
    assert "Toronto, Canada" in get_text(client, foreign)


def test_related_whole_and_parts(client):
    whole = make.initiative(title="Het geheel")
    part = make.initiative(title="Het deel", parent=whole)
    friend = make.initiative(title="De vriend", related=[part])

    assert "Het deel" in get_text(client, whole)
    assert "Het geheel" in get_text(client, part)
    assert "De vriend" in get_text(client, part)
    assert "Het deel" in get_text(client, friend)


def test_words_of_the_thesaurus_are_explained(client):
    make.concept(term="statushouder", synonyms=["vergunninghouder"], slug="statushouder")

    assert 'href="/begrippen/statushouder/"' in get_text(client, make.initiative(summary="Voor vergunninghouders."))


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"start_year": 2022}, "Sinds 2022"),
        ({"start_year": 2022, "status": "gestopt"}, "Begonnen in 2022"),
        ({"start_year": 2022, "end_year": 2999}, "Periode 2022 tot en met 2999"),
        ({"end_year": 2999}, "Tot en met 2999"),
    ],
)
def test_its_years_are_a_period_or_when_it_began_or_ended(client, fields, row):
    initiative = make.initiative(**fields)

    assert row in " ".join(Document(get_text(client, initiative)).text.split())
    paper = Document(client.get(f"{initiative.get_absolute_url()}raadspagina/").text)
    assert row in " ".join(paper.text.split())


def test_a_card_says_what_is_not_known(client):
    make.initiative(status="onbekend", cost_note="€ 5.000 voor een deel")
    make.initiative(cost_note="€ 5.000 voor een deel", cost_yearly="€ 9.000")
    make.initiative(cost_note="Een bedrag staat niet in de bron.")
    cards = [card.text for card in Document(client.get("/initiatieven/?sorteer=titel").text).find("article")]

    assert "Status niet bekend" in cards[0]
    assert "kosten: een bedrag in de toelichting" in cards[0]
    assert "per jaar € 9.000" in cards[1]
    assert "omvang, uitkomst en kosten niet bekend" in cards[2]


def test_an_ask_says_whose_it_is(client):
    ask = make.ask(text="Geef ruimte.", addressees=["Rijk", "Gemeenten"])
    initiative = make.initiative(asks=[ask, make.ask(text="Geheim", state="draft")])
    text = " ".join(Document(get_text(client, initiative)).text.split())

    assert "Geef ruimte. Van wethouders aan: Rijk, Gemeenten (2025)." in text
    assert "Geheim" not in text


def test_a_withdrawn_initiative_is_gone_with_the_reason(client):
    initiative = make.initiative(title="Ingetrokken titel", state="withdrawn")
    page = client.get(initiative.get_absolute_url())

    assert page.status_code == 410
    assert "Het klopte niet." in page.text
    assert "Ingetrokken titel" not in page.text


def test_a_draft_is_not_there(client):
    assert client.get(make.initiative(state="draft").get_absolute_url()).status_code == 404


def test_markup_in_plain_fields_is_text(client):
    page = get_text(client, make.initiative(title="<script>alert(1)</script>", approach="<script>alert(2)</script>"))

    assert "<script>alert" not in page
    assert "\\u003Cscript" in page  # in the data for machines


def test_the_citation_names_the_record(client):
    page = get_text(client, make.initiative(title="Een titel", code="X-1", as_of="2025", slug="een-titel"))

    today = date_format(timezone.localdate(), "j F Y")
    (citation,) = Document(page).find(**{"class": "citation"})

    assert citation.text == (
        f"Inspiratiemarkt, ‘Een titel’ (X-1), peildatum 2025, gewijzigd op {today}, "
        f"{settings.PORTAL_URL}/initiatieven/een-titel/, geraadpleegd op {today}"
    )


def test_what_can_be_taken_along(client):
    page = get_text(client, make.initiative(slug="een-titel"))

    assert 'href="/initiatieven/vergelijken/?i=een-titel"' in page
    assert 'href="/initiatieven/een-titel/raadspagina/"' in page


@pytest.mark.parametrize("page", ["", "raadspagina/"])
def test_an_end_that_the_source_foretold_says_so(client, page):
    told = make.initiative(start_year=2022, end_year=2024, as_of="2023-09")
    ended = make.initiative(start_year=2022, end_year=2024, as_of="2023-09", status="afgerond")

    words = "2022 tot en met 2024 (volgens de bron, stand september 2023)"
    assert words in Document(client.get(f"{told.get_absolute_url()}{page}").text).text
    assert "(volgens de bron, stand" not in client.get(f"{ended.get_absolute_url()}{page}").text
