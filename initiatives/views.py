"""The page of one initiative, and its preview before visitors may see it."""

from django.shortcuts import get_object_or_404, render

from core.key_set import KeySet
from municipalities.gazetteer import gazetteer
from municipalities.tiles import MiniMap
from themes.thesaurus import mentioned_concepts

from .adoptions import trail_of_initiative
from .considering import considering
from .finder.cards import cards_of, with_peers
from .finder.peers import peers
from .finder.selection import InitiativeSelection
from .media import media_in_preview, public_media
from .models import Initiative
from .related_links import short_links
from .slugs import find_initiative

MAX_ELSEWHERE = 3


def detail(request, slug):
    """One initiative, with everything that is known about it."""
    initiative = find_initiative(Initiative.objects.published().for_page(), slug)
    context = _page_context(initiative, gazetteer().find(request.GET.get("zoals", "")))
    context["media"], context["considering"] = public_media(initiative.pk), considering(initiative.pk)
    return render(request, "initiatives/initiative_detail.html", context)


def preview_page(request, pk, for_readers=False):
    """The page as visitors would see it now, whatever its state; the caller checks who may see it.

    Args: request; pk, of the initiative; for_readers, whether it is for somebody outside the desk.
    Returns: a response that no cache stores and no search engine lists.
    Raises: Http404 when there is no such initiative.
    """
    initiative = get_object_or_404(Initiative.objects.for_page(), pk=pk)
    context = _page_context(initiative) | {"is_preview": True, "is_for_readers": for_readers}
    context["media"] = media_in_preview(initiative.pk)
    response = render(request, "initiatives/initiative_detail.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _page_context(initiative, own_municipality=None):
    """Return the context for the page of one initiative, published or (for an editor) not yet.

    Args: initiative; own_municipality, the `Place` of the visitor's municipality, if they chose one.
    """
    texts = [initiative.title, initiative.summary, initiative.situation, initiative.approach, initiative.lessons]
    links = short_links(initiative)
    return {
        "initiative": initiative,
        "links": links,
        "trail": trail_of_initiative(initiative, links.get("origins", [])),
        "mini_map": MiniMap([place.slug for place in initiative.municipalities.all()]),
        "concepts": mentioned_concepts(*texts),
        **_elsewhere(initiative, own_municipality),
    }


def _elsewhere(initiative, own_municipality):
    """Return context: initiatives on the same theme in municipalities like the visitor's, or else like its own."""
    slugs = [place.slug for place in initiative.municipalities.all()]
    base = own_municipality.slug if own_municipality else next(iter(slugs), None)
    if base is None:
        return {}
    same_theme = InitiativeSelection.of(thema=[initiative.main_theme.slug]).matching - KeySet.of([initiative.pk])
    keys = peers().foremost(same_theme, base, MAX_ELSEWHERE)
    return {
        "base": gazetteer().places[base],
        "nearest_peer": peers().most_alike_of(own_municipality.slug, slugs) if own_municipality and slugs else None,
        "elsewhere": with_peers(cards_of(keys), base),
    }
