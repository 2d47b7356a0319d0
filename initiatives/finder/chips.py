"""The choices that a visitor has made, each with the address of the page without it."""

from dataclasses import dataclass

from .facet_values import LEGENDS, LINKED_FACETS
from .filters import InitiativeFilter

SHORT = 60


@dataclass(frozen=True)
class Chip:
    """One choice: what it is called, and the query string without it."""

    text: str
    without: str


def chips(request, selected):
    """All choices of a request, wrong ones included, so that each can be undone.

    Args: request; selected, the `InitiativeFilter` of the request.
    Returns: a list of `Chip`.
    """
    found = [
        Chip(f"{selected.filters[name].label}: {_label(selected, name, value)}", without(request, name, value))
        for name in InitiativeFilter.SINGLE
        for value in request.GET.getlist(name)[-1:]
        if value
    ]
    for name, legend in LEGENDS.items():
        values = dict.fromkeys(request.GET.getlist(name))
        labels = selected.catalogue.choices(name) if values else {}
        found += [
            Chip(f"{legend}: {labels.get(value, value[:SHORT])}", without(request, name, value)) for value in values
        ]
    return found


def _label(selected, name, value):
    if name == "zoals":
        return selected.catalogue.choices("gemeente").get(selected.mine, value)[:SHORT]
    labels = selected.catalogue.choices(name) if name in LINKED_FACETS else {}
    return labels.get(value, value)[:SHORT]


def without(request, name, value):
    """The query string of a request without one choice, from the first page on."""
    rest = request.GET.copy()
    rest.setlist(name, [other for other in rest.getlist(name) if other != value])
    rest.pop("pagina", None)
    return f"?{rest.urlencode()}" if rest else "?"
