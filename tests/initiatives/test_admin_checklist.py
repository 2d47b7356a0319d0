"""The checklist above the form of an initiative, and what it lets through."""

import pytest

from core.records import State
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(make.editor())


def draft(**fields):
    return make.initiative(state=State.DRAFT, title="Taalcoaches", municipalities=[make.municipality()], **fields)


def panel(client, record):
    """The checklist of a record on its form; None when there is none."""
    panels = Document(client.get(desk.address(record)).text).find("section", **{"aria-labelledby": "checklist-heading"})
    return panels[0] if panels else None


def publish(client, record):
    return desk.act(client, "publish", record, confirm="1").text


def test_all_at_once_and_what_blocks_first(client):
    record = draft(sources=[], approach="Zie www.a.nl.", lessons="Derhalve goed.")

    levels = panel(client, record).find("details")

    assert [level.find("summary")[0].text for level in levels] == [
        "Dit moet nog anders voor publicatie (2)",
        "Kijk hier nog naar (2)",
        "Advies over de taal (1)",
    ]
    assert [level["open"] is not None or "open" in level.attrs for level in levels] == [True, True, False]


def test_every_finding_links_to_its_field(client):
    record = draft(sources=[], approach="Zie www.a.nl.", lessons="Van hen werkt 72%.")
    page = Document(client.get(desk.address(record)).text)

    links = [link["href"] for link in panel(client, record).find("a")]

    assert {"#citations-group", "#id_approach", "#id_as_of", "#results-group"} <= set(links)
    assert {link.removeprefix("#") for link in links} <= set(page.ids)


def test_nothing_to_look_at_is_no_panel(client):
    assert panel(client, draft(as_of="2026", next_check="2027-01-01")) is None


def test_a_new_initiative_has_no_panel(client):
    assert "checklist-heading" not in client.get(desk.address(Initiative, "add")).text


def test_what_blocks_is_refused_on_the_form(client):
    record = draft(approach="Zie [hier](https://a.nl).")

    response = desk.save(client, record, state=State.PUBLISHED)

    assert "Laat de link ‘hier’ zeggen waar die heen gaat." in desk.errors(response)
    assert 'href="#id_approach"' in response.text
    assert not Initiative.objects.published().exists()


def test_a_draft_with_a_block_is_saved(client):
    assert desk.save(client, draft(), approach="Zie www.a.nl.").status_code == 302


def test_what_blocks_is_refused_from_the_list(client):
    assert "Maak van het kale webadres www.a.nl een link" in publish(client, draft(approach="Zie www.a.nl voor meer."))
    assert not Initiative.objects.published().exists()


def test_a_warning_is_shown_and_does_not_stop_it(client, settings):
    settings.FOUR_EYES = False
    text = publish(client, draft())

    assert "‘Taalcoaches’ staat op de site. Kijk nog hiernaar: Vul de peildatum in" in text
    assert Initiative.objects.published().exists()


def test_a_warning_is_shown_after_publishing_on_the_form(client, settings):
    settings.FOUR_EYES = False
    response = desk.save(client, draft(), state=State.PUBLISHED)

    assert "Vul de peildatum in" in client.get(response.url).text
    assert Initiative.objects.published().exists()
