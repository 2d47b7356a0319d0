"""The note on the examples of a list: one content, as a page, as DOCX and as ODT."""

import io
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import odfdo
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx.oxml.ns import qn

from initiatives.choices import InitiativeKind, InitiativeStatus
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
MEMO = "/lijst/notitie/"
ADDRESS = f"{MEMO}?lijst=INI-02.INI-01&zoals=weert"
HEADINGS = [
    "In het kort",
    "Hoe vergelijkbaar zijn deze gemeenten?",
    "De voorbeelden",
    "Regels die aflopen",
    "Bronnen",
]
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
EXAMPLE = ["Wat zij deden", "Wat het kostte", "Wat het opleverde", "Wat goed ging en wat niet"]


@pytest.fixture
def pair():
    limburg = make.province(name="Limburg")
    make.municipality(name="Weert", slug="weert", population=51_000, province=limburg)
    venray = make.municipality(name="Venray", population=50_000, province=limburg)
    source = make.publication(
        title="Het rapport", publisher="De raad", date="2025-03", url="https://bron.example/a?b=1&c=2"
    )
    english = make.publication(title="The report", publisher="EU", language="en")
    hidden = make.publication(title="Geheime bron", state="draft")
    first = make.initiative(
        code="INI-01",
        slug="een",
        title="Eerste & enige",
        summary="Wat, voor wie en waar.",
        municipalities=[venray],
        status=InitiativeStatus.STOPPED,
        status_reason="De subsidie stopte.",
        as_of="2025-07",
        approach="De **aanpak** van\nhet [plan](https://plan.example/).\n\n- eerst dit\n- dan dat",
        lessons="Begin op tijd.",
        cost_one_off="€ 9.000 in 2025",
        contact_email="opvang@gemeente.example",
        frameworks=[
            make.framework(name="De wet", valid_until="2027-03-04"),
            make.framework(name="Een oude regel", valid_until="2020"),
            make.framework(name="Een late regel", valid_until="2031-01-01"),
            make.framework(name="Een vaste regel"),
        ],
        hindering_bottlenecks=[make.bottleneck(title="Wachten duurt lang")],
        sources=[source, hidden],
    )
    first.results.create(
        kind="uitkomst",
        value="72%",
        unit="van hen",
        definition="werk",
        denominator="50",
        period="2025",
        publication=source,
    )
    first.results.create(
        kind="bereik", value="80", unit="mensen", definition="deed mee", period="2025", publication=english
    )
    make.initiative(code="INI-02", slug="twee", title="Het tweede", kind=InitiativeKind.FOREIGN, country="Canada")


def page_of(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return Document(response.text)


def word(client, address=ADDRESS):
    response = client.get(f"{address}&vorm=docx")
    assert response.status_code == 200
    return docx.Document(io.BytesIO(response.content))


def open_document(client, address=ADDRESS):
    response = client.get(f"{address}&vorm=odt")
    assert response.status_code == 200
    return odfdo.Document(io.BytesIO(response.content))


def squeezed(text):
    return "".join(text.split())


def texts_of_page(client):
    (article,) = page_of(client).find("article")
    return [element.text for element in article.find("h1", "h2", "h3", "h4", "p", "li", "th", "td", "caption")]


def texts_of_word(client):
    """Every paragraph and cell, in the order of the file; the numbers of a list are in its text."""
    body = word(client).element.body
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))]


def texts_of_open_document(client):
    """The same of an ODT; the library would write links as Markdown."""
    with ZipFile(io.BytesIO(client.get(f"{ADDRESS}&vorm=odt").content)) as file:
        content = ElementTree.fromstring(file.read("content.xml"))  # noqa: S314 - our own
    return ["".join(element.itertext()) for element in content.iter() if element.tag in {f"{TEXT}h", f"{TEXT}p"}]


