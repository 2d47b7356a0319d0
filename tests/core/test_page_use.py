"""Which pages are read is counted by path and day; nothing of the visitor is."""

import pytest

from core.models import PageUse
from core.page_use import pages
from tests.support import make

pytestmark = pytest.mark.django_db
BROWSER = {"Accept": "text/html,application/xhtml+xml"}


def counted():
    pages.write()
    return dict(PageUse.objects.values_list("path", "times"))


def test_each_page_is_counted_without_its_choices(client):
    make.initiative(slug="taalles")
    for path in ["/", "/initiatieven/", "/initiatieven/?q=taal", "/initiatieven/taalles/"]:
        client.get(path, headers=BROWSER)

    assert counted() == {"/": 1, "/initiatieven/": 2, "/initiatieven/taalles/": 1}


@pytest.mark.page_cache
def test_so_is_a_page_from_the_cache_or_one_that_the_browser_has(client):
    etag = client.get("/", headers=BROWSER)["ETag"]
    client.get("/", headers=BROWSER)
    assert client.get("/", headers=BROWSER | {"If-None-Match": etag}).status_code == 304

    assert counted() == {"/": 3}


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/initiatieven/bestaat-niet/", "/initiatieven/?pagina=x"])
def test_what_is_not_there_is_not_counted(client, path):
    client.get(path, headers=BROWSER)

    assert counted() == {}


def test_a_program_is_no_visitor(client):
    client.get("/")
    client.get("/", headers={"Accept": "*/*"})
    client.post("/", headers=BROWSER)

    assert counted() == {}


def test_an_editor_is_no_visitor(client):
    client.force_login(make.editor())
    for path in ["/", "/beheer/"]:
        client.get(path, headers=BROWSER)

    assert counted() == {}


def test_counts_of_a_day_add_up(client):
    for _time in range(2):
        client.get("/", headers=BROWSER)
        counted()

    assert counted() == {"/": 2}


def test_nothing_about_the_visitor_is_stored():
    assert {field.name for field in PageUse._meta.fields} == {"id", "day", "path", "times"}


def test_the_desk_shows_what_is_read_most_and_it_can_be_downloaded(client):
    for path in ["/", "/", "/initiatieven/"]:
        client.get(path, headers=BROWSER)
    pages.write()
    client.force_login(make.editor())
    page = client.get("/beheer/core/pageuse/")
    chosen = PageUse.objects.values_list("pk", flat=True)
    download = client.post("/beheer/core/pageuse/", {"action": "download_csv", "_selected_action": list(chosen)})

    assert [(count["path"], count["total"]) for count in page.context["frequent"]] == [("/", 2), ("/initiatieven/", 1)]
    assert download.getvalue().decode().splitlines()[1].endswith(",/,2")
    assert client.get("/beheer/core/pageuse/add/").status_code == 403
