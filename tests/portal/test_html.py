"""The structure of every page, filled, empty, wrong and paginated, as a screen reader and a search engine meet it."""

import json
import re
from functools import cache

import pytest
from django.conf import settings
from django.test import Client

from core.records import State
from initiatives.models import Initiative
from tests.support.document import Document
from tests.support.public_urls import COMPARISONS, FILTERED, public_paths

# The pages are the same on both databases; the walk along the links opens them on PostgreSQL.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content"), pytest.mark.on_sqlite_only]

FINDER = "/initiatieven/"
GOOD = [
    *(f"{FINDER}?{query}" for query in ["thema=opvang&status=lopend", "q=statushouder", "q=xyzzy", "pagina=2"]),
    *(f"{FINDER}?{query}" for query in ["thema=bestaat-niet", "alle=gemeente&gemeente=ede", "land=nederland&pagina=2"]),
    *(f"{FINDER}keuze/gemeente/?{query}" for query in ["gemeente=utrecht&zoek=den", "gemeente=atlantis"]),
    *(COMPARISONS + FILTERED),
    *(f"/zoeken/?q={query}" for query in ["opvang", "opvang&soort=begrippen", "statushuoders", "xyzzy"]),
]
BAD = {"/bestaat-niet/": 404, f"{FINDER}?pagina=99": 404, f"{FINDER}?" + "q=a&" * 5000: 414}
STATES = dict.fromkeys(GOOD, 200) | BAD
SPECIAL = ["INI-01", "BUI-02", "VST-01"]
WITHDRAWN = "INI-09"
CONTROLS = {"input", "select", "textarea"}
FOCUSABLE = {"a", "button", "input", "select", "textarea", "summary"}
EMPTY_WORDS = {"klik hier", "hier", "lees meer", "meer", "lees verder", "link", "deze pagina", "more"}


@cache
def parsed(path, **headers):
    """A page as a tree, read once for all tests of this file."""
    return Document(Client().get(path, headers=headers).text)


@cache
def pages():
    """All pages to check, by path."""
    files = ("feed/", "export/", "suggesties/", ".txt", ".xml", ".ics", ".svg", ".jsonld", ".ttl")
    paths = [path for path in public_paths(limit=2) if not path.endswith(files)]
    paths += [Initiative.objects.get(code=code).get_absolute_url() for code in SPECIAL]
    withdrawn = Initiative.objects.filter(code=WITHDRAWN)
    by_path = {path: parsed(path) for path in [*paths, *STATES]} | {"400": parsed("/", host="wrong host!")}
    withdrawn.update(state=State.WITHDRAWN, withdrawal_reason="Dit bestaat niet meer.")
    return by_path | {"410": parsed(withdrawn.get().get_absolute_url())}


def faults(check):
    """What `check` (a function from a page to a list of faults) says about all pages."""
    return [f"{path[:60]}: {fault}" for path, page in pages().items() for fault in check(page)]


def test_the_pages_have_the_expected_status():
    assert len(pages()) > 30
    assert {path: Client().get(path).status_code for path in STATES} == STATES


def test_tags_are_closed_in_order():
    assert faults(lambda page: page.faults) == []


def test_headings():
    def check(page):
        headings = page.find("h1", "h2", "h3", "h4", "h5", "h6")
        levels = [int(heading.tag[1]) for heading in headings]
        yield from (f"empty {heading.tag}" for heading in headings if not heading.name)
        if levels.count(1) != 1:
            yield f"{levels.count(1)} times h1"
        in_main = [int(heading.tag[1]) for heading in page.find("main")[0].find("h1", "h2", "h3", "h4", "h5", "h6")]
        steps = zip([0, *in_main], in_main, strict=False)
        yield from (f"h{after} after h{before}" for before, after in steps if after > before + 1)

    assert faults(check) == []


def test_landmarks():
    def check(page):
        body = page.find("body")[0].children
        for tag in ("header", "main", "footer"):
            if len([child for child in body if not isinstance(child, str) and child.tag == tag]) != 1:
                yield f"not one {tag}"
        for tag in ("nav", "search"):
            landmarks = page.find(tag)
            labels = [landmark["aria-label"] or "" for landmark in landmarks]
            if not landmarks or len(set(labels)) != len(labels) or (tag == "nav" and "" in labels):
                yield f"{tag}: {labels}"

    assert faults(check) == []


