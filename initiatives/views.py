"""The page of one initiative."""

from itertools import islice

from django.shortcuts import render

from municipalities.gazetteer import gazetteer
from themes.thesaurus import mentioned_concepts

from .finder.cards import cards_of, likened
from .finder.catalogue import bits
from .finder.filters import chosen
from .finder.peers import peers
from .lookup import find_initiative
from .models import Initiative
from .related_links import short_links

ELSEWHERE = 3


def detail(request, slug):
    """One initiative, with everything that is known about it."""
    initiative = find_initiative(Initiative.objects.published().for_page(), slug)
    context = page_context(initiative, gazetteer().find(request.GET.get("zoals", "")))
    return render(request, "initiatives/initiative_detail.html", context)


def page_context(initiative, mine=None):
    """What the page of one initiative shows, published or (for an editor) not yet.

    Args: initiative; mine, the `Place` of the visitor's municipality, if they chose one.
    """
    texts = [initiative.title, initiative.summary, initiative.situation, initiative.approach, initiative.lessons]
    return {
        "initiative": initiative,
        "links": short_links(initiative),
        "concepts": mentioned_concepts("\n".join(texts)),
        **_elsewhere(initiative, mine),
    }


def _elsewhere(initiative, mine):
    """What municipalities like the visitor's, or else like that of the initiative, do about the same theme."""
    here = [place.slug for place in initiative.municipalities.all()]
    base = mine.slug if mine else next(iter(here), None)
    if base is None:
        return {}
    about = chosen(thema=initiative.main_theme.slug).found & ~bits([initiative.pk])
    keys = list(islice(peers().elsewhere(about, base), ELSEWHERE))
    return {
        "base": gazetteer().places[base],
        "mine_beside": peers().beside(mine.slug, here) if mine and here else None,
        "elsewhere": likened(cards_of(keys), base),
    }
