"""Meaning of an example for the reader's municipality: short sentences, each from known facts of both."""

from itertools import islice

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.key_set import KeySet
from core.shortening import shorten
from initiatives.finder.cards import cards_of
from initiatives.finder.peers import peers
from initiatives.finder.selection import InitiativeSelection
from initiatives.memo.ending_rules import end_in_words, ends_soon

MAX_OWN, MAX_RULES = 2, 2  # examples of their own that are named, and rules
MAX_SENTENCE = 190  # characters; the names in it can be long


def meaning_of(initiative, own, today):
    """Return the meaning of an example for a municipality.

    Args: initiative, read with `for_comparing()`; own, the `Place` of the reader; today.
    Returns: a list of sentences.
    """
    sentences = [
        _likeness(initiative, own),
        _own_examples(initiative, own),
        *_rules(initiative, today),
        _costs(initiative, own),
    ]
    return [shorten(sentence, MAX_SENTENCE).text for sentence in sentences]


def _likeness(initiative, own):
    """Whether the two can be compared, and why."""
    slugs = [municipality.slug for municipality in initiative.municipalities.all()]
    if not slugs:
        return _("Dit voorbeeld hoort niet bij een vaste Nederlandse gemeente. Bekijk zelf of het past.")
    peer = peers().most_alike_of(own.slug, slugs)
    if peer.is_own:
        return _("Dit is een voorbeeld van uw eigen gemeente.")
    names = {"own": _with_size(own), "other": _with_size(peer.place)}
    if not peer.reasons:
        return _("%(own)s lijkt weinig op %(other)s. Bekijk zelf of het past.") % names
    return _("Vergelijk %(own)s met %(other)s: %(reasons)s.") % {**names, "reasons": ", ".join(peer.reasons)}


def _with_size(place):
    if not place.population:
        return place.name
    size = _("%(total)s inwoners") % {"total": number_format(place.population, force_grouping=True)}
    return f"{place.name} ({size})"


def _own_examples(initiative, own):
    """Return a sentence on the municipality's own initiatives about the same theme, as far as we know them."""
    theme = initiative.main_theme
    own_keys = peers().catalogue.by_municipality[own.current_slug] - KeySet.of([initiative.pk])
    keys = InitiativeSelection.of(thema=[theme.slug]).matching & own_keys if theme.is_published else KeySet()
    values = {"own": own.name, "theme": theme.name, "total": len(keys)}
    if not keys:
        return _("Van %(own)s kennen wij nog geen ander voorbeeld met het thema %(theme)s.") % values
    titles = "; ".join(card.title for card in cards_of(list(islice(keys, MAX_OWN))))
    return _("Van %(own)s kennen wij al %(total)d met het thema %(theme)s: %(titles)s.") % {**values, "titles": titles}


def _rules(initiative, today):
    """The rules that end within a year."""
    rules = [rule for rule in initiative.frameworks.all() if ends_soon(rule, today)]
    text = _("Let op de tijd: %(rule)s %(end)s.")
    return [text % {"rule": rule.name, "end": end_in_words(rule)} for rule in rules[:MAX_RULES]]


def _costs(initiative, own):
    """Return a task about the costs: to ask for them, or to calculate them again."""
    if initiative.costs == _("niet bekend"):
        return _("De kosten zijn niet bekend. Vraag ze na voordat %(own)s besluit.") % {"own": own.name}
    return _("Reken na wat het in %(own)s kost: het bedrag hierboven is van een andere plaats en tijd.") % {
        "own": own.name
    }