def test_it_has_everything(client, pair, today):
    text = page_of(client).find("article")[0].text

    for expected in [
        "Notitie voor Weert: 2 voorbeelden",
        "Voor: de gemeenteraad van Weert",
        "Datum: 29 november 2026",
        f"Adres van deze lijst: {settings.PORTAL_URL}/lijst/?zoals=weert&lijst=INI-02.INI-01",
        "Weert heeft 51.000 inwoners en ligt in de provincie Limburg.",
        "Eerste & enige: Venray (50.000 inwoners): even groot, zelfde provincie",
        "Het tweede: dit voorbeeld heeft geen vaste gemeente in Nederland.",
        "Let op: Dit is een voorbeeld uit het buitenland.",
        "Venray. Wat, voor wie en waar.",
        "Stand: Gestopt, juli 2025",
        "De aanpak van het plan.",
        "Eenmalig: € 9.000 in 2025.",
        "72% van hen: werk (van: 50). Periode: 2025. [2]",
        "De subsidie stopte.",
        "Begin op tijd.",
        "Liep aan tegen: Wachten duurt lang",
        "opvang@gemeente.example",
        "De wet: geldt tot en met 4 maart 2027. Hoort bij: Eerste & enige.",
        "Een oude regel: gold tot en met 2020.",
        "Een late regel: geldt tot en met 1 januari 2031.",
        "Het rapport, De raad, maart 2025, https://bron.example/a?b=1&c=2.",
    ]:
        assert expected in text, expected
    assert "Een vaste regel" not in text
    assert "Geheime bron" not in text
    assert "geen regel die binnen een jaar" not in text


def test_what_is_not_known_is_said(client, pair):
    text = page_of(client).find("article")[0].text
    second = text[text.index("De voorbeelden Het tweede") : text.index("Venray. Wat")]

    assert "De kosten zijn niet bekend." in second
    assert second.count("Meer hierover staat niet op deze site.") == 3


def test_a_figure_that_is_no_outcome_stands_under_a_heading_of_its_own(client, pair):
    text = page_of(client).find("article")[0].text

    assert "Wat het opleverde 72%" in text
    assert "Omvang 80 mensen: deed mee. Periode: 2025. [3]" in text


def test_the_three_forms_say_the_same(client, pair, today):
    page = [squeezed(text) for text in texts_of_page(client)]
    for other in (texts_of_word(client), texts_of_open_document(client)):
        squeezed_other = [squeezed(text) for text in other]
        without_numbers = [
            text.partition(".")[2] if text[:2] in {"1.", "2.", "3."} else text for text in squeezed_other
        ]

        assert sorted(without_numbers) == sorted(page)


