"""The static copy: every public page as a file, every link in it arrives, and it says the same each time."""

import contextlib
import functools
import http.server
import json
import threading
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import CommandError, call_command

from core import folders
from core.http import content_policy
from core.records import State
from editorial.content.digests import is_dump
from initiatives.models import Initiative
from library.models import Picture
from portal.static_copy import copying
from portal.static_copy.addresses import DATA_FILES, NOT_HERE, OF_VISITOR, SEARCH, file_of, relative
from portal.static_copy.rewriting import rewrite
from tests.conftest import rolled_back
from tests.support import make
from tests.support.document import Document
from tests.support.drafts import SECRET
from tests.support.public_urls import public_paths, public_patterns
from tests.support.static_copies import broken_links, content, targets

pytestmark = pytest.mark.django_db


def small_market():
    """A little of what the site has, with a picture, a paper, news, drafts, and a list of two pages."""
    with make.together():
        arnhem = make.municipality(name="Arnhem", slug="arnhem", tile_column=1, tile_row=1)
        theme, source = make.theme(name="Opvang", slug="opvang"), make.publication()
        first = make.initiative(title="Huis & tuin", municipalities=[arnhem], main_theme=theme, tags=["wonen"])
        first.galleryitems.create(picture=make.picture())
        first.galleryitems.create(picture=make.picture(people=Picture.People.NO_CONSENT, alt=SECRET))
        make.municipality_type(publication=source).assignments.create(municipality=arnhem, publication=source)
        first.attachments.create(paper=make.paper(title="Brief aan bewoners"))
        for _number in range(3):
            make.initiative(main_theme=theme, sources=[source], status="gestopt", status_reason="Het geld was op.")
        make.initiative(title=f"{SECRET} plan", state=State.DRAFT)
        make.bottleneck(title="Te weinig woningen", years=[2025], themes=[theme])
        make.framework(name="Spreidingswet")
        make.concept(term="azc", synonyms=["opvangplek"])
        make.bundle(first)
        edition = make.market(organiser=make.organisation(), publication=source)
        edition.stands.create(initiative=first, position=1)
        make.news(title="Er is een markt")


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


@pytest.fixture
def few(database, tmp_path, monkeypatch):
    """The same of a few addresses only: the path of its folder, and the list of what was rendered for it."""
    rendered, original = [], copying._Copy._content
    addresses = ["/", "/open-data/", "/initiatieven/", "/initiatieven/feed/"]
    addresses += [picture.smallest for picture in Picture.objects.published().order_by("pk")[:1]]
    monkeypatch.setattr(copying, "first_addresses", lambda: addresses)
    monkeypatch.setattr(copying, "rewrite", lambda *words: (rewrite(*words)[0], []))
    note = lambda self, address: rendered.append(address) or original(self, address)  # noqa: E731
    monkeypatch.setattr(copying._Copy, "_content", note)
    export(tmp_path / "site")
    assert rendered == addresses
    rendered.clear()
    return tmp_path / "site", rendered


def export(folder):
    call_command("export_site", str(folder))


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
    assert page(copy, "initiatieven/index.html").find("a", href=relative(NOT_HERE, "initiatieven/index.html"))
    assert "Dit formulier werkt niet in deze kopie." in page(copy, "initiatieven/index.html").text


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
        assert (copy / data.file).stat().st_size, data
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


def test_another_run_is_the_same_and_rewrites_nothing(few, capsys):
    """Of a few pages; of all in `make drills`."""
    folder, rendered = few
    before = content(folder)
    written = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    call_command("export_site", str(folder), verbosity=2)

    assert rendered
    assert content(folder) == before
    is_rewritten = {path.name for path, moment in written.items() if path.stat().st_mtime_ns != moment}
    assert is_rewritten == {folders.MANIFEST}
    assert [path.name for path in folder.parent.iterdir()] == ["site"]
    assert "[##############################]" in capsys.readouterr().err


