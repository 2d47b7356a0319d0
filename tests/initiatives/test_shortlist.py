"""The visitor's list: it stands in the address, and every link and form repeats it."""

import io
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from openpyxl import load_workbook

from initiatives.shortlist.sharing import MAX_MAIL_LENGTH
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
FINDER, LIST, COMPARE, MEMO = "/initiatieven/", "/lijst/", "/initiatieven/vergelijken/", "/lijst/notitie/"


@pytest.fixture(autouse=True)
def _three():
    """Three initiatives with the same theme, and what is not published."""
    theme = make.theme(name="Opvang", slug="opvang")
    for number, slug in enumerate(["een", "twee", "drie"], start=1):
        make.initiative(code=f"INI-0{number}", slug=slug, title=f"Titel {slug}", main_theme=theme, themes=[theme])
    make.initiative(code="INI-08", slug="weg", title="Geheime titel", state="withdrawn")
    make.initiative(code="INI-09", slug="concept", title="Geheime titel", state="draft")


def get_page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Document(response.text)


def hrefs(page):
    return [link["href"] for link in page.find("main")[0].find("a")]


def ticks(page):
    """The buttons at the cards: a dict from code to what pressing it does."""
    return {button["value"]: button["name"] for button in page.find("button") if button["aria-pressed"]}


def lists_in(address):
    return parse_qs(urlsplit(address).query).get("lijst", [""])


def test_a_tick_comes_back_to_the_same_page_with_the_list_changed(client):
    page = get_page(client, f"{FINDER}?thema=opvang&q=titel&lijst=INI-02")
    form = next(form for form in page.find("form") if form["action"] == LIST)
    fields = {field["name"]: field["value"] for field in form.find("input")}
    added = client.get(LIST, fields | {"erbij": "INI-01"})
    removed = client.get(LIST, fields | {"eraf": "INI-02"})

    assert ticks(page) == {"INI-01": "erbij", "INI-02": "eraf", "INI-03": "erbij"}
    assert (added.status_code, removed.status_code) == (302, 302)
    assert added["Location"] == f"{FINDER}?thema=opvang&q=titel&lijst=INI-02.INI-01#kies-INI-01"
    assert removed["Location"] == f"{FINDER}?thema=opvang&q=titel#kies-INI-02"
    assert "INI-01" in get_page(client, added["Location"]).find(id="kies-INI-01")[0]["value"]


def test_every_link_form_and_view_of_the_finder_repeats_it(client):
    with make.together():
        for number in range(30):
            make.initiative(code=f"X-{number}")
    for path in (f"{FINDER}?lijst=INI-02.INI-01", f"{FINDER}?lijst=INI-02.INI-01&weergave=tabel&thema=opvang"):
        page = get_page(client, path)
        main = page.find("main")[0]
        about_others = ("/begrippen/", "/aanmelden/", "/volgen/", "/over/", "export/", "feed/", "keuze/")
        links = [
            link["href"]
            for link in main.find("a")
            if not link["href"].startswith("#") and not any(part in link["href"] for part in about_others)
        ]
        wiped = [address for address in links if not lists_in(address)[0]]

        assert len(links) > 8
        assert [link.name for link in main.find("a") if link["href"] in wiped] == ["wis de lijst"]
        for form in page.find("form", method="get"):
            assert [field["value"] for field in form.find("input", name="lijst")] == ["INI-02.INI-01"]


def test_pages_elsewhere_carry_it_on(client):
    for path in ("/initiatieven/een/", "/themas/opvang/", "/", "/zoeken/?q=titel", "/gemeenten/"):
        page = get_page(client, f"{path}{'&' if '?' in path else '?'}lijst=INI-01")

        assert "1 gekozen" in page.find(id="uw-lijst")[0].text
        assert f"{FINDER}?lijst=INI-01" in [link["href"] for link in page.find("nav")[0].find("a")]


def test_without_a_list_no_page_speaks_of_it(client):
    for path in ("/initiatieven/een/", "/themas/opvang/", "/"):
        assert "gekozen" not in get_page(client, path).text