def test_the_headings_of_each_form_are_headings(client, pair):
    headings = page_of(client).find("article")[0].find("h1", "h2", "h3", "h4")
    expected = [(int(heading.tag[1]), heading.text) for heading in headings]
    in_word = [
        (int(paragraph.style.name.removeprefix("Heading ")), paragraph.text)
        for paragraph in word(client).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    in_odt = [(int(header.level), header.text) for header in open_document(client).body.headers]

    assert [text for level, text in expected if level == 2][:5] == HEADINGS
    assert [text for level, text in expected if level == 4][:4] == EXAMPLE
    assert in_word == expected
    assert in_odt == expected


def test_the_files_say_their_title_and_language(client, pair):
    properties, odt = word(client).core_properties, open_document(client)
    styles = word(client).styles.element

    assert (properties.title, properties.language) == ("Notitie voor Weert: 2 voorbeelden", "nl-NL")
    assert [language.get(qn("w:val")) for language in styles.find(qn("w:docDefaults")).iter(qn("w:lang"))] == ["nl-NL"]
    assert (odt.meta.title, odt.meta.language, odt.language) == (properties.title, "nl-NL", "nl-NL")


def test_a_foreign_title_says_its_language(client, pair):
    english = [run for run in word(client).element.body.iter(qn("w:r")) if "The report" in "".join(run.itertext())]
    (span,) = [span for span in open_document(client).body.get_spans() if span.text == "The report"]
    (strong,) = [strong for strong in page_of(client).find("article")[0].find("strong") if strong["lang"]]

    assert english[0].find(qn("w:rPr")).find(qn("w:lang")).get(qn("w:val")) == "en"
    assert span.style.endswith("_en")
    assert (strong["lang"], strong.text) == ("en", "The report")


def test_links_lead_where_they_say(client, pair):
    expected = {"https://bron.example/a?b=1&c=2", "mailto:opvang@gemeente.example", "https://plan.example/"}
    document = word(client)
    targets = {
        relation.target_ref for relation in document.part.rels.values() if relation.reltype.endswith("/hyperlink")
    }

    assert expected <= targets
    assert expected <= {link.url for link in open_document(client).body.get_links()}


def test_the_table_has_a_header_and_a_caption(client, pair):
    (table,) = word(client).tables
    (odt_table,) = open_document(client).body.get_elements("//table:table")

    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["Het tweede", "Canada", "Lopend", "niet bekend"]
    assert len(odt_table.get_elements("table:table-header-rows/table:table-row/table:table-cell")) == 4


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_files_are_what_they_say(client, pair, form):
    response = client.get(f"{ADDRESS}&vorm={form}")

    assert response["Content-Disposition"].endswith(f'.{form}"')
    assert response["X-Robots-Tag"] == "noindex"
    assert response.content[:2] == b"PK"


def test_markup_of_an_editor_is_text(client, pair):
    make.initiative(code="X-1", title="<b>&amp; ]]>", approach="<script>x</script> \x01")

    for form in ("docx", "odt"):
        assert client.get(f"{MEMO}?lijst=INI-01.X-1&vorm={form}").status_code == 200
    assert "<script>x" not in client.get(f"{MEMO}?lijst=INI-01.X-1").text


def test_without_a_municipality_it_asks_for_one(client, pair):
    page = page_of(client, f"{MEMO}?lijst=INI-02.INI-01")

    assert "Voor welke gemeente is de notitie?" in page.text
    assert "Hoe vergelijkbaar zijn deze gemeenten?" not in page.text
    assert page.find("select", name="zoals")


def test_what_is_not_on_the_site_is_named(client, pair):
    make.initiative(code="WEG-1", title="Geheime titel", state="withdrawn")
    page = page_of(client, f"{MEMO}?lijst=INI-02.INI-01.WEG-1.BESTAAT-NIET")

    assert "Niet in deze notitie, want niet op de site: WEG-1, BESTAAT-NIET." in page.find("article")[0].text
    assert "Geheime titel" not in page.text


def test_too_few_or_too_many_get_a_clear_message(client, pair):
    many = ".".join(make.initiative().code for _number in range(21))

    assert "Uw lijst is leeg." in page_of(client, MEMO).text
    assert "Op uw lijst staat er 1. Kies er nog een bij." in page_of(client, f"{MEMO}?lijst=INI-01").text
    assert "Een notitie gaat over hoogstens 20 voorbeelden." in page_of(client, f"{MEMO}?lijst={many}").text


@pytest.mark.parametrize(
    "query", ["vorm=docx", "vorm=odt&lijst=INI-01", "vorm=docx&lijst=INI-01.INI-02.X", "vorm=pdf&lijst=INI-01.INI-02"]
)
def test_a_wrong_file_is_refused_with_the_reason(client, pair, query):
    response = client.get(f"{MEMO}?{query}")

    assert response.status_code == 400
    assert response.text.startswith("Deze notitie bestaat niet.\n")


def test_at_most_twelve_queries_for_twenty(client, pair):
    codes = []
    for _number in range(20):
        initiative = make.initiative(
            municipalities=[make.municipality()], sources=[make.publication()], frameworks=[make.framework()]
        )
        initiative.results.create(value="1", unit="u", definition="d", period="p", publication=make.publication())
        codes.append(initiative.code)
    counts = []
    for total in (2, 20):
        path = f"{MEMO}?lijst={'.'.join(codes[:total])}&zoals=weert"
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 12
