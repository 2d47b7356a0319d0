"""Two to four initiatives side by side; too few or too many get an explanation and a list to choose from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
COMPARE = "/initiatieven/vergelijken/"
LONG = "Een lange zin die alleen nodig is om de tekst zo lang te maken dat er iets te verbergen valt voor de lezer. "


def address(*slugs):
    return f"{COMPARE}?" + "&".join(f"i={slug}" for slug in slugs)


def get_page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Document(response.text)


def table(page):
    """The rows: a dict from the label to the row."""
    rows = page.find("table")[0].find("tr")
    return {row.find("th")[0].children[0].strip(): row for row in rows if row.find("td")}


def cells(page, label):
    """What is in a row, without the titles that only a phone shows."""
    texts = []
    for cell in table(page)[label].find("td"):
        whose = cell.find("span")[0].text
        texts.append(cell.text.removeprefix(whose).strip())
    return texts


def titles(page):
    return [link.text for link in page.find("thead")[0].find("a") if link["href"].endswith("/")]


@pytest.fixture
def pair():
    small = make.municipality(name="Zutphen", population=48_000, province=make.province(name="Gelderland"))
    large = make.municipality(name="Utrecht", population=370_000, province=make.province(name="Provincie Utrecht"))
    theme = make.theme(name="Opvang")
    source = make.publication(title="Het rapport", publisher="De raad")
    initiative = make.initiative(
        slug="een",
        title="Het eerste",
        main_theme=theme,
        municipalities=[small],
        status=InitiativeStatus.STOPPED,
        as_of="2025-07",
        **make.assessment(Evidence.EVALUATED),
        approach=f"Eerste zin. Tweede zin. {LONG * 2}",
        band_one_off="tot-10000",
        cost_one_off="€ 9.000 in 2025",
        contact_email="opvang@gemeente.example",
        start_year=2020,
        sources=[source],
        frameworks=[make.framework(name="De wet", valid_until="2020")],
        bottlenecks=[make.bottleneck(title="Wachten duurt lang")],
        target_groups=[make.target_group(name="Nieuwkomers")],
    )
    initiative.results.create(
        kind="uitkomst",
        value="72%",
        unit="van hen",
        definition="werk of een stap",
        denominator="50 mensen",
        period="2025",
        publication=source,
    )
    initiative.partners.create(name="Stichting Brug", role="begeleiding")
    make.initiative(slug="twee", title="Het tweede", main_theme=theme, municipalities=[large], as_of="2025-08")


def test_it_works(client, pair, today):
    page = get_page(client, address("een", "twee"))

    assert titles(page) == ["Het eerste", "Het tweede"]
    assert cells(page, "Gemeente") == ["Zutphen", "Utrecht"]
    assert cells(page, "Aantal inwoners") == ["20.000 tot 50.000 inwoners", "250.000 inwoners of meer"]
    assert cells(page, "Provincie") == ["Gelderland", "Provincie Utrecht"]
    assert cells(page, "Thema’s") == ["Opvang", "Opvang"]
    assert cells(page, "Status") == [
        "Gestopt Stand: juli 2025, ruim 1 jaar geleden",
        "Lopend Stand: augustus 2025, ruim 1 jaar geleden",
    ]
    assert cells(page, "Kosten, eenmalig") == ["Tot € 10.000: € 9.000 in 2025", "niet bekend"]
    assert cells(page, "Sinds") == ["2020", "niet bekend"]
    assert cells(page, "Partners") == ["Stichting Brug: begeleiding", "niet bekend"]
    assert cells(page, "Doet iets aan") == ["Wachten duurt lang", "niet bekend"]
    assert cells(page, "Contact") == ["opvang@gemeente.example", "niet bekend"]
    assert "Regel vervallen: gold tot en met 2020" in cells(page, "Regels")[0]
    assert page.meta("robots") == "noindex, follow"
    assert page.link("canonical").endswith(COMPARE)


def test_a_number_stands_beside_its_definition_period_and_source(client, pair):
    (result, _none) = cells(get_page(client, address("een", "twee")), "Wat het opleverde")

    for text in ["72%", "van hen", "werk of een stap", "50 mensen", "Periode: 2025", "Het rapport", "De raad"]:
        assert text in result


def test_the_table_can_be_read_aloud(client, pair):
    page = get_page(client, address("een", "twee"))
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}

    for element in page.find("table", *roles):
        assert element["role"] == roles[element.tag]
    assert [header["scope"] for header in page.find("thead")[0].find("th")] == ["col"] * 3
    for row in table(page).values():
        assert (row.find("th")[0]["scope"], row.find("th")[0]["role"]) == ("row", "rowheader")
        assert len(row.find("td")) == 2


def test_what_nobody_knows_is_left_out(client, pair):
    rows = table(get_page(client, address("een", "twee")))

    assert {"Doorlooptijd", "Draagvlak", "Wie betaalt"} & set(rows) == set()
    assert "Samenvatting" in rows


def test_differences_are_said_and_can_be_shown_alone(client, pair):
    page = get_page(client, address("een", "twee"))
    marked = {label for label, row in table(page).items() if "verschilt" in row.find("th")[0].text}
    (link,) = [link for link in page.find("a") if link.text == "Toon alleen de verschillen"]
    only = get_page(client, f"{COMPARE}{link['href'].removeprefix(COMPARE)}")

    assert {"Status", "Provincie", "Onderbouwing"} <= marked
    assert {"Thema’s", "Soort", "Samenvatting", "Sinds"} & marked == set()
    assert set(table(page)) - set(table(only)) == {"Thema’s", "Soort", "Samenvatting", "Kosten, per jaar"}
    assert "Sinds" in table(only)  # known of one, so that they may differ
    assert [link["href"] for link in only.find("a") if link.text == "Toon alles"] == [address("een", "twee")[26:]]


def test_the_same_in_everything(client):
    theme, source = make.theme(), make.publication()
    for slug in ("een", "twee"):
        make.initiative(slug=slug, main_theme=theme, no_municipality_reason="Een werkwijze.", sources=[source])
    page = get_page(client, f"{address('een', 'twee')}&verschillen=1")

    assert set(table(page)) == {"Bronnen"}  # the same publication, cited twice


def test_a_long_text_begins_with_two_sentences(client, pair):
    approach = table(get_page(client, address("een", "twee")))["Aanpak"]
    (details,) = approach.find("details")

    assert "Eerste zin. Tweede zin." in approach.text
    assert "Eerste zin." not in details.text
    assert LONG.strip() in details.text
    assert details.find("summary")[0].text == "Toon de rest: Aanpak, Het eerste"


def test_the_order_is_that_of_the_address_and_twice_is_once(client, pair):
    make.initiative(slug="drie", title="Het derde")

    assert titles(get_page(client, address("twee", "drie", "een"))) == ["Het tweede", "Het derde", "Het eerste"]
    assert titles(get_page(client, address("twee", "een", "TWEE", "een"))) == ["Het tweede", "Het eerste"]


def test_each_can_be_taken_away(client, pair):
    make.initiative(slug="drie", title="Het derde")
    page = get_page(client, f"{address('een', 'twee', 'drie')}&verschillen=1")
    links = [link for link in page.find("a") if link.text.startswith("Haal weg")]

    assert links[0].text == "Haal weg: Het eerste"
    assert [link["href"] for link in links] == [
        f"{address('twee', 'drie')}&verschillen=1",
        f"{address('een', 'drie')}&verschillen=1",
        f"{address('een', 'twee')}&verschillen=1",
    ]


def test_more_can_be_found(client, pair):
    links = [link["href"] for link in get_page(client, address("een", "twee")).find("main")[0].find("a")]
    more = [make.initiative(slug=f"n-{number}") for number in range(4)]

    assert "/initiatieven/?i=een&i=twee" in links
    assert "Zoek er nog een bij" not in client.get(address(*[initiative.slug for initiative in more])).text


@pytest.mark.parametrize(
    ("slug", "named"),
    [
        ("bestaat-niet", "bestaat-niet"),
        ("ingetrokken", "ingetrokken"),
        ("concept", "concept"),
        ("%00", "\ufffd"),
        ("***", "***"),
    ],
)
def test_what_we_do_not_know_is_named_and_the_rest_is_compared(client, pair, slug, named):
    make.initiative(slug="ingetrokken", title="Ingetrokken titel", state="withdrawn")
    make.initiative(slug="concept", title="Titel in concept", state="draft")
    page = get_page(client, address("een", slug, "twee"))

    assert titles(page) == ["Het eerste", "Het tweede"]
    assert f"Wij kennen ‘{named}’ niet." in page.text
    assert "Ingetrokken titel" not in page.text
    assert "Titel in concept" not in page.text


def test_a_place_without_a_municipality(client):
    make.initiative(slug="een", kind=InitiativeKind.FOREIGN, country="Canada", city="Toronto")
    make.initiative(
        slug="twee", unnamed_participants="drie Limburgse gemeenten", unnamed_province=make.province(name="L")
    )
    make.initiative(slug="drie", no_municipality_reason="De bron noemt geen gemeente.")
    page = get_page(client, address("een", "twee", "drie"))

    assert cells(page, "Gemeente") == ["Canada", "Drie Limburgse gemeenten", "De bron noemt geen gemeente."]
    assert cells(page, "Provincie") == ["niet bekend", "L", "niet bekend"]
    assert "Aantal inwoners" not in table(page)
    assert "Buitenlands voorbeeld" in cells(page, "Status")[0]


def test_one_that_contradicts_itself_says_so(client, pair, today):
    make.initiative(slug="oud", as_of="2021")

    assert "Oude stand" in cells(get_page(client, address("een", "oud")), "Status")[1]


def test_markup_in_a_title_is_text(client, pair):
    make.initiative(slug="x", title="<script>alert(1)</script>", approach="<script>alert(2)</script>")

    assert "<script>alert" not in client.get(address("een", "x")).text
    assert "<script>alert" not in client.get(address("x")).text


def rich(slug):
    """An initiative with every relation, most of them twice; its slug."""
    initiative = make.initiative(
        slug=slug,
        municipalities=[make.municipality(), make.municipality()],
        frameworks=[make.framework(), make.framework()],
        bottlenecks=[make.bottleneck(), make.bottleneck()],
        target_groups=[make.target_group(), make.target_group()],
        sources=[make.publication(), make.publication()],
        approach=LONG * 4,
    )
    initiative.partners.create(name="Partner", organisation=make.organisation())
    initiative.results.create(value="1", unit="u", definition="d", period="p", publication=make.publication())
    return slug


def test_at_most_twelve_queries_for_four(client):
    slugs = [rich(f"n-{number}") for number in range(4)]
    query_counts = {}
    for path in (address(*slugs[:2]), address(*slugs), address(slugs[0]), address(*slugs, rich("n-5")), COMPARE):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        query_counts[path] = len(captured)

    assert query_counts[address(*slugs[:2])] == query_counts[address(*slugs)]
    assert max(query_counts.values()) <= 12, query_counts
