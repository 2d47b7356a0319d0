"""The facets of the finder with what each further choice would find; long ones shortened, or to be looked through."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from core.faceting import MAX_SHOWN, Facet
from initiatives.choices import Evidence, InitiativeStatus
from municipalities.gazetteer import gazetteer
from search.analysis import fold

from .facet_values import ADOPTED, LEGENDS, NOT_ADOPTED, PLURALS

OPEN = {"thema", "doelgroep", "status"}
MAX_SHORT_OPTIONS = 20
WITHOUT_ORDER = {"gemeente", "land", "tag"}
MATTERS = {"kosten", "onderbouwing", "doelgroep", "jaar"}  # so that a visitor may look for it in vain
NOT_KNOWN = {"onderbouwing": Evidence.NOT_ASSESSED, "status": InitiativeStatus.UNKNOWN}


@dataclass(frozen=True)
class FinderFacet(Facet):
    """A facet of the finder, which may have more options than fit on the page.

    known: of how many of the initiatives it is known, out of how many: a pair; None when that is not worth a word.
    """

    known: tuple[int, int] | None = None

    @cached_property
    def is_long(self):
        """Whether there are so many options that a visitor would rather look one up."""
        return self.total > MAX_SHORT_OPTIONS and self.name != "thema"

    @property
    def plural(self):
        """Plural noun for the options."""
        return PLURALS.get(self.name, _("keuzes"))

    @property
    def is_open(self):
        """Whether the visitor sees the options at once."""
        return self.name in OPEN or any(option.chosen for option in self.options)


def facets(selection, opened=()):
    """All facets of an `InitiativeSelection` that have an option, in the order of the screen.

    Args: opened, the names of the long facets to give in full; the other long ones are shortened.
    """
    counted = [facet for name in LEGENDS if (facet := facet_of(selection, name)).options or facet.known]
    return [in_full(facet) if facet.name in opened and facet.is_long else shortened(facet) for facet in counted]


def facet_of(selection, name):
    """One facet with all its options that give a result or are chosen."""
    catalogue = selection.catalogue
    subthemes = catalogue.facet_values.subthemes if name == "thema" else ()
    options = selection.faceted.options(name, catalogue.choices(name), subthemes)
    if name == ADOPTED and [(option.value, option.chosen) for option in options] == [(NOT_ADOPTED, False)]:
        options = []  # where nothing was taken over, there is nothing to choose
    return FinderFacet(name, LEGENDS[name], options, known=_known(selection, name) if name in MATTERS else None)


def _known(selection, name):
    """Number of initiatives of which the facet is known, and of all; None when it is known of most of them."""
    values = [value for value in selection.catalogue.choices(name) if value != NOT_KNOWN.get(name)]
    within = selection.faceted.without(name)
    known, total = selection.catalogue.any_of(name, values).count_in(within), len(within)
    return (known, total) if 2 * known < total else None


def shortened(facet):
    """A long facet with the chosen options on top, and then those that most initiatives have."""
    if not facet.is_long:
        return facet
    by_count = sorted(facet.others, key=lambda option: -option.count)
    shown = facet.chosen + by_count[: max(MAX_SHOWN - len(facet.chosen), 0)]
    return replace(facet, options=shown, rest=len(facet.options) - len(shown))


def in_full(facet, sought=""):
    """A facet to look an option up in: by the alphabet when it has no order of its own, with the names it also has.

    Args: facet, with all its options; sought, the letters looked for.
    """
    places = gazetteer().places if facet.name == "gemeente" else {}
    letters = fold(sought)
    options = [
        replace(option, also=" ".join(places[option.value].all_names)) if option.value in places else option
        for option in facet.options
    ]
    options = [replace(option, hidden=letters not in fold(f"{option.label} {option.also}")) for option in options]
    if facet.name in WITHOUT_ORDER:
        options.sort(key=lambda option: fold(option.label))
    return replace(facet, options=options)