def stop_at_the_end(folder):
    """Make a copy that is stopped when all is written but the manifest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copying, "write_manifest", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            export(folder)


def test_what_is_gone_is_gone_from_the_copy(few, monkeypatch):
    folder, _rendered = few
    assert list(folder.glob("beeld/*/*"))
    Initiative.objects.filter(title="Huis & tuin").update(state=State.DRAFT)
    make.theme()  # a change that moves the generation on
    monkeypatch.setattr(copying, "first_addresses", lambda: ["/", "/initiatieven/"])
    export(folder)

    assert not list(folder.glob("beeld/*/*"))
    assert "Huis" not in (folder / "initiatieven/index.html").read_text(encoding="utf-8")
    assert "Huis" not in (folder / SEARCH).read_text(encoding="utf-8")


def test_a_stop_leaves_the_old_copy_and_the_next_run_goes_on(few):
    folder, rendered = few
    before = content(folder)
    stop_at_the_end(folder)
    assert content(folder) == before
    assert rendered
    rendered.clear()
    export(folder)

    assert content(folder) == before
    assert rendered == []


def test_what_was_stopped_before_a_change_begins_anew(few):
    folder, rendered = few
    stop_at_the_end(folder)
    rendered.clear()
    make.initiative(title="Nieuw plan")
    export(folder)

    assert "/initiatieven/" in rendered
    assert "Nieuw plan" in (folder / "initiatieven/index.html").read_text(encoding="utf-8")


def test_the_journal_may_end_in_half_a_line(few):
    """What a kill or a full disk leaves of the last line is not believed."""
    folder, rendered = few
    before, journal = content(folder), folder.with_name(".site.journal")
    folder.with_name(".site.new").mkdir()
    line = json.dumps({"address": "/", "links": [], "status": 200})
    journal.write_text(f"{copying.state_of()}\n{line[:-2]}", encoding="utf-8")
    export(folder)

    assert "/" in rendered
    assert content(folder) == before
    assert not journal.exists()


def test_a_change_meanwhile_starts_it_anew(few, monkeypatch):
    folder, rendered = few
    states = iter(["a", "b", "c", "c"])
    monkeypatch.setattr(copying, "state_of", lambda: next(states))
    export(folder)

    assert rendered.count("/") == 2


@pytest.mark.parametrize("stopped_at", ["target", "new"])
def test_a_kill_between_the_renames_is_mended(tmp_path, stopped_at):
    """Of the old copy or of the new one, one is there after the next look."""
    old, new = tmp_path / ".site.old", tmp_path / ".site.new"
    for folder in (old, new):
        folder.mkdir()
        folders.write_manifest(folder, kind="k")
    if stopped_at == "new":
        new.rename(tmp_path / "site")
    folders.new_folder(tmp_path / "site", "k")

    assert (tmp_path / "site").is_dir()


def test_a_folder_of_somebody_else_is_not_touched(database, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "brief.txt").write_text("Lieve moeder")

    with pytest.raises(CommandError, match="other files"):
        export(tmp_path / "site")
    assert content(tmp_path) == {"site/brief.txt": b"Lieve moeder"}


def test_a_site_that_refuses_its_own_address_is_not_copied(few, settings):
    folder, _rendered = few
    before = content(folder)
    settings.ALLOWED_HOSTS = ["elders.example"]
    make.theme()

    with pytest.raises(CommandError, match="gave 400"):
        export(folder)
    assert content(folder) == before


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/themas/opvang/", "themas/opvang/index.html"),
        ("/initiatieven/?status=gestopt&thema=opvang", "initiatieven/status=gestopt,thema=opvang.html"),
        ("/initiatieven/?thema=opvang&status=gestopt", "initiatieven/status=gestopt,thema=opvang.html"),
        ("/initiatieven/?tag=Den+Haag", "initiatieven/tag=~92b4e5b9f4a5ee8d.html"),
        ("/initiatieven/?thema=a&status=b&soort=c", ""),
        ("/initiatieven/?zoals=ede", ""),
        ("/initiatieven/?thema=opvang&q=azc", ""),
        ("/zoeken/?q=azc", SEARCH),
        ("/static/css/tokens.css", "static/css/tokens.css"),
        ("/static/../portal/settings.py", ""),
        ("/initiatieven/feed/", "initiatieven/feed.xml"),
        ("/initiatieven/feed/?thema=opvang", ""),
        ("/beheer/", ""),
        ("/aanmelden/", ""),
        ("/volgen/", ""),
        ("/bestaat/niet/", ""),
    ],
)
def test_an_address_has_one_safe_file(address, file):
    found = file_of(address)

    assert found.startswith("initiatieven/tag=~") if "~" in file else found == file


@pytest.mark.parametrize(
    ("html", "copied"),
    [
        ('<a href="/themas/">T</a>', '<a href="../themas/index.html">T</a>'),
        ('<a href="/themas/#top">T</a>', '<a href="../themas/index.html#top">T</a>'),
        ('<a href="https://elders.example/?a=1&amp;b">T</a>', '<a href="https://elders.example/?a=1&amp;b">T</a>'),
        ('<a href="?thema=opvang&amp;pagina=2">T</a>', '<a href="pagina=2,thema=opvang.html">T</a>'),
        ('<a href="/lijst/?lijst=A">T</a>', '<a href="../niet-in-deze-kopie/index.html">T</a>'),
        ('<a href="mailto:a@b.example">m</a>', '<a href="mailto:a@b.example">m</a>'),
        ("<p>a &amp; b &#39; é</p><!-- c -->", "<p>a &amp; b &#39; é</p><!-- c -->"),
        ('<svg viewBox="0 0 1 1"><path d="M0"/></svg>', '<svg viewBox="0 0 1 1"><path d="M0"/></svg>'),
        ('<script src="/static/js/finder.abc.js" defer></script><p>x</p>', "<p>x</p>"),
        (
            '<form class="ticks" action="/lijst/"><input name="a"><p>Kaart <label>L<input></label></p></form>',
            "<p>Kaart </p>",
        ),
    ],
)
def test_a_page_is_rewritten(html, copied):
    assert rewrite(html, "/initiatieven/", "initiatieven/index.html")[0] == copied


def test_a_link_into_a_form_still_arrives():
    html = '<a href="#kies">K</a><form method="get" action="/wijzigingen/"><div id="kies"><input></div></form>'

    copied, _links = rewrite(html, "/wijzigingen/", "wijzigingen/index.html")
    assert '<span id="kies" tabindex="-1"></span>' in copied
    assert "<input" not in copied
