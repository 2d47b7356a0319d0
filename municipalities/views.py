"""Pages of municipalities: what they are, what they do, what they said, and which are like them."""

from collections import Counter
from itertools import groupby

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, render

from core.http import Moved
from initiatives.adoptions import trail_of_municipality
from initiatives.finder.cards import cards_of, with_peers
from initiatives.finder.catalogue import MAIN_THEME, catalogue
from initiatives.finder.map import map_of
from initiatives.finder.peers import peers
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Adoption, Initiative
from search.analysis import fold
from sources.models import Publication
from themes.models import Ask, Statement, Theme

from .gazetteer import gazetteer
from .models import Consultation, Municipality, MunicipalityType, TypeAssignment

MAX_ALIKE = 6
MAX_SUBJECTS = 3
MAX_PER_SUBJECT = 3


def municipality_list(request):
    """All municipalities on the map and by province, with the number of published initiatives."""
    tile_map = map_of(InitiativeSelection.of())
    places = sorted(gazetteer().current, key=lambda place: (place.province, fold(place.name)))
    by_province = groupby(places, key=lambda place: (place.province_slug, place.province))
    public = Publication.objects.published()
    assignments = TypeAssignment.objects.filter(publication__in=public).select_related("municipality")
    types = MunicipalityType.objects.published().filter(publication__in=public).select_related("publication")
    context = {
        "map": tile_map,
        "provinces": [
            (*province, [(place, tile_map.counts[place.slug]) for place in group]) for province, group in by_province
        ],
        "types": types.prefetch_related(Prefetch("assignments", assignments)),
    }
    return render(request, "municipalities/municipality_list.html", context)


def municipality_detail(request, slug):
    """One municipality; raises Moved for one that merged, with what it became."""
    place = gazetteer().places.get(slug)
    if place and place.current_slug != slug:
        raise Moved(place.current_slug)
    municipality = get_object_or_404(Municipality.objects.select_related("province", "successor"), slug=slug)
    selection, sourced = InitiativeSelection.of(gemeente=[slug]), {"publication__in": Publication.objects.published()}
    types = municipality.type_assignments.filter(type__in=MunicipalityType.objects.published(), **sourced)
    context = {
        "municipality": municipality,
        "initiatives": cards_of(selection.keys("newest")),
        "selection": selection,
        "assignments": types.select_related("type", "publication"),
        **statements(gazetteer().keys_within(slug), sourced),
        **adoptions(municipality),
        "other_names": municipality.other_names.select_related("publication"),
        "predecessors": municipality.predecessors.order_by("ended_on", "name"),
        **(alike(slug) if municipality.ended_on is None else {}),
    }
    if not context["initiatives"] and "elsewhere" in context:
        context["subjects"] = subjects_elsewhere(slug)
    return render(request, "municipalities/municipality_detail.html", context)


def adoptions(municipality):
    """Return context: adoptions by a municipality, and by others of its initiatives; with the trail of both."""
    own = {*gazetteer().keys_within(municipality.slug)}
    own_initiatives = Initiative.municipalities.through.objects.filter(municipality__in=own).values("initiative")
    adoptions = Adoption.objects.public().filter(Q(municipality__in=own) | Q(initiative__in=own_initiatives))
    related = adoptions.select_related("municipality", "publication", "initiative")
    rows = list(related.prefetch_related("initiative__municipalities"))
    learned = [row for row in rows if row.municipality_id in own]
    taught = [row for row in rows if own & {place.pk for place in row.initiative.municipalities.all()}]
    return {"learned": learned, "taught": taught, "trail": trail_of_municipality(municipality, learned, taught)}


def statements(keys, sourced):
    """Return context: statements of municipalities (primary keys) and interviews with them; sourced, a filter."""
    own_statements = Statement.objects.published().filter(municipality__in=keys)
    consultations = Consultation.objects.filter(municipalities__in=keys, **sourced).distinct()
    return {
        "statements": own_statements.select_related("municipality", "organisation"),
        "consultations": consultations.select_related("publication"),
    }


def alike(slug):
    """Return context: the neighbours of a municipality, those like it, and their initiatives."""
    everything, places = InitiativeSelection.of(), gazetteer().places
    similar = peers().most_alike(slug, MAX_ALIKE)
    tile_map = map_of(everything, slug, [peer.place.slug for peer in similar])
    keys = peers().foremost(everything.matching, slug, MAX_ALIKE)
    return {
        "neighbours": sorted(
            (places[neighbour] for neighbour in places[slug].neighbours), key=lambda place: fold(place.name)
        ),
        "alike": [(peer, tile_map.counts[peer.place.slug]) for peer in similar],
        "elsewhere": with_peers(cards_of(keys), slug),
        "map": tile_map,
    }


def subjects_elsewhere(slug):
    """Return examples of similar municipalities on the most asked subjects: pairs of a theme and its cards.

    For the page of a municipality without an example of its own; each example stands under its main theme.
    """
    nearest = {
        theme: peers().foremost(catalogue().any_of(MAIN_THEME, [theme.pk]), slug, MAX_PER_SUBJECT)
        for theme in most_asked_themes()
    }
    cards = {card.key: card for card in with_peers(cards_of([key for keys in nearest.values() for key in keys]), slug)}
    return [(theme, [cards[key] for key in keys if key in cards]) for theme, keys in nearest.items() if keys]


def most_asked_themes():
    """The few main themes on which municipalities and others asked most, the most asked first."""
    pairs = Ask.objects.published().values_list("pk", "themes", "themes__parent").order_by()
    asks_by_theme = Counter(theme for _ask, theme in {(ask, parent or theme) for ask, theme, parent in pairs})
    themes = Theme.objects.published().main().filter(cross_cutting=False)
    return sorted(themes, key=lambda theme: -asks_by_theme[theme.pk])[:MAX_SUBJECTS]
