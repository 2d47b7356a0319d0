"""A change of the visitor's list: where it leads, what a reader hears, and what is no file of it."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings

from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
FINDER, LIST = "/initiatieven/", "/lijst/"


@pytest.fixture(autouse=True)
def _three():
    """Three initiatives."""
    for number in (1, 2, 3):
        make.initiative(code=f"INI-0{number}")


def get_page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Document(response.text)


@pytest.mark.parametrize(
    "back",
    [
        *(
            "//kwaad.example/",
            "///kwaad.example/",
            "https://kwaad.example/",
            "https:kwaad.example",
            "kwaad.example",
            "",
        ),
        *(
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "\\\\x",
            "/\\x",
            "\\/x",
            "/\\/x",
            "//ik@kwaad.example/",
            "//[x",
        ),
        *(f"/{control}//kwaad.example/" for control in "\n\r\t\x00\x0b\x1f\x7f\u2028"),
        *(f"{control}//kwaad.example/" for control in "\n\r\t "),
        *("/\n///kwaad.example/", "/\t/kwaad.example/", "/\r\n\\kwaad.example/", "/initiatieven/\n?thema=opvang"),
    ],
)
def test_it_never_leads_to_another_site(client, back):
    response = client.get(LIST, {"lijst": "INI-01", "erbij": "INI-02", "terug": back})

    assert response["Location"] == f"{LIST}?lijst=INI-01.INI-02#kies-INI-02"


@pytest.mark.parametrize(
    "back", ["/%2f/kwaad.example/", "/%5ckwaad.example/", "/%09//kwaad.example/", "/ik@kwaad.example/"]
)
def test_what_only_looks_like_another_site_is_a_path_of_ours(client, back):
    location = client.get(LIST, {"lijst": "INI-01", "erbij": "INI-02", "terug": back})["Location"]

    assert location == f"{back}?lijst=INI-01.INI-02#kies-INI-02"
    assert urlsplit(urljoin("https://markt.example/lijst/", location)).netloc == "markt.example"


@pytest.mark.parametrize(
    ("fields", "anchor"),
    [
        ({"lijst": "INI-01.INI-02", "eraf": "INI-01"}, "lijst"),
        ({"lijst": "INI-01", "eraf": "INI-01"}, "lijst"),
        ({"lijst": "INI-01", "erbij": ""}, "lijst"),
        ({"lijst": "INI-01", "erbij": "INI-02.INI-03"}, "lijst"),
        ({"lijst": "INI-01", "erbij": "INI-02"}, "kies-INI-02"),
        ({"lijst": "INI-01", "eraf": "INI-01", "terug": FINDER}, "kies-INI-01"),
        ({"lijst": "INI-01", "erbij": "", "terug": FINDER}, ""),
        ({"lijst": "INI-01", "erbij": "INI-02.INI-03", "terug": FINDER}, ""),
    ],
)
def test_after_a_change_the_visitor_is_at_something_that_is_there(client, fields, anchor):
    location = client.get(LIST, fields)["Location"]

    assert urlsplit(location).fragment == anchor
    assert not anchor or len(get_page(client, location).find(id=anchor)) == 1


def test_after_a_tick_a_reader_hears_how_long_the_list_is(client):
    codes = [make.initiative(code=f"VOL-{number}").code for number in range(20)]
    heard = {
        total: Document(client.get(f"{FINDER}?lijst={'.'.join(codes[:total])}", headers={"HX-Request": "true"}).text)
        .find(id="finder-status")[0]
        .text
        for total in (0, 3, 20)
    }

    assert heard == {
        0: "23 initiatieven gevonden",
        3: "23 initiatieven gevonden. Op uw lijst: 3",
        20: "23 initiatieven gevonden. Op uw lijst: 20 (de lijst is vol: haal er eerst een weg)",
    }
    bar = get_page(client, f"{FINDER}?lijst={'.'.join(codes)}").find(id="uw-lijst")[0]
    assert "20 gekozen (de lijst is vol: haal er eerst een weg)" in bar.text


@pytest.mark.parametrize("path", ["/initiatieven/export/", "/initiatieven/feed/"])
def test_a_file_of_a_selection_never_passes_for_one_of_the_list(client, path):
    refused = client.get(f"{path}?lijst=INI-01.INI-02")

    assert refused.status_code == 400
    assert "lijst: Hier staat een selectie, geen lijst." in refused.text
    (address,) = [word for word in refused.text.split() if word.startswith("http")]
    assert client.get(address.removeprefix(settings.PORTAL_URL)).status_code == 200
    assert client.get(f"{path}?lijst=").status_code == 200
