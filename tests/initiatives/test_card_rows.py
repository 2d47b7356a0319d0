"""What is read for a page of new cards is what the ORM reads for each initiative, in three queries however many."""

import pytest
from django.db.models import Prefetch

from core.generation import current, pinned
from initiatives.choices import CostBand, Evidence, InitiativeKind, InitiativeStatus, ResultKind
from initiatives.finder.card_rows import initiatives_for_cards
from initiatives.finder.cards import card_of, cards_of, cells_of
from initiatives.models import Initiative, Result
from sources.models import Publication
from tests.support import make
from themes.models import Theme

pytestmark = pytest.mark.django_db
RESULT = {"unit": "mensen", "definition": "Wie er was. Geteld.", "denominator": "40 mensen", "period": "2025"}


@pytest.fixture
def initiatives(today):
    """Initiatives of which the cards and rows have everything that these can have, and some without most of it."""
    unseen_theme = make.theme()
    rich = make.initiative(
        municipalities=[make.municipality(name="Zwolle"), make.municipality(name="'s-Graveland")],
        frameworks=[make.framework(status="vervallen"), make.framework(valid_until="2027-01-01")],
        main_theme=make.theme(parent=make.theme(awning="oekraine", icon="werk")),
        as_of="2024-05",
        end_year=2025,
        checked_on="2026-01-01",
        confirmed_on="2026-02-01",
        band_yearly=CostBand.UNTIL_50K,
        cost_one_off="€ 100 (2024)",
        **make.assessment(Evidence.COUNTED),
    )
    for kind, source in ((ResultKind.OUTCOME, make.publication()), (ResultKind.REACH, make.publication(state="draft"))):
        rich.results.create(kind=kind, value="20", publication=source, **RESULT)
    make.initiative(main_theme=unseen_theme, status=InitiativeStatus.UNKNOWN, cost_note="Samen € 5.")
    make.initiative(kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED, unnamed_participants="drie steden")
    make.initiative(kind=InitiativeKind.FOREIGN, country="België", city="Gent", as_of_text="eind 2025", as_of="2025")
    Theme.objects.filter(pk=unseen_theme.pk).update(state="draft")
    return make.published(rich)


def all_of(build, initiatives):
    return {initiative.pk: build(initiative) for initiative in initiatives}


def by_the_orm():
    results = Result.objects.filter(publication__in=Publication.objects.published())
    return Initiative.objects.published().for_cards().prefetch_related(Prefetch("results", results))


@pytest.mark.parametrize("build", [card_of, cells_of])
def test_they_say_what_the_orm_knows(initiatives, build):
    expected = all_of(build, by_the_orm())
    assert all_of(build, initiatives_for_cards(list(expected)).values()) == expected


@pytest.mark.parametrize("build", [card_of, cells_of])
def test_so_they_do_of_the_content_of_the_site(content, build):
    expected = all_of(build, by_the_orm())
    assert all_of(build, initiatives_for_cards(list(expected)).values()) == expected


def test_new_cards_take_three_queries(initiatives, django_assert_num_queries):
    keys = list(Initiative.objects.values_list("pk", flat=True))
    cards_of([initiatives.pk])  # reads what all cards share
    with pinned(current()), django_assert_num_queries(3):
        assert len(cards_of(keys)) == len(keys)


def test_what_is_not_published_has_no_card(initiatives):
    draft = make.initiative(state="draft")
    assert not initiatives_for_cards([draft.pk])
    assert not cards_of([draft.pk])
