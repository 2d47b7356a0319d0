"""The order of similarity over the real content, against the function itself."""

import pytest

from initiatives.finder.peers import peers
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Initiative
from municipalities.similarity import similarity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]
MUNICIPALITIES = ["ede", "amsterdam", "schiermonnikoog", "hollands-kroon", "den-haag"]


@pytest.mark.parametrize("mine", MUNICIPALITIES)
def test_municipalities_stand_in_the_order_of_their_likeness(mine):
    profiles, order = peers().profiles, [*peers().order(mine)]
    numbers = [similarity(profiles[mine], profiles[slug]) for slug in order]

    assert order[0] == mine
    assert len(order) == len(profiles) == 342
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("mine", MUNICIPALITIES)
def test_initiatives_stand_in_the_order_of_their_most_alike_municipality(mine):
    profiles, selection = peers().profiles, InitiativeSelection.of(zoals=mine)
    published = Initiative.objects.published()
    slugs = {initiative.pk: [place.slug for place in initiative.municipalities.all()] for initiative in published}
    keys = [*selection.keys()]
    best = [max((similarity(profiles[mine], profiles[slug]) for slug in slugs[key]), default=-1) for key in keys]

    assert len(keys) == len(set(keys)) == selection.total > 100
    assert best == sorted(best, reverse=True)


@pytest.mark.parametrize("mine", MUNICIPALITIES)
def test_what_is_said_of_an_initiative_is_of_that_municipality(mine):
    keys = [*InitiativeSelection.of(zoals=mine).keys()][:20]
    nearest, order = peers().nearest(keys, mine), peers().order(mine)
    for initiative in Initiative.objects.filter(pk__in=keys):
        slugs = [place.slug for place in initiative.municipalities.all()]
        assert (initiative.pk in nearest) == bool(slugs)
        if slugs:
            assert nearest[initiative.pk].place.slug == min(slugs, key=order.get)


def test_a_place_of_which_much_is_known_has_a_reason():
    assert [str(peer) for peer in peers().most_alike("westland", 3)]
    assert all(peer.why for peer in peers().most_alike("ede", 6))
