"""What a new card says of rules and sources that ended is what the database says of each initiative."""

import pytest

from initiatives.finder.cards import cards_of
from initiatives.finder.endings import Endings
from initiatives.models import Initiative
from sources.models import Publication
from tests.support import make
from themes.models import Framework

pytestmark = pytest.mark.django_db
NAMES = ["ended_rule", "dead_source", "leans_on_ending_rule"]


@pytest.fixture
def initiatives(today):
    """One that leans on nothing, and one each on two ended rules, an ending one, two dead sources and unseen ones."""
    ended = [
        make.framework(name=name, code=code, status="vervallen") for name, code in (("Tweede", "K2"), ("Een", "K1"))
    ]
    ending = make.framework(name="Nog even", valid_until="2027-01-01")
    unseen = make.framework(name="Ongezien", status="vervallen", state="draft")
    gone = [make.publication(title=title, link_state=Publication.LinkState.BROKEN) for title in ("Weg", "Ook weg")]
    draft = make.publication(title="Klad", link_state=Publication.LinkState.BROKEN, state="draft")
    make.initiative()
    make.initiative(frameworks=ended)
    make.initiative(frameworks=[ending, unseen])
    make.initiative(sources=gone)
    make.initiative(sources=[draft])


def test_they_are_those_that_the_database_gives_to_each(initiatives):
    of_all, expected = Endings(0, None), {row.pk: row for row in Initiative.objects.for_cards()}
    for initiative in Initiative.objects.all():
        of_all.annotate(initiative)
        assert [getattr(initiative, name) for name in NAMES] == [
            getattr(expected[initiative.pk], name) for name in NAMES
        ]

    assert {row.ended_rule for row in expected.values()} == {"", "Een"}
    assert sum(row.leans_on_ending_rule for row in expected.values()) == 1
    assert sum(bool(row.dead_source) for row in expected.values()) == 1


def test_a_card_follows_the_rule_that_it_leans_on(today):
    rule = make.framework(name="Het kader")
    initiative = make.initiative(frameworks=[rule])
    assert not cards_of([initiative.pk])[0].badges

    Framework.objects.filter(pk=rule.pk).update(status="vervallen")
    make.published(rule)

    assert cards_of([initiative.pk])[0].badges
