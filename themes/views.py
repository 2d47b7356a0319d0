"""Pages of themes, words, rules and bottlenecks, with the initiatives that belong to them."""

from itertools import groupby

from django.db.models import Prefetch
from django.shortcuts import render

from initiatives.models import Initiative
from sources.models import Publication
from sources.pages import find
from themes.models import Ask, Bottleneck, Concept, Framework, FrameworkCitation, Mention, Statement, Theme
from themes.thesaurus import fold

SHOWN = 12


def theme_list(request):
    """The main themes with their sub-themes."""
    subthemes = Prefetch("subthemes", Theme.objects.published())
    themes = Theme.objects.published().main().prefetch_related(subthemes)
    return render(request, "themes/theme_list.html", {"themes": themes})


def theme_detail(request, slug):
    """One theme: its parts, its rules, its bottlenecks, its words and its initiatives."""
    theme = find(Theme.objects.published().select_related("parent"), slug)
    family = Theme.objects.published().family(theme)
    initiatives = Initiative.objects.published().about(theme)
    context = {
        "theme": theme,
        "subthemes": theme.subthemes.published(),
        "initiative_count": initiatives.count(),
        "initiatives": initiatives.for_cards().newest()[:SHOWN],
        "frameworks": Framework.objects.published().filter(themes__in=family).distinct(),
        "bottlenecks": Bottleneck.objects.published().filter(themes__in=family).distinct(),
        "asks": Ask.objects.published().filter(themes__in=family).distinct(),
        "statements": Statement.objects.published().filter(themes__in=family).distinct(),
        "concepts": Concept.objects.published().filter(theme__in=family),
        "sources": theme.sources.published(),
    }
    return render(request, "themes/theme_detail.html", context)


def bottleneck_list(request):
    """All bottlenecks with the years in which they were raised."""
    mentions = Prefetch("mentions", Mention.objects.filter(publication__in=Publication.objects.published()))
    themes = Prefetch("themes", Theme.objects.published())
    bottlenecks = Bottleneck.objects.published().prefetch_related(mentions, themes)
    return render(request, "themes/bottleneck_list.html", {"bottlenecks": bottlenecks})


def bottleneck_detail(request, slug):
    """One bottleneck: who raised it when, what is asked, and which initiatives answer it."""
    bottleneck = find(Bottleneck.objects.published(), slug)
    initiatives = Initiative.objects.published().filter(bottlenecks=bottleneck)
    public = Publication.objects.published()
    context = {
        "bottleneck": bottleneck,
        "themes": bottleneck.themes.published().select_related("parent"),
        "mentions": bottleneck.mentions.filter(publication__in=public).select_related("publication"),
        "asks": bottleneck.asks.published().prefetch_related("addressees"),
        "initiative_count": initiatives.count(),
        "initiatives": initiatives.for_cards().newest()[:SHOWN],
    }
    return render(request, "themes/bottleneck_detail.html", context)


def framework_list(request):
    """All frameworks with their state."""
    return render(request, "themes/framework_list.html", {"frameworks": Framework.objects.published()})


def framework_detail(request, slug):
    """One framework: what it is, how long it holds, and what leans on it."""
    framework = find(Framework.objects.published(), slug)
    initiatives = Initiative.objects.published().filter(frameworks=framework)
    citations = FrameworkCitation.objects.filter(framework=framework, publication__in=Publication.objects.published())
    context = {
        "framework": framework,
        "themes": framework.themes.published().select_related("parent"),
        "citations": citations.select_related("publication"),
        "initiative_count": initiatives.count(),
        "initiatives": initiatives.for_cards().newest()[:SHOWN],
    }
    return render(request, "themes/framework_detail.html", context)


def concept_list(request):
    """The thesaurus from A to Z."""
    concepts = Concept.objects.published().prefetch_related("synonyms")
    ordered = sorted(concepts, key=lambda concept: fold(concept.term))
    letters = groupby(ordered, key=lambda concept: fold(concept.term)[:1].upper())
    return render(request, "themes/concept_list.html", {"letters": [(letter, list(some)) for letter, some in letters]})


def concept_detail(request, slug):
    """One word: what else it is called, the words around it, and the initiatives in which it occurs."""
    concept = find(Concept.objects.published().select_related("theme").prefetch_related("synonyms"), slug)
    initiatives = Initiative.objects.published().matching(concept.term)
    context = {
        "concept": concept,
        "theme": concept.theme if concept.theme and concept.theme.is_published else None,
        "broader": concept.broader.published(),
        "narrower": concept.narrower.published(),
        "related": concept.related.published(),
        "sources": concept.sources.published(),
        "initiative_count": initiatives.count(),
        "initiatives": initiatives.for_cards().newest()[:SHOWN],
    }
    return render(request, "themes/concept_detail.html", context)