def test_skip_link_comes_first_and_leads_to_the_content():
    def check(page):
        first = next(element for element in page.find("body")[0].walk() if element.tag in FOCUSABLE)
        target = page.ids.get((first["href"] or "").removeprefix("#"))
        if not target or target.tag != "main" or target["tabindex"] != "-1":
            yield repr(first)

    assert faults(check) == []


def test_ids_are_unique_and_what_points_at_one_arrives():
    def check(page):
        elements = list(page.walk())
        ids = [element["id"] for element in elements if element["id"]]
        yield from (f"id {name} twice" for name in set(ids) if ids.count(name) > 1)
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list"):
            names = [name for element in elements for name in (element[attribute] or "").split()]
            yield from (f"{attribute}={name} points nowhere" for name in names if name not in ids)
        anchors = [link["href"][1:] for link in page.find("a") if (link["href"] or "").startswith("#")]
        yield from (f"#{name} points nowhere" for name in anchors if name not in ids)

    assert faults(check) == []


def test_every_control_has_a_label():
    def check(page):
        labels = page.find("label")
        inside = [control for label in labels for control in label.find(*CONTROLS)]
        named = {label["for"] for label in labels if label.name}
        for control in page.find(*CONTROLS):
            if control["type"] != "hidden" and control not in inside and control["id"] not in named:
                yield repr(control)
        yield from (
            f"a label for {label['for']}"
            for label in labels
            if label["for"] and page.ids[label["for"]].tag not in CONTROLS
        )
        yield from (repr(field) for field in page.find("fieldset") if field.children and not field.find("legend"))
        yield from (f"button without text {button!r}" for button in page.find("button") if not button.name)

    assert faults(check) == []


def test_nothing_inline():
    def check(page):
        for element in page.walk():
            if element["style"] or [name for name in element.attrs if name.startswith("on")]:
                yield repr(element)
            if element.tag == "style" or (element.tag == "script" and not element["src"] and not element["type"]):
                yield repr(element)
            if (element["href"] or "").lower().startswith("javascript:"):
                yield repr(element)

    assert faults(check) == []


def test_tables_say_what_they_are():
    def check(page):
        for table in page.find("table"):
            if not table.find("caption") or not table.find("caption")[0].name:
                yield "table without caption"
            if not table.find("th") or [
                cell for cell in table.find("th") if cell["scope"] not in {"col", "row", "rowgroup"}
            ]:
                yield f"{table.find('caption')}: headers without scope"

    assert faults(check) == []


def test_links_say_where_they_go():
    def check(page):
        for link in page.find("a"):
            if not link["href"] or link.name.lower().strip(" .") in EMPTY_WORDS | {""}:
                yield repr(link)
            if link["target"] == "_blank":
                yield f"opens a new tab: {link!r}"

    assert faults(check) == []


def test_the_same_words_lead_to_the_same_place():
    """Only in the menus, where a visitor learns the names of the pages."""
    menus = [
        [(link.name, link["href"]) for nav in page.find("nav") if nav["aria-label"] == label for link in nav.find("a")]
        for label in ("Hoofdmenu", "Over deze site", "Meer zoeken")
        for page in pages().values()
    ]

    assert len({tuple(menu) for menu in menus}) == 3
    assert all(menus)


def test_breadcrumbs():
    def check(page):
        for nav in page.find("nav", **{"aria-label": "Kruimelpad"}):
            current = nav.find(**{"aria-current": "page"})
            if len(current) != 1 or current[0] is not [*nav.find("a", "span")][-1] or not nav.find("ol"):
                yield repr(nav)
            if nav.find("a")[0]["href"] != "/":
                yield "does not start at home"

    assert faults(check) == []
    without = {path[:40] for path, page in pages().items() if not page.find("nav", **{"aria-label": "Kruimelpad"})}
    assert {path for path in without if path != "/" and STATES.get(path) == 200} == set()


