"""Pages of municipalities: who they are, what they do, what they said."""

from itertools import groupby

from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, render

from initiatives.cards import cards
from initiatives.models import Initiative
from municipalities.models import Municipality, MunicipalityType, TypeAssignment
from sources.models import Publication
from sources.records import State


def municipality_list(request):
    """All municipalities by province, with the number of published initiatives."""
    published = Count("initiatives", filter=Q(initiatives__state=State.PUBLISHED))
    places = Municipality.objects.current().select_related("province").annotate(initiative_count=published)
    by_province = groupby(places.order_by("province__name", "name"), key=lambda place: place.province)
    public = Publication.objects.published()
    assignments = TypeAssignment.objects.filter(publication__in=public).select_related("municipality")
    types = MunicipalityType.objects.published().filter(publication__in=public).select_related("publication")
    context = {
        "provinces": [(province, list(some)) for province, some in by_province],
        "types": types.prefetch_related(Prefetch("assignments", assignments)),
    }
    return render(request, "municipalities/municipality_list.html", context)


def municipality_detail(request, slug):
    """One municipality; one that merged says where it went."""
    municipality = get_object_or_404(Municipality.objects.select_related("province", "successor"), slug=slug)
    initiatives = Initiative.objects.published()
    sourced = {"publication__in": Publication.objects.published()}
    adoptions = municipality.adoptions.filter(initiative__in=initiatives, **sourced)
    types = municipality.type_assignments.filter(type__in=MunicipalityType.objects.published(), **sourced)
    context = {
        "municipality": municipality,
        "initiatives": cards(initiatives.filter(municipalities=municipality).newest()),
        "adoptions": adoptions.select_related("initiative", "publication"),
        "assignments": types.select_related("type", "publication"),
        "statements": municipality.statements.published().select_related("municipality", "organisation"),
        "consultations": municipality.consultations.filter(**sourced).select_related("publication"),
        "neighbours": municipality.neighbours.current(),
        "other_names": municipality.other_names.all(),
        "predecessors": municipality.predecessors.all(),
    }
    return render(request, "municipalities/municipality_detail.html", context)
