"""Pages link the files of what they show: in their head for programs, and in a line for people."""

import pytest
from django.urls import reverse

from opendata.linked.identifiers import data_paths
from opendata.schemas import KINDS
from tests.support.document import Document

pytestmark = pytest.mark.django_db
RECORDS = ["initiatieven", "gemeenten", "themas", "knelpunten", "kaders", "begrippen", "bronnen", "organisaties"]
LISTS = {
    "kaders": "themes:frameworks",
    "begrippen": "themes:concepts",
    "gemeenten": "municipalities:list",
    "bronnen": "sources:list",
    "organisaties": "sources:organisations",
    "cijfers": "themes:key_figures",
}
FORMS = {"csv", "json", "xlsx"}


@pytest.fixture(autouse=True)
def _content(content):
    """All of this is about the real content."""


def links(client, path):
    """The addresses of files that a page links: for programs, and for people; each a dict to its media type."""
    document = Document(client.get(path).text)
    found = [
        {link["href"]: link["type"] for link in document.find(tag, rel=relation) if link["type"]}
        for tag, relation in (("link", "alternate"), ("a", "nofollow"))
    ]
    return found


@pytest.mark.parametrize("name", [*RECORDS, "stapels"])
def test_a_record_links_its_own_data(client, name):
    record = KINDS[name].published().order_by("pk").first()
    own = {path: media_type for media_type, path in data_paths(record).items()}
    for_programs, for_people = links(client, record.get_absolute_url())

    assert len(own) == 3
    assert own.items() <= for_programs.items()
    assert own.items() <= for_people.items()


@pytest.mark.parametrize(("name", "page"), LISTS.items())
def test_a_list_links_its_files(client, name, page):
    files = {reverse("opendata:export", args=[name], query={"formaat": form}) for form in FORMS}
    for_programs, for_people = links(client, reverse(page))

    assert files <= for_programs.keys() & for_people.keys()
    for path in files:
        response = client.get(path)
        assert response.status_code == 200
        assert b"".join(response)


def test_the_files_have_what_the_list_shows(client):
    _for_programs, for_people = links(client, "/kaders/?stand=geldt&stand=loopt-af&x=1")
    _plain, of_wrong_choice = links(client, "/kaders/?stand=bestaat-niet")
    address = "/open-data/kaders/export/?stand=geldt&stand=loopt-af&formaat=csv"

    assert address in for_people
    response = client.get(address)
    assert response.status_code == 200
    assert b"".join(response)
    assert not any("/export/" in path for path in of_wrong_choice)
