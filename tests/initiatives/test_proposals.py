"""A proposal is one in its source; what exists by now is linked, and nothing says that it does not exist."""

import pytest

from core.records import State
from initiatives.choices import InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from initiatives.related_links import MAX_PRACTICE
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db

PRACTICE = "Verwante voorbeelden uit de praktijk:"
NO_CLAIM = ["nog geen praktijk", "bestaat nog niet in de praktijk", "nog geen project"]


def proposal(**fields):
    return make.initiative(kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED, **fields)


def callout(client, initiative):
    """The sentence about the proposal on its page."""
    page = Document(client.get(initiative.get_absolute_url()).text)
    [text] = [part.text for part in page.find("p") if "In deze bron is dit een voorstel." in part.text]
    return text


def test_only_what_exists_and_is_published_is_practice(client):
    idea = proposal()
    make.initiative(title="Gedaan", related=[idea])
    make.initiative(title="Klaar", status=InitiativeStatus.FINISHED, related=[idea])
    make.initiative(title="Gestopt", status=InitiativeStatus.STOPPED, related=[idea])
    make.initiative(title="Plan", status=InitiativeStatus.PREPARING, related=[idea])
    make.initiative(title="Geheim", state=State.DRAFT, related=[idea])
    proposal(title="Ander idee", related=[idea])

    assert callout(client, idea).endswith(f"{PRACTICE} Gedaan; Klaar.")


def test_not_more_than_a_few(client):
    idea = proposal()
    for number in range(MAX_PRACTICE + 3):
        make.initiative(title=f"Voorbeeld {number}", related=[idea])

    assert callout(client, idea).count("Voorbeeld") == MAX_PRACTICE


def test_an_example_is_named_once(client):
    idea = proposal()
    make.initiative(title="Gedaan", related=[idea])
    make.initiative(title="Gestopt", status=InitiativeStatus.STOPPED, related=[idea])
    page = Document(client.get(idea.get_absolute_url()).text)
    links = [link.text for link in page.find("main")[0].find("a")]

    assert (links.count("Gedaan"), links.count("Gestopt")) == (1, 1)
    assert "Gedaan" not in page.ids["verwant"].parent.text


def test_what_is_no_proposal_has_no_such_sentence(client):
    other = make.initiative()
    make.initiative(related=[other])

    assert PRACTICE not in client.get(other.get_absolute_url()).text


@pytest.mark.usefixtures("content")
def test_nothing_says_that_a_proposal_of_the_collection_does_not_exist(client):
    ideas = Initiative.objects.published().filter(kind=InitiativeKind.PROPOSAL)
    compared = "&".join(f"i={idea.slug}" for idea in ideas[:3])
    pages = [
        "/initiatieven/?soort=voorstel",
        "/over/",
        f"/initiatieven/vergelijken/?{compared}",
        "/initiatieven/export/",
    ]
    pages += [f"{idea.get_absolute_url()}{suffix}" for idea in ideas for suffix in ("", "raadspagina/")]
    texts = {page: client.get(page).getvalue().decode().lower() for page in pages}

    assert len(ideas) == 9
    assert [page for page, text in texts.items() for claim in NO_CLAIM if claim in text] == []
    for code in ["VST-01", "VST-02", "VST-04"]:
        assert PRACTICE in callout(client, ideas.get(code=code))
