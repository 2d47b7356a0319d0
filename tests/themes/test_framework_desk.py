"""Frameworks at the desk: who checked them is noted, and what contradicts itself is said."""

import pytest

from tests.support import make
from tests.support.desk import address, opened
from themes.models import Framework
from themes.standing import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    editor = make.editor()
    client.force_login(editor)
    return editor


def save(client, framework, **changes):
    url = address(framework)
    response = client.post(url, opened(client, url) | changes, follow=True)
    framework.refresh_from_db()
    return [str(message) for message in response.context["messages"]]


def sourced(**fields):
    framework = make.framework(municipal_task="Geen taak.", **fields)
    framework.citations.create(publication=make.publication())
    framework.themes.set([make.theme()])
    return framework


def test_who_checked_it_is_noted(client, editor):
    framework = sourced()
    save(client, framework, last_checked="01-11-2026")

    assert framework.checked_by == editor
    save(client, framework, last_checked="")
    assert framework.checked_by is None


def test_what_contradicts_itself_is_said_on_saving(client, editor):
    framework = sourced(status_as_of="2026-10-02")

    assert not any("klopt niet met de datums" in text for text in save(client, framework))
    messages = save(client, framework, status=Status.ADOPTED, valid_from="2026-07-01")
    assert any("klopt niet met de datums" in text for text in messages)
    assert framework.status == Status.ADOPTED


@pytest.mark.parametrize(
    ("work", "names"), [("niet-bevestigd", ["Van een derde"]), ("", ["Gezien", "Van een derde"]), ("onzin", [])]
)
def test_the_list_is_narrowed_to_the_work(client, editor, work, names):
    sourced(name="Van een derde", confirmation="derde")
    sourced(name="Gezien", confirmation="officieel")
    page = client.get(address(Framework, "changelist", **({"werk": work} if work else {})))

    assert sorted({str(framework) for framework in page.context["cl"].result_list}) == names
