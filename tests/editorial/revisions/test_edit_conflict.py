"""Two editors on one initiative: the second save is refused, shows both texts, and loses nothing."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User

from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _logged_in(client):
    client.force_login(make.editor())


@pytest.fixture
def shown():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality()])


def opened(client, record):
    """The form of a record as a browser would send it, and the mark that says on what it was opened."""
    response = client.get(desk.address(record))
    return desk.filled_in(response) | {"opened_on": Document(response.text).find("input", name="opened_on")[0]["value"]}


def send(client, record, data):
    return client.post(desk.address(record), {name: value for name, value in data.items() if value is not None})


def resent_data(response):
    """What the form of the page with both texts sends."""
    data = {}
    for field in Document(response.text).find("input", type="hidden"):
        data.setdefault(field["name"], []).append(field["value"])
    return data


@pytest.mark.parametrize("published", [False, True])
def test_the_second_save_is_refused_and_can_be_sent_again(client, shown, published):
    mine = opened(client, shown) | {"title": "Mijn titel", **desk.part("partners", name="Mijn partner")}
    other = make.editor(username="ander")
    desk.draft(shown, other, title="Haar titel")
    if published:
        desk.publish(shown)

    refused = send(client, shown, mine)

    assert refused.status_code == 409
    cells = [cell.text for cell in Document(refused.text).find("tbody")[0].find("td")]
    assert cells == ["Haar titel", "Mijn titel", "–", "naam: Mijn partner"]
    assert "van ander" in " ".join(Document(refused.text).text.split())
    assert not shown.revisions.filter(snapshot__title="Mijn titel")

    assert send(client, shown, resent_data(refused)).status_code == 302
    concept = shown.revisions.open().get()
    assert concept.snapshot["title"] == "Mijn titel"
    assert [part["name"] for part in concept.snapshot["partners"]] == ["Mijn partner"]
    assert shown.revisions.filter(snapshot__title="Haar titel").exists()


def test_a_third_save_in_between_is_a_conflict_as_well(client, shown):
    mine = opened(client, shown) | {"title": "Mijn titel"}
    desk.draft(shown, title="Haar titel")
    refused = send(client, shown, mine)
    desk.draft(shown, title="Zijn titel")

    assert "Zijn titel" in send(client, shown, resent_data(refused)).text


def test_parts_of_the_concept_it_was_opened_on_are_recognised(client, shown):
    desk.save(client, shown, **desk.part("partners", name="Buurthuis"))
    mine = opened(client, shown) | {"partners-0-role": "zaal"}
    desk.draft(shown, title="Haar titel")

    refused = send(client, shown, mine)

    assert refused.status_code == 409
    assert send(client, shown, resent_data(refused)).status_code == 302
    assert [part["role"] for part in shown.revisions.open().get().snapshot["partners"]] == ["zaal"]


def test_an_editor_alone_has_no_conflict(client, shown):
    assert send(client, shown, opened(client, shown) | {"title": "Een"}).status_code == 302
    assert send(client, shown, opened(client, shown) | {"title": "Twee"}).status_code == 302


@pytest.mark.parametrize("mark", ["x", "-", "9-9", "9" * 50])
def test_a_wrong_mark_is_a_conflict_and_no_error(client, shown, mark):
    assert send(client, shown, opened(client, shown) | {"title": "Een", "opened_on": mark}).status_code == 409
    assert Initiative.objects.get().title == "Taalcoaches"


def test_a_form_that_comes_back_after_a_lost_session_knows_on_what_it_was_opened(client, shown):
    typed_by = Document(client.get(desk.address(shown)).text).find("input", name="typed_by")[0]["value"]
    mine = opened(client, shown) | {"approach": "Elke week.", "typed_by": typed_by}
    desk.draft(shown, make.editor(username="ander"), title="Haar titel")
    del client.cookies["sessionid"]
    login = send(client, shown, mine).headers["Location"]
    client.force_login(User.objects.get(username="redacteur"))
    back = client.get(parse_qs(urlsplit(login).query)["next"][0])
    mark = Document(back.text).find("input", name="opened_on")[0]["value"]

    assert mark == mine["opened_on"]
    assert send(client, shown, desk.filled_in(back) | {"opened_on": mark}).status_code == 409
    assert shown.revisions.open().get().snapshot["title"] == "Haar titel"
