"""Pages of themes and concepts, with their initiatives."""

from itertools import groupby

from django.db.models import Prefetch
from django.shortcuts import render

from core.http import published_or_gone
from core.key_set import KeySet
from core.link_union import fetch_links, link_query
from initiatives.finder.catalogue import catalogue
from initiatives.finder.map import map_of
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Bundle
from search.analysis import fold
from search.documents import DocumentKind
from search.names import find_names

from .listings import coming_up, newest_examples, within
from .models import Ask, Bottleneck, Concept, Framework, KeyFigure, Statement, Theme


def theme_list(request):
    """The main themes with their sub-themes."""
    subthemes = Prefetch("subthemes", Theme.objects.published())
    themes = Theme.objects.published().main().prefetch_related(subthemes)
    return render(request, "themes/theme_list.html", {"themes": themes})


def theme_detail(request, slug):
    """One theme: its sub-themes, frameworks, bottlenecks, concepts and initiatives."""
    theme = published_or_gone(Theme.objects.published().select_related("parent"), slug)
    family = Theme.objects.published().family(theme)
    statements = Statement.objects.published().select_related("municipality", "organisation")
    selection = InitiativeSelection.of(thema=[theme.slug])
    frameworks = within(Framework.objects.published(), family).with_days()
    links = fetch_links(
        link_query("subthemes", theme.subthemes.published(), "name", position="position"),
        link_query("bottlenecks", within(Bottleneck.objects.published(), family), "title"),
        link_query("concepts", Concept.objects.published().filter(theme__in=family), "term"),
    )
    context = {
        "theme": theme,
        "parent": theme.parent if theme.parent and theme.parent.is_published else None,
        "links": links,
        "bundles": Bundle.objects.published().within(family).for_lists(),
        "frameworks": frameworks,
        "coming_up": coming_up(frameworks),
        "asks": within(Ask.objects.published(), family).for_lists(),
        "statements": within(statements, family),
        "key_figures": within(KeyFigure.objects.published(), family),
        "sources": theme.sources.published(),
        "map": map_of(selection),
        **newest_examples(selection),
    }
    return render(request, "themes/theme_detail.html", context)


def concept_list(request):
    """The thesaurus from A to Z."""
    concepts = Concept.objects.published().prefetch_related("synonyms")
    ordered = sorted(concepts, key=lambda concept: fold(concept.term))
    letters = groupby(ordered, key=lambda concept: fold(concept.term)[:1].upper())
    context = {"letters": [(letter, list(of_letter)) for letter, of_letter in letters]}
    return render(request, "themes/concept_list.html", context)


def concept_detail(request, slug):
    """One concept: its synonyms, its place among the others, and the initiatives in which it occurs."""
    concept = published_or_gone(
        Concept.objects.published().select_related("theme", "scope_note_source").prefetch_related("synonyms"), slug
    )
    matching = KeySet.of(find_names(concept.labels, DocumentKind.INITIATIVE)) & catalogue().everything
    context = {
        "concept": concept,
        "theme": concept.theme if concept.theme and concept.theme.is_published else None,
        "broader": concept.broader.published(),
        "narrower": concept.narrower.published(),
        "related": concept.related.published(),
        "sources": concept.sources.published(),
        **newest_examples(InitiativeSelection({}, within=matching)),
    }
    return render(request, "themes/concept_detail.html", context)
