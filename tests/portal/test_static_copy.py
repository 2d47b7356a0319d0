"""The static copy: every public page as a file, every link in it arrives, and it says the same each time."""

import contextlib
import functools
import http.server
import threading
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest

from core import folders
from core.http import content_policy
from editorial.content.fingerprints import is_dump
from initiatives.models import Initiative
from opendata.linked.identifiers import visible
from portal.static_copy.addresses import DATA_FILES, NOT_HERE, OF_VISITOR, SEARCH, file_of, relative
from portal.static_copy.rewriting import rewrite
from tests.conftest import rolled_back
from tests.support.document import Document
from tests.support.drafts import SECRET
from tests.support.public_urls import public_paths, public_patterns
from tests.support.static_copies import broken_links, content, export, small_market, targets

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    with rolled_back(django_db_blocker):
        small_market()
        yield


@pytest.fixture(scope="module")
def copy(database, tmp_path_factory):
    """The copy of the small market, made once for the tests of this file: the path of its folder."""
    folder = tmp_path_factory.mktemp("copies") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("initiatives.finder.views.PAGE_SIZE", 2)
        export(folder)
    return folder


def page(folder, file):
    return Document((folder / file).read_text(encoding="utf-8"))


def test_every_link_arrives_on_disk(copy):
    broken, total = broken_links(copy)

    assert total > 1000
    assert broken == []


def test_every_page_is_reached_over_http(copy):
    """A visitor without a script follows every link from the first page."""
    with served(copy) as base:
        queue, seen = [base], {}
        while queue:
            address = queue.pop()
            with urllib.request.urlopen(address) as response:
                seen[address] = response.status
                is_page = response.headers["Content-Type"].startswith("text/html")
                document = Document(response.read().decode()) if is_page else Document("")
            for link in targets(document):
                found = urlsplit(urljoin(address, link))._replace(fragment="", query="").geturl()
                if found.startswith(base) and found not in seen and found not in queue:
                    queue.append(found)

    reached = {address.removeprefix(base) for address in seen}
    pages = {path.relative_to(copy).as_posix() for path in copy.rglob("*.html")}
    assert set(seen.values()) == {200}
    assert {file for file in pages - reached if not file.startswith("id/")} == {"index.html"} - reached


@contextlib.contextmanager
def served(folder):
    handler = functools.partial(QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files with the policy of the site."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", content_policy())
        super().end_headers()

    def log_message(self, *args):
        pass


def test_every_public_page_is_in_it(copy):
    """But for forms, and what stands in the address of one visitor."""
    left_out = {path for path in public_paths() if not file_of(path)}

    assert left_out
    for path in left_out:
        assert path.startswith(("/aanmelden/", "/vraag/", "/volgen/", "/lijst/", "/initiatieven/keuze/")) or path in {
            "/initiatieven/vergelijken/",
            "/zoeken/suggesties/",
        }
    assert {path for path in set(public_paths()) - left_out if not (copy / file_of(path)).is_file()} == set()
    assert public_patterns().keys() >= OF_VISITOR


def test_lists_are_in_it_by_page_and_by_choice(copy):
    assert (copy / "initiatieven/pagina=2.html").is_file()
    assert page(copy, "initiatieven/thema=opvang.html").find("a", rel="next")[0]["href"] == "pagina=2,thema=opvang.html"
    assert (copy / "initiatieven/pagina=2,thema=opvang.html").is_file()


def test_choices_without_a_list_are_made_by_the_search(copy):
    """A choice that no list has leads to the search with those choices; the form of the finder leads there too."""
    html = '<a href="?thema=opvang&amp;status=gestopt&amp;provincie=gelderland">3</a>'
    text, needed = rewrite(html, "/initiatieven/", "initiatieven/index.html")

    assert text == '<a href="../zoeken/index.html?thema=opvang&amp;status=gestopt&amp;provincie=gelderland">3</a>'
    assert needed == []
    assert page(copy, "initiatieven/index.html").find("a", href="../zoeken/index.html")


