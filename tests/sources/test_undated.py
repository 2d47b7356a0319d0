"""A source without a date says so, wherever a visitor sees it."""

import datetime

import pytest
from django.urls import reverse

from search.models import Entry
from tests.support import make

pytestmark = pytest.mark.django_db


def save(publication):
    publication.save()
    make.published(publication)


@pytest.fixture
def undated():
    return make.publication(title="Het plan voor de wijk")


@pytest.fixture
def addresses(undated):
    """The pages that show the source: its own, the list, and those of what cites it."""
    initiative, framework, organisation = make.initiative(sources=[undated]), make.framework(), make.organisation()
    framework.citations.create(publication=undated)
    organisation.mentioned_in.add(undated)
    make.published(organisation)
    return [
        undated.get_absolute_url(),
        reverse("sources:list"),
        initiative.get_absolute_url(),
        reverse("initiatives:council_page", args=[initiative.slug]),
        framework.get_absolute_url(),
        organisation.get_absolute_url(),
    ]


def test_every_page_says_that_there_is_no_date(client, addresses):
    for address in addresses:
        assert "zonder datum" in client.get(address).text.lower(), address


def test_the_day_we_read_it_is_shown(client, undated, addresses):
    undated.consulted_on = datetime.date(2026, 3, 5)
    save(undated)

    for address in addresses:
        assert "zonder datum, geraadpleegd op 5 maart 2026" in client.get(address).text.lower(), address


def test_a_date_is_enough(client, undated, addresses):
    undated.date, undated.consulted_on = "2025-07", datetime.date(2026, 3, 5)
    save(undated)

    for address in addresses:
        text = client.get(address).text
        assert "juli 2025" in text.lower(), address
        assert "geraadpleegd op 5 maart" not in text, address


def test_the_passage_for_editors_is_nowhere(client, undated, addresses):
    undated.excerpt = "Woordelijk geheim."
    save(undated)

    assert not any("geheim" in f"{entry.summary} {entry.text} {entry.words}" for entry in Entry.objects.all())
    for address in [*addresses, reverse("initiatives:export"), reverse("initiatives:feed")]:
        assert "geheim" not in b"".join(client.get(address)).decode(), address
