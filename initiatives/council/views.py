"""One initiative as a paper for the municipal council."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from initiatives.models import Initiative
from initiatives.related_links import links_of
from initiatives.slugs import find_initiative
from municipalities.gazetteer import gazetteer

from .meaning import meaning_of
from .paper import BOTTLENECKS, build_paper, ending_rules

LINKS = ["target_groups", "practice", *BOTTLENECKS]


def council_page(request, slug):
    """An initiative on at most two sheets of A4; the page of the initiative stays the address to cite."""
    initiative = find_initiative(Initiative.objects.published().for_comparing(), slug)
    links = links_of([initiative], LINKS)[initiative.pk]
    own = gazetteer().find(request.GET.get("zoals", ""))
    meaning = meaning_of(initiative, own, timezone.localdate()) if own else []
    context = {
        "initiative": initiative,
        "links": links,
        "paper": build_paper(initiative, links, meaning),
        "ending_rule_count": len(ending_rules(initiative)),
        "canonical": settings.PORTAL_URL + initiative.get_absolute_url(),
    }
    return render(request, "initiatives/council_page.html", context)
