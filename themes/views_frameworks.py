"""Pages of rules: the timeline with an equal table, and one rule."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from core.http import published_or_gone
from initiatives.finder.selection import InitiativeSelection
from sources.models import Publication

from .models import Framework
from .timeline import Standing, rules_of, scale_of, timeline
from .views import examples


def framework_list(request):
    """All frameworks on a timeline and in a table, or those that stand where the visitor asks."""
    frameworks, today = list(Framework.objects.published()), timezone.localdate()
    scale = scale_of(frameworks, today)
    rules = rules_of(frameworks, leaning(frameworks), today, scale)
    asked = [slugify(value) or value for value in request.GET.getlist("stand") if value.strip()]
    wrong = [value for value in asked if value not in Standing.values]
    shown = [] if wrong else [rule for rule in rules if not asked or rule.standing in asked]
    parts = timeline(shown)
    counted = [(one, sum(rule.standing == one for rule in rules), one in asked) for one in Standing]
    context = {
        "today": today,
        "total": len(rules),
        "rules": shown,
        "past": [part for part in parts if part.is_past],
        "ahead": [part for part in parts if not part.is_past],
        "scale": scale,
        "choices": counted,
        "asked": [one.label for one in Standing if one in asked],
        "wrong": wrong,
    }
    return render(request, "themes/framework_list.html", context)


def framework_detail(request, slug):
    """One framework: what it is, how long it holds, and what leans on it."""
    framework, today = published_or_gone(Framework.objects.published(), slug), timezone.localdate()
    scale = scale_of([framework], today)
    context = {
        "framework": framework,
        "rule": rules_of([framework], leaning([framework]), today, scale)[0],
        "scale": scale,
        "themes": framework.themes.published(),
        "citations": framework.citations.filter(publication__in=Publication.objects.published()).select_related(
            "publication"
        ),
        **examples(InitiativeSelection.of(kader=framework.slug)),
    }
    return render(request, "themes/framework_detail.html", context)


def leaning(frameworks):
    """How many initiatives lean on each of some frameworks: a dict from slug to number."""
    catalogue = InitiativeSelection.of().catalogue
    return {one.slug: len(catalogue.any_of("kader", [one.slug])) for one in frameworks}
