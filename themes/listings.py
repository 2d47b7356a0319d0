"""Lists on pages of themes, concepts and frameworks: newest examples, counts of initiatives, upcoming events."""

from django.utils import timezone

from initiatives.finder.cards import cards_of
from initiatives.finder.catalogue import catalogue

from .frameworks.upcoming import upcoming

MAX_EXAMPLES = 12


def newest_examples(selection):
    """A selection of the finder: itself, how many initiatives it has, and the newest few as cards."""
    cards = cards_of(selection.first(MAX_EXAMPLES, "newest"))
    return {"selection": selection, "initiative_count": selection.total, "initiatives": cards}


def initiative_counts(frameworks):
    """Return the number of initiatives related to each framework, also as a later one: a dict from slug to number."""
    return {framework.slug: len(catalogue().any_of("kader", [framework.slug])) for framework in frameworks}


def coming_up(frameworks):
    """Return upcoming events of frameworks, with their moments: pairs of an Event and its number of initiatives."""
    events = upcoming(frameworks, timezone.localdate())
    counts = initiative_counts({event.framework for event in events})
    return [(event, counts[event.framework.slug]) for event in events]


def within(queryset, themes):
    """Return the records with one of the themes, without duplicates."""
    return queryset.filter(pk__in=queryset.model.objects.filter(themes__in=themes).values("pk"))