def test_the_list_has_what_was_chosen_in_that_order(client):
    page = get_page(client, f"{LIST}?lijst=INI-03.INI-01")

    assert [heading.text for heading in page.find("ol")[-1].find("h2")] == ["Titel drie", "Titel een"]
    assert [button.name for button in page.find("button", name="eraf")] == [
        "Haal weg: Titel drie",
        "Haal weg: Titel een",
    ]
    assert page.meta("robots") == "noindex, follow"
    assert f"{MEMO}?lijst=INI-03.INI-01" in hrefs(page)
    assert f"{COMPARE}?lijst=INI-03.INI-01" in hrefs(page)


@pytest.mark.parametrize("value", ["", ".", "..", "%20", "%00", "INI-08", "INI-09", "' OR 1=1"])
def test_nothing_on_it_says_what_to_do(client, value):
    for path in (LIST, MEMO, COMPARE, FINDER):
        page = get_page(client, f"{path}?lijst={value}")
        assert "Geheime titel" not in page.text
    assert "Er staat nog niets op uw lijst" in get_page(client, f"{LIST}?lijst={value}").text


def test_capitals_and_spaces_are_forgiven_and_twice_is_once(client):
    page = get_page(client, f"{LIST}?lijst=ini-02.%20INI-01.INI-02")

    assert [heading.text for heading in page.find("ol")[-1].find("h2")] == ["Titel twee", "Titel een"]


def test_what_we_do_not_know_is_named_and_left_out(client):
    page = get_page(client, f"{LIST}?lijst=INI-01.BESTAAT-NIET.INI-08.INI-09")

    for code in ("BESTAAT-NIET", "INI-08", "INI-09"):
        assert f"Wij kennen ‘{code}’ niet." in page.text
    assert "Geheime titel" not in page.text
    assert "Niet op onze site: BESTAAT-NIET." in get_page(client, f"{FINDER}?lijst=INI-01.BESTAAT-NIET").text


def test_a_list_has_at_most_twenty(client):
    codes = [make.initiative(code=f"VOL-{number}").code for number in range(22)]
    full = ".".join(codes[:20])
    page = get_page(client, f"{LIST}?lijst={'.'.join(codes)}")
    added = client.get(LIST, {"lijst": full, "erbij": "INI-01", "terug": FINDER})

    assert len(page.find("button", name="eraf")) == 20
    assert "te veel initiatieven" in page.text
    assert lists_in(added["Location"]) == [full]
    pages = [get_page(client, f"{FINDER}?lijst={full}&pagina={number}") for number in (1, 2)]
    ticks = [tick for page in pages for tick in page.find("button", **{"class": "tick"})]

    assert "de lijst is vol" in pages[0].text
    assert {(tick["name"], tick["type"]) for tick in ticks} == {("erbij", "button"), ("eraf", "submit")}


def test_an_old_address_of_the_finder_becomes_a_list(client):
    page = get_page(client, f"{FINDER}?i=twee&i=een&i=weg&thema=opvang")

    assert ticks(page) == {"INI-01": "eraf", "INI-02": "eraf", "INI-03": "erbij"}
    assert f"{LIST}?lijst=INI-02.INI-01" in hrefs(page)
    assert "gekozen" not in get_page(client, f"{FINDER}?i=bestaat-niet").text


def test_a_mail_has_subject_lines_and_address_and_stays_short(client):
    page = get_page(client, f"{LIST}?lijst=INI-01.INI-02&zoals=")
    (mail,) = [address for address in hrefs(page) if address.startswith("mailto:")]
    subject, body = (unquote(part.partition("=")[2]) for part in mail.removeprefix("mailto:?").split("&"))
    many = ".".join(make.initiative(title=f"{'Een lange titel & meer? ' * 4}{n}").code for n in range(20))
    (long_mail,) = [a for a in hrefs(get_page(client, f"{LIST}?lijst={many}")) if a.startswith("mailto:")]

    assert "+" not in mail
    assert subject == "2 voorbeelden van de inspiratiemarkt"
    assert body.split("\r\n")[::2][:2] == ["1. Titel een", "2. Titel twee"]
    assert body.endswith("/lijst/?lijst=INI-01.INI-02")
    assert len(long_mail) <= MAX_MAIL_LENGTH
    assert unquote(long_mail).endswith(f"lijst={many}")
    assert "… en nog" in unquote(long_mail)