def test_language_and_head():
    def check(page):
        canonical = page.link("canonical") or ""
        if page.find("html")[0]["lang"] != ("en" if canonical.endswith("/en/") else "nl"):
            yield "in another language"
        if not page.title.endswith(" – Inspiratiemarkt") or len(page.title) < 22:
            yield f"title {page.title!r}"
        if not canonical.startswith(f"{settings.PORTAL_URL}/") or page.meta("og:url") != canonical:
            yield f"canonical {canonical}, og:url {page.meta('og:url')}"
        if page.meta("og:title") in (None, "", "Inspiratiemarkt"):
            yield f"og:title {page.meta('og:title')!r}"
        if not 30 <= len(page.meta("description") or "") <= 300:
            yield f"description {page.meta('description')!r}"
        yield from (name for name in ("og:type", "og:locale", "og:site_name", "viewport") if not page.meta(name))

    assert faults(check) == []


def json_ld(page):
    """The structured data of a page, by type."""
    scripts = page.find("script", type="application/ld+json")
    return {data["@type"]: data for script in scripts for data in [json.loads("".join(script.children))]}


def test_json_ld_is_where_it_belongs():
    def check(page):
        for data in json_ld(page).values():
            if data["@context"] != "https://schema.org":
                yield str(data)
        if page.find("nav", **{"aria-label": "Kruimelpad"}) and "BreadcrumbList" not in json_ld(page):
            yield "no BreadcrumbList"

    assert faults(check) == []
    assert json_ld(parsed("/"))["WebSite"]["potentialAction"]["@type"] == "SearchAction"
    assert json_ld(parsed("/inspiratiemarkt/"))["Event"]["startDate"] == "2026-11-12"


def test_json_ld_of_an_article():
    initiative = Initiative.objects.get(code="INI-01")
    data = json_ld(parsed(initiative.get_absolute_url()))

    assert data["Article"]["headline"] == initiative.title
    assert data["Article"]["url"] == parsed(initiative.get_absolute_url()).link("canonical")
    assert [step["position"] for step in data["BreadcrumbList"]["itemListElement"]] == [1, 2, 3]


def test_search_action_finds(client):
    target = json_ld(parsed("/"))["WebSite"]["potentialAction"]["target"]["urlTemplate"]

    assert Document(client.get(target.replace("{search_term_string}", "werk")).text).find("article")


def test_pagination_keeps_the_choice():
    links = parsed(f"{FINDER}?land=nederland&pagina=2").find("nav", **{"aria-label": "Paginering"})[0].find("a")

    assert [link.name for link in links][:2] == ["Vorige pagina", "Pagina 1"]
    assert links[-1].name == "Volgende pagina"
    assert [link["href"] for link in links if "land=nederland" not in link["href"]] == []


def test_pagination_marks_the_current_page():
    page = parsed(f"{FINDER}?pagina=2")
    current = page.find("nav", **{"aria-label": "Paginering"})[0].find(**{"aria-current": "page"})

    assert [number.name for number in current] == ["Pagina 2"]
    assert "pagina 2" in page.title
    assert page.link("canonical") == f"{settings.PORTAL_URL}{FINDER}?pagina=2"


def test_the_first_page_has_one_address():
    assert parsed(f"{FINDER}?pagina=1").link("canonical") == f"{settings.PORTAL_URL}{FINDER}"


def test_filters_make_no_duplicate_pages_for_search_engines():
    filtered = parsed(f"{FINDER}?thema=opvang&status=lopend")

    assert filtered.link("canonical") == f"{settings.PORTAL_URL}{FINDER}"
    assert "noindex" in filtered.meta("robots")
    assert parsed(FINDER).meta("robots") is None


def test_the_number_of_results_is_a_heading():
    for path in (FINDER, f"{FINDER}?q=statushouder", f"{FINDER}?q=xyzzy"):
        page = parsed(path)
        assert re.fullmatch(r"\d+ initiatie(f|ven)", page.ids["results-count"].text), path
        assert page.ids["results-count"].tag == "h2"
    assert parsed(f"{FINDER}?q=xyzzy").ids["results-count"].text.startswith("0 ")
