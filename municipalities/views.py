"""Pages of municipalities: who they are, what they do, what they said."""

from itertools import groupby

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render

from initiatives.models import Initiative
from municipalities.models import Municipality, MunicipalityType
from sources.models import Publication
from sources.records import State


def municipality_list(request):
    """All municipalities by province, with the number of published initiatives."""
    published = Count("initiatives", filter=Q(initiatives__state=State.PUBLISHED))
    municipalities = Municipality.objects.select_related("province").annotate(initiative_count=published)
    by_province = groupby(municipalities.order_by("province__name", "name"), key=lambda place: place.province)
    context = {
        "provinces": [(province, list(places)) for province, places in by_province],
        "types": MunicipalityType.objects.published().select_related("publication"),
    }
    return render(request, "municipalities/municipality_list.html", context)


def municipality_detail(request, slug):
    """One municipality; one that merged says where it went."""
    municipality = get_object_or_404(Municipality.objects.select_related("province", "successor"), slug=slug)
    initiatives = Initiative.objects.published()
    context = {
        "municipality": municipality,
        "initiatives": initiatives.filter(municipalities=municipality).for_cards().newest(),
        "adopted": initiatives.filter(adoptions__municipality=municipality).for_cards().by_title(),
        "types": municipality.types.published().select_related("publication"),
        "statements": municipality.statements.published(),
        "consultations": municipality.consultations.filter(publication__in=Publication.objects.published())
        .select_related("publication"),
        "neighbours": municipality.neighbours.current(),
        "other_names": municipality.other_names.all(),
        "predecessors": municipality.predecessors.all(),
    }
    return render(request, "municipalities/municipality_detail.html", context)
