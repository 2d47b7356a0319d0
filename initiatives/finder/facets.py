"""The facets of the finder with what each further choice would find; long ones shortened, or to be looked through."""

from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from core.faceting import Facet
from municipalities.gazetteer import gazetteer
from search.analysis import fold

from .facet_values import LEGENDS, PLURALS

OPEN = {"thema", "doelgroep", "status"}
MAX_SHORT_OPTIONS = 20
MAX_SHOWN_OF_LONG = 10
WITHOUT_ORDER = {"gemeente", "land", "tag"}


class FinderFacet(Facet):
    """A facet of the finder, which may have more options than fit on the page."""

    @cached_property
    def is_long(self):
        """Whether there are so many options that a visitor would rather look one up."""
        return self.total > MAX_SHORT_OPTIONS and self.name != "thema"

    @property
    def plural(self):
        """What the options are called."""
        return PLURALS.get(self.name, _("keuzes"))

    @property
    def is_open(self):
        """Whether the visitor sees the options at once."""
        return self.name in OPEN or any(option.chosen for option in self.options)


def facets(selection, opened=()):
    """All facets of an `InitiativeSelection` that have an option, in the order of the screen.

    Args: opened, the names of the long facets to give in full; the other long ones are shortened.
    """
    counted = [facet for name in LEGENDS if (facet := facet_of(selection, name)).options]
    return [in_full(facet) if facet.name in opened and facet.is_long else shortened(facet) for facet in counted]


def facet_of(selection, name):
    """One facet with all its options that give a result or are chosen."""
    catalogue = selection.catalogue
    subthemes = catalogue.facet_values.subthemes if name == "thema" else ()
    return FinderFacet(name, LEGENDS[name], selection.faceted.options(name, catalogue.choices(name), subthemes))


def shortened(facet):
    """A long facet with the chosen options on top, and then those that most initiatives have."""
    if not facet.is_long:
        return facet
    by_count = sorted(facet.others, key=lambda option: -option.count)
    shown = facet.chosen + by_count[: max(MAX_SHOWN_OF_LONG - len(facet.chosen), 0)]
    return replace(facet, options=shown, rest=len(facet.options) - len(shown))


def in_full(facet, sought=""):
    """A facet to look an option up in: by the alphabet when it has no order of its own, with the names it also has.

    Args: facet, with all its options; sought, the letters looked for.
    """
    places = gazetteer().places if facet.name == "gemeente" else {}
    letters = fold(sought)
    options = [
        replace(option, also=" ".join(places[option.value].other_names)) if option.value in places else option
        for option in facet.options
    ]
    options = [replace(option, hidden=letters not in fold(f"{option.label} {option.also}")) for option in options]
    if facet.name in WITHOUT_ORDER:
        options.sort(key=lambda option: fold(option.label))
    return replace(facet, options=options)
