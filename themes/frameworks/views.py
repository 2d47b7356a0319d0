"""Pages of rules: the timeline with an equal table, and one rule."""

from collections import Counter

from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from core import partial_dates
from core.http import published_or_gone
from core.page_cache import cached_with
from initiatives.finder.selection import InitiativeSelection
from sources.models import Publication
from themes.listings import coming_up, initiative_counts, newest_examples
from themes.models import Framework

from .timeline import Standing, rules_of, scale_of, timeline


@cached_with("stand")
def framework_list(request):
    """All frameworks on a timeline and in a table, or those with the requested standings."""
    frameworks, today = list(Framework.objects.published().with_days()), timezone.localdate()
    scale = scale_of(frameworks, today)
    rules = rules_of(frameworks, initiative_counts(frameworks), today, scale)
    requested = [slugify(value) or value for value in request.GET.getlist("stand") if value.strip()]
    unknown = [value for value in requested if value not in Standing.values]
    shown = [] if unknown else [rule for rule in rules if not requested or rule.standing in requested]
    sections = timeline(shown)
    counts = Counter(rule.standing for rule in rules)
    context = {
        "today": today,
        "total": len(rules),
        "rules": shown,
        "past": [section for section in sections if section.is_past],
        "ahead": [section for section in sections if not section.is_past],
        "scale": scale,
        "choices": [(standing, counts[standing], standing in requested) for standing in Standing],
        "coming_up": [] if requested else coming_up(frameworks),
        "selected_labels": [standing.label for standing in Standing if standing in requested],
        "unknown_values": unknown,
    }
    return render(request, "themes/framework_list.html", context)


def framework_detail(request, slug):
    """One framework: what it is, how long it holds, and which initiatives are related to it."""
    framework, today = published_or_gone(Framework.objects.published().with_days(), slug), timezone.localdate()
    scale, citations = scale_of([framework], today), _public_citations(framework)
    context = {
        "framework": framework,
        "newest": _newest_day(framework, citations),
        "rule": rules_of([framework], initiative_counts([framework]), today, scale)[0],
        "scale": scale,
        "coming_up": coming_up([framework]),
        "themes": framework.themes.published(),
        "moments": framework.moments.all(),
        "later_for": framework.later_for.published().count(),
        "citations": citations,
        **newest_examples(InitiativeSelection.of(kader=framework.slug)),
    }
    return render(request, "themes/framework_detail.html", context)


def _public_citations(framework):
    return framework.citations.filter(publication__in=Publication.objects.published()).select_related("publication")


def _newest_day(framework, citations):
    """The date, in words, after which we have no source for a framework; empty when none has a date."""
    sources = [citation.publication for citation in citations] + [framework.public_newest_source]
    dates = [source.date for source in sources if source]
    return partial_dates.in_words(partial_dates.latest([framework.status_as_of, *dates]))