def test_it_can_be_downloaded_in_its_order(client):
    csv = b"".join(client.get(f"{LIST}?lijst=INI-03.INI-01&vorm=csv").streaming_content).decode("utf-8-sig")
    sheet = client.get(f"{LIST}?lijst=INI-03.INI-01&vorm=xlsx")
    rows = list(load_workbook(io.BytesIO(sheet.getvalue())).active.values)

    assert [line.partition(",")[0] for line in csv.splitlines()] == ["code", "INI-03", "INI-01"]
    assert [row[:2] for row in rows] == [("code", "titel"), ("INI-03", "Titel drie"), ("INI-01", "Titel een")]
    assert ".xlsx" in sheet["Content-Disposition"]


def test_a_cell_of_a_sheet_is_never_a_formula(client):
    make.initiative(code="BOOS-1", title="=1+1")
    rows = load_workbook(io.BytesIO(client.get(f"{LIST}?lijst=BOOS-1&vorm=xlsx").getvalue())).active.values

    assert list(rows)[1][1] == "'=1+1"


@pytest.mark.parametrize(
    "query", ["vorm=pdf&lijst=INI-01", "vorm=csv", "vorm=csv&lijst=INI-01.INI-08", "vorm=xlsx&lijst=."]
)
def test_a_wrong_file_is_refused_with_the_reason(client, query):
    response = client.get(f"{LIST}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert response.text.startswith("Dit bestand bestaat niet.\n")


def test_the_list_is_compared(client):
    page = get_page(client, f"{COMPARE}?lijst=INI-02.INI-01.INI-03&zoals=")
    away = [link["href"] for link in page.find("a") if link.text.startswith("Haal weg")]

    assert [link.text for link in page.find("thead")[0].find("a")][::2] == ["Titel twee", "Titel een", "Titel drie"]
    assert away[0] == f"{COMPARE}?lijst=INI-01.INI-03"
    assert f"{FINDER}?lijst=INI-02.INI-01.INI-03" in hrefs(page)
    assert f"{MEMO}?lijst=INI-02.INI-01.INI-03" in hrefs(page)


def test_of_a_longer_list_some_are_compared_and_the_list_stays(client):
    codes = ".".join(["INI-01", *(make.initiative().code for _number in range(5))])
    page = get_page(client, f"{COMPARE}?lijst={codes}")
    compared = get_page(client, f"{COMPARE}?i=een&i=twee&lijst={codes}")

    assert ["checked" in box.attrs for box in page.find("input", name="i")] == [True] * 4 + [False] * 2
    assert [field["value"] for field in page.find("main")[0].find("input", name="lijst")] == [codes]
    assert f"{LIST}?lijst={codes}" in hrefs(compared)


def test_suggestions_carry_it_on(client):
    with_list = client.get("/zoeken/suggesties/?q=titel&zoals=weert&lijst=INI-01").json()["suggesties"]
    without = client.get("/zoeken/suggesties/?q=titel").json()["suggesties"]

    assert "/initiatieven/een/?zoals=weert&lijst=INI-01" in [suggestion["adres"] for suggestion in with_list]
    assert "/initiatieven/een/" in [suggestion["adres"] for suggestion in without]
    finder = get_page(client, f"{FINDER}?lijst=INI-01")
    assert {field["data-suggest"] for field in finder.find("input") if field["data-suggest"]} == {
        "/zoeken/suggesties/?lijst=INI-01"
    }


@pytest.mark.parametrize("path", [LIST, MEMO, "/initiatieven/een/raadspagina/"])
def test_a_municipality_can_be_chosen_and_then_another(client, path):
    make.municipality(name="Weert", slug="weert")
    for address in (f"{path}?lijst=INI-01.INI-02", f"{path}?lijst=INI-01.INI-02&zoals=weert"):
        page = get_page(client, address)
        [select] = page.find("select", name="zoals")
        form = next(around for around in select.ancestors if around.tag == "form")

        assert form["action"] == path
        assert [field["value"] for field in form.find("input", name="lijst")] == ["INI-01.INI-02"]
        is_chosen = "zoals" in address
        assert [summary.text for summary in page.find("summary") if summary.text == "Andere gemeente kiezen"] == (
            ["Andere gemeente kiezen"] if is_chosen else []
        )
