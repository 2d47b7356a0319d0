"""Reading a revision before it is on the site, with a link that an editor gave."""

import pytest

from core import signed_links
from core.records import State
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
SECRET = "Geheimzinnig"
EDIT_LINK = "/beheer/bewerk/"  # the same under every page


@pytest.fixture
def revision():
    record = make.initiative(title="Oud", municipalities=[make.municipality()])
    return desk.draft(record, make.editor(), title=SECRET, internal_note="alleen-redactie")


def path_of(revision):
    return signed_links.review_url(revision).removeprefix("http://localhost:8000")


def test_who_has_the_link_reads_the_page_as_it_will_be(stranger, revision):
    response = stranger.get(path_of(revision))

    assert response.status_code == 200
    assert SECRET in response.text
    assert "deze tekst staat nog niet op de site" in response.text
    assert "alleen-redactie" not in response.text
    assert "/beheer/" not in response.text.replace(EDIT_LINK, "")
    assert Document(response.text).find("meta", name="robots")[0]["content"].startswith("noindex")
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "no-store")
    assert not response.cookies
    assert Initiative.objects.get().title == "Oud"


def test_a_draft_that_never_was_on_the_site_too(stranger):
    record = make.initiative(state=State.DRAFT, title=SECRET)
    assert SECRET in stranger.get(path_of(desk.draft(record, make.editor()))).text


@pytest.mark.parametrize("way", ["edit", "publish"])
def test_the_link_is_valid_for_this_revision_only(stranger, revision, way):
    path = path_of(revision)
    if way == "edit":
        desk.draft(revision.initiative, None, title="Nog anders")
    else:
        desk.publish(revision.initiative)

    response = stranger.get(path)

    assert response.status_code == 410
    assert SECRET not in response.text


def test_the_link_expires(stranger, revision, clock):
    path = path_of(revision)
    clock(14 * 24 * 3600 - 60)
    assert stranger.get(path).status_code == 200

    clock(120)
    assert stranger.get(path).status_code == 410


@pytest.mark.parametrize("token", ["x", "1", "MQ:1vN:abc"])
def test_a_forged_link_is_not_found(stranger, revision, token):
    assert stranger.get(f"/voorbeeld/{token}/").status_code == 404
    assert stranger.get(path_of(revision)[:-2] + "x/").status_code == 404


def test_it_can_only_be_read(stranger, revision):
    assert stranger.post(path_of(revision)).status_code == 405


def test_the_desk_gives_the_link_only_of_what_may_still_come(client, revision):
    client.force_login(make.editor(username="lezer"))
    address = f"/beheer/initiatives/initiative/{revision.initiative_id}/versies/"

    assert "/voorbeeld/" in client.get(f"{address}{revision.number}/").text
    assert "/voorbeeld/ey" not in client.get(f"{address}1/").text
