"""The paper for the council: everything a councillor asks, or plainly said that there is more."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from core.generation import content_change
from initiatives.ages import age_in_words
from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
SENTENCE = "Dit is een zin over de aanpak die telkens terugkomt. "


def get_page(client, initiative):
    response = client.get(f"{initiative.get_absolute_url()}raadspagina/")
    assert response.status_code == 200
    return Document(response.text)


def sheet_text(client, initiative):
    (article,) = get_page(client, initiative).find("article")
    return article.text


def test_it_has_everything(client):
    source = make.publication(title="Het rapport", publisher="De raad", date="2025-03", url="https://bron.example/a")
    initiative = make.initiative(
        title="Een titel",
        slug="een-titel",
        code="X-1",
        summary="Wat, voor wie en waar.",
        municipalities=[make.municipality(name="Arnhem")],
        target_groups=[make.target_group(name="Nieuwkomers")],
        bottlenecks=[make.bottleneck(title="Wachten duurt lang")],
        frameworks=[make.framework(name="De wet", valid_until="2999-03-04")],
        status=InitiativeStatus.PILOT,
        as_of="2025-07",
        **make.assessment(Evidence.EVALUATED),
        situation="De aanleiding.",
        approach="De *aanpak*.",
        support="Het draagvlak.",
        lessons="De lessen.",
        conditions="De voorwaarden.",
        cost_one_off="€ 9.000 in 2025",
        band_one_off="tot-10000",
        lead_time="een half jaar",
        contact_name="Team opvang",
        contact_email="opvang@gemeente.example",
        checked_on=date(2026, 10, 1),
        sources=[source],
    )
    initiative.partners.create(name="Stichting Brug", role="begeleiding")
    initiative.results.create(
        value="72%",
        unit="van hen",
        definition="werk of een stap",
        denominator="50",
        period="in 2025",
        publication=source,
    )
    text = sheet_text(client, initiative)
    today = date_format(timezone.localdate(), "j F Y")

    for expected in [
        f"Raadspagina van {today}",
        "Een titel",
        "Arnhem",
        f"Pilot Stand: juli 2025, {age_in_words('2025-07', timezone.localdate())}",
        "Onderzocht : Onderzocht door een onafhankelijke partij",
        "Wat, voor wie en waar.",
        "een regel waar dit mee samenhangt, is vervallen of loopt af",
        "Voor wie Nieuwkomers",
        "Partners Stichting Brug (begeleiding)",
        "Kosten, eenmalig Tot € 10.000: € 9.000 in 2025",
        "Doorlooptijd een half jaar",
        "De aanpak.",
        "72% van hen: werk of een stap (van: 50) Periode: in 2025. Bron: Het rapport, De raad",
        "Draagvlak Het draagvlak.",
        "De lessen.",
        "De voorwaarden.",
        "De aanleiding.",
        "Wachten duurt lang",
        "De wet: van kracht, geldt tot en met 4 maart 2999",
        "Het rapport, De raad, maart 2025, https://bron.example/a",
        "Team opvang: opvang@gemeente.example",
        "Wij weten dat dit klopte op 1 oktober 2026: toen keek de redactie het na.",
        f"Inspiratiemarkt, ‘Een titel’ (X-1), peildatum juli 2025, gewijzigd op {today}",
        f"{settings.PORTAL_URL}/initiatieven/een-titel/",
        "CC BY 4.0",
    ]:
        assert " ".join(expected.split()).replace(" :", ":") in text.replace(" :", ":"), expected
    assert "ngekort" not in text


def test_a_poor_record_has_no_empty_parts(client):
    page = get_page(client, make.initiative())

    assert [heading.text for heading in page.find("article")[0].find("h2")] == [
        "In het kort",
        "Bronnen",
        "Contact en actualiteit",
        "Zo verwijst u naar dit initiatief",
    ]
    assert "None" not in page.text
    assert "Van dit initiatief weten wij geen contactadres." in page.text


def test_the_page_of_the_initiative_stays_the_address(client):
    initiative = make.initiative(slug="een-titel")
    page = get_page(client, initiative)

    assert page.link("canonical") == f"{settings.PORTAL_URL}/initiatieven/een-titel/"
    assert page.meta("robots") == "noindex, follow"
    assert "Ctrl+P" in page.find("p", **{"class": "callout sheet-hint take-away"})[0].text


def test_a_long_text_is_cut_at_a_sentence_and_says_so(client):
    text = sheet_text(client, make.initiative(slug="lang", approach=SENTENCE * 100))
    more = f"Lees verder op {settings.PORTAL_URL}/initiatieven/lang/"

    assert f"telkens terugkomt. Ingekort. {more}" in text
    assert "Deze pagina is ingekort tot twee A4’tjes." in text
    assert 15 < text.count(SENTENCE.strip()) < 25


def test_long_lists_say_how_many_there_are_more(client):
    sources = [make.publication(title=f"Bron met nummer {number} " + "x" * 200) for number in range(30)]
    initiative = make.initiative(
        sources=sources,
        municipalities=[make.municipality(name=f"Een gemeente met nummer {number:02}") for number in range(30)],
        frameworks=[make.framework(name=f"Een wet met nummer {number:02}", valid_until="2020") for number in range(30)],
    )
    for source in sources:
        initiative.results.create(value="1", unit="u", definition="d " * 200, period="p", publication=source)
    page = get_page(client, initiative)
    text = page.find("article")[0].text
    shown = len(page.ids["bronnen"].parent.find("li"))

    assert 5 < shown < 30
    assert f"Ingekort: er zijn er nog {30 - shown}. Lees verder op" in text
    assert "Let op: 30 regels waar dit mee samenhangt, zijn vervallen of lopen af." in text
    assert "Een gemeente met nummer 00," in text
    assert "en nog 2" in text
    assert "(ingekort)" in text


def test_a_rule_that_ended_comes_before_what_does_not_fit(client):
    rules = [make.framework(name=f"A {number} " + "x" * 80) for number in range(9)]
    text = sheet_text(
        client, make.initiative(frameworks=[*rules, make.framework(name="Zeker vervallen", valid_until="2020")])
    )

    assert "Zeker vervallen: vervallen of gestopt, gold tot en met 2020" in text


def test_a_proposal_and_a_foreign_example_say_so(client):
    proposal = make.initiative(kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED, proposed_by="wethouders")
    foreign = make.initiative(kind=InitiativeKind.FOREIGN, country="Canada")

    practice = make.initiative(title="Echt gedaan", related=[proposal])
    make.initiative(
        kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED, title="Ook idee", related=[proposal]
    )
    text = sheet_text(client, proposal)

    assert "In deze bron is dit een voorstel. Voorgesteld door: wethouders." in text
    assert f"Verwante voorbeelden uit de praktijk: {practice.title}." in text
    assert "Ook idee" not in text
    assert "voorbeeld uit het buitenland (Canada)" in sheet_text(client, foreign)
    assert "Wij weten niet van welke datum dit is. Nog niemand heeft het nagekeken." in sheet_text(client, foreign)


def test_an_address_with_the_name_of_a_person_is_not_printed(client):
    source = make.publication(url="https://bron.example/jan-jansen", hide_address=True, slug="de-bron")
    text = sheet_text(client, make.initiative(sources=[source]))

    assert "jan-jansen" not in text
    assert f"{settings.PORTAL_URL}/bronnen/de-bron/" in text


def test_a_source_without_a_working_link_says_so(client):
    source = make.publication(url="", link_state="besloten")

    assert "bron zonder werkende link" in sheet_text(client, make.initiative(sources=[source]))


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("withdrawn", 410)])
def test_what_is_not_published_has_no_paper(client, state, status):
    initiative = make.initiative(title="Verborgen titel", state=state)
    response = client.get(f"{initiative.get_absolute_url()}raadspagina/")

    assert response.status_code == status
    assert "Verborgen titel" not in response.text


def test_markup_in_plain_fields_is_text(client):
    initiative = make.initiative(title="<script>alert(1)</script>", approach="<script>alert(2)</script>")

    assert "<script>alert" not in client.get(f"{initiative.get_absolute_url()}raadspagina/").text


def meaning_for(client, initiative, own):
    """What the paper says that an example means for a municipality."""
    response = client.get(f"{initiative.get_absolute_url()}raadspagina/?zoals={own.slug}")
    (section,) = Document(response.text).find("section", **{"aria-labelledby": "betekenis"})
    return section.text


def test_it_says_what_it_means_for_the_municipality_of_the_reader(client, today):
    limburg, theme = make.province(name="Limburg"), make.theme(name="Opvang")
    own = make.municipality(name="Weert", population=51_000, province=limburg)
    other = make.municipality(name="Venray", population=50_000, province=limburg)
    fields = {"main_theme": theme, "themes": [theme]}
    rules = [make.framework(name="De wet", valid_until="2027-03-04"), make.framework(name="Later", valid_until="2031")]
    initiative = make.initiative(municipalities=[other], frameworks=rules, **fields)
    text = meaning_for(client, initiative, own)
    make.initiative(title="Ook in Weert", municipalities=[own], **fields)

    assert text.startswith("Wat betekent dit voor Weert?")
    assert "Vergelijk Weert (51.000 inwoners) met Venray (50.000 inwoners): even groot" in text
    assert "Van Weert kennen wij nog geen ander voorbeeld met het thema Opvang." in text
    assert "Let op de tijd: De wet geldt tot en met 4 maart 2027." in text
    assert "Later" not in text
    assert "De kosten zijn niet bekend. Vraag ze na voordat Weert besluit." in text
    with content_change():
        pass
    assert "Van Weert kennen wij al 1 met het thema Opvang: Ook in Weert." in meaning_for(client, initiative, own)


def test_an_example_of_ones_own_and_one_of_nowhere_say_so(client):
    own = make.municipality(name="Weert")
    mine = make.initiative(municipalities=[own], cost_one_off="€ 9.000")
    nowhere = make.initiative(no_municipality_reason="Een werkwijze.")

    assert "Dit is een voorbeeld van uw eigen gemeente." in meaning_for(client, mine, own)
    assert "Reken na wat het in Weert kost" in meaning_for(client, mine, own)
    assert "hoort niet bij een vaste Nederlandse gemeente" in meaning_for(client, nowhere, own)


def test_without_a_municipality_it_asks_for_one(client):
    page = get_page(client, make.initiative())

    assert "Wat betekent dit voor" not in page.text
    assert page.find("main")[0].find("select", name="zoals")
