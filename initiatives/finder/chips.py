"""Chips for the choices of a visitor, each with the address of the page without that choice."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from .facet_values import LEGENDS, LINKED_FACETS
from .filters import InitiativeFilter
from .selection import ALIKE

MAX_LABEL_LENGTH = 60


@dataclass(frozen=True)
class Chip:
    """One choice: what it is called, and the query string without it."""

    text: str
    without: str
    is_filter: bool = True  # a municipality to be like only sorts


class Address:
    """The query string of a request in its parts, each encoded once however many chips leave one out."""

    def __init__(self, request):
        self._parts = [
            (name, value, urlencode({name: value}))
            for name, values in request.GET.lists()
            for value in values
            if name != "pagina"
        ]

    def without(self, name, value):
        """The query string without one choice, from the first page on."""
        return "?" + "&".join(part for *choice, part in self._parts if choice != [name, value])


def chips(request, filterset):
    """All choices of a request, wrong ones included, so that each can be undone.

    Args: request; filterset, the `InitiativeFilter` of the request.
    Returns: a list of `Chip`.
    """
    address = Address(request)
    single = [
        Chip(_text(filterset, name, value), address.without(name, value), name != ALIKE)
        for name in InitiativeFilter.SINGLE
        for value in request.GET.getlist(name)[-1:]
        if value
    ]
    return single + facet_chips(request, LEGENDS, filterset.choices)


def facet_chips(request, legends, choices):
    """The chosen values of some facets.

    Args: legends, a dict from facet to legend; choices, a function from a facet to a dict from value to label.
    Returns: a list of `Chip`.
    """
    chosen, address = [], Address(request)
    for facet, legend in legends.items():
        values = dict.fromkeys(request.GET.getlist(facet))
        labels = choices(facet) if values else {}
        for value in values:
            label = labels.get(value, value[:MAX_LABEL_LENGTH])
            chosen.append(Chip(f"{legend}: {label}", address.without(facet, value)))
    return chosen


def _text(filterset, name, value):
    label = _label(filterset, name, value)
    if name != ALIKE:
        return f"{filterset.filters[name].label}: {label}"
    if filterset.selection.sort == ALIKE:
        return _("Gesorteerd op gelijkenis met %(place)s") % {"place": label}
    return _("Uw gemeente: %(place)s") % {"place": label}


def _label(filterset, name, value):
    if name == ALIKE:
        return filterset.choices("gemeente").get(filterset.selection.own_slug, value)[:MAX_LABEL_LENGTH]
    labels = filterset.choices(name) if name in LINKED_FACETS else {}
    return labels.get(value, value)[:MAX_LABEL_LENGTH]