def test_the_search_says_what_stopped_where_and_what_came_of_it(copy):
    """Each row has its choices, for the script, and its place, status and reason, for whoever has none."""
    document = page(copy, SEARCH)
    (row,) = [row for row in document.find("li") if row.text.startswith("Huis & tuin")]
    stopped = [row for row in document.find("li") if "status=gestopt" in (row["data-copy-choices"] or "").split()]

    assert {"thema=opvang", "gemeente=arnhem", "tag=wonen"} <= {*row["data-copy-choices"].split()}
    assert len(stopped) == 3
    assert all("Gestopt" in row.text and "Over de status: Het geld was op." in row.text for row in stopped)
    assert {"thema", "status", "gemeente", "tag"} <= {select["name"] for select in document.find("select")}


def test_linked_data_is_what_the_site_gives(copy, client):
    """The copy reads many records at once, and past the views."""
    files = sorted((copy / "data").glob("*.*"))

    assert len(files) > 2 * len(visible(Initiative))
    assert [file.name for file in files if file.read_bytes() != client.get(f"/data/{file.name}").content] == []


def test_a_draft_is_nowhere(copy):
    assert [name for name, text in content(copy).items() if SECRET.encode() in text] == []


def test_what_needs_the_site_says_so(copy):
    (initiative,) = Initiative.objects.filter(title="Huis & tuin")
    document = page(copy, file_of(initiative.get_absolute_url()))

    form = [link for link in document.find("a") if link.text == "Klopt dit niet meer?"]
    assert [link["href"] for link in form] == [relative(NOT_HERE, file_of(initiative.get_absolute_url()))] * len(form)
    for path in copy.rglob("*.html"):
        file = path.relative_to(copy).as_posix()
        forms = page(copy, file).find("form")
        assert {form["action"] for form in forms} <= {relative(SEARCH, file)}
    assert "Dit formulier werkt niet in deze kopie." in page(copy, "index.html").text


def test_nothing_asks_a_server_or_breaks_the_policy(copy):
    for path in copy.rglob("*.html"):
        document = page(copy, path.relative_to(copy).as_posix())
        scripts = [script for script in document.find("script") if script["type"] != "application/ld+json"]
        assert all(script["src"] and script.text == "" for script in scripts)
        assert not [element for element in document.walk() if "hx-get" in element.attrs or "style" in element.attrs]
        assert not [element for element in document.walk() if "data-suggest" in element.attrs]


def test_the_list_to_search_in_has_everything(copy):
    document = page(copy, SEARCH)
    rows = [row for row in document.find("li") if row["data-copy-words"] is not None]
    words = [{*f"{row['data-copy-words']} {row.text}".lower().split()} for row in rows]

    assert len([row for row in words if {"gestopt", "opvang"} <= row]) == 3
    assert {row.find("a")[0].text for row in rows} >= {"Arnhem", "Opvang", "azc", "Spreidingswet", "Er is een markt"}


def test_the_files_for_data_users_are_in_it(copy):
    for data in DATA_FILES:
        assert (copy / data.file).stat().st_size or data.file.endswith(".jsonl"), data
    assert is_dump(copy / "dataset")
    assert "CC BY 4.0" in (copy / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert (copy / "robots.txt").is_file()


def test_a_code_leads_to_its_page(copy):
    initiative = Initiative.objects.published().first()
    (link,) = page(copy, f"id/{initiative.code}/index.html").find("a")

    assert link["href"] == relative(file_of(initiative.get_absolute_url()), f"id/{initiative.code}/index.html")


def test_the_manifest_knows_every_file(copy):
    manifest = folders.read_manifest(copy)

    assert manifest["files"].keys() == {*content(copy)} - {folders.MANIFEST}
    assert list(folders.altered_files(copy, manifest)) == []
