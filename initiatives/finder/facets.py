"""What each further choice would find, each facet over the selection of the others."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from municipalities.gazetteer import gazetteer
from search.analysis import fold

from .facet_values import LEGENDS, PLURALS

OPEN = {"thema", "doelgroep", "status"}
LONG = 20
SHOWN = 10
WITHOUT_ORDER = {"gemeente", "land", "tag"}


@dataclass(frozen=True)
class Option:
    """One choice in a facet.

    count: the number of results if it were chosen too. also: other names to look for it by. hidden: not looked for.
    """

    value: str
    label: str
    count: int
    chosen: bool
    indented: bool
    also: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Facet:
    """A group of choices with a legend; `rest` says how many choices are not shown."""

    name: str
    legend: str
    options: list[Option]
    rest: int

    @property
    def total(self):
        """How many choices there are."""
        return len(self.options) + self.rest

    @cached_property
    def is_long(self):
        """Whether there are so many choices that a visitor would rather look one up."""
        return self.total > LONG and self.name != "thema"

    @property
    def plural(self):
        """What the choices are called."""
        return PLURALS.get(self.name, _("keuzes"))

    @property
    def chosen(self):
        """The choices that were made."""
        return [option for option in self.options if option.chosen]

    @property
    def others(self):
        """The choices that can still be made."""
        return [option for option in self.options if not option.chosen]

    @property
    def shown(self):
        """How many choices are looked for."""
        return sum(not option.hidden for option in self.options)

    @property
    def is_open(self):
        """Whether the visitor sees the choices at once."""
        return self.name in OPEN or any(option.chosen for option in self.options)


def facets(selected, opened=()):
    """All facets of an `InitiativeFilter` that have a choice, in the order of the screen.

    Args: opened, the names of the long facets to give in full; the other long ones are shortened.
    """
    found = [facet(selected, name) for name in LEGENDS]
    return [
        in_full(selected, one) if one.name in opened and one.is_long else shortened(one) for one in found if one.options
    ]


def facet(selected, name):
    """One facet with all its choices that give a result or are chosen."""
    others = selected.found_without(name)
    chosen = selected.selection.get(name, ())
    subthemes = selected.catalogue.vocabulary.subthemes if name == "thema" else ()
    options = []
    for value, label in selected.catalogue.choices(name).items():
        count = (selected.catalogue.sets.get((name, value), 0) & others).bit_count()
        if count or value in chosen:
            options.append(Option(value, label, count, value in chosen, value in subthemes))
    return Facet(name, LEGENDS[name], options, 0)


def shortened(whole):
    """A long facet with the chosen values on top, and then those that most initiatives have."""
    if not whole.is_long:
        return whole
    others = sorted(whole.others, key=lambda option: -option.count)
    shown = whole.chosen + others[: max(SHOWN - len(whole.chosen), 0)]
    return replace(whole, options=shown, rest=len(whole.options) - len(shown))


def in_full(selected, whole, sought=""):
    """A facet to look a choice up in: by the alphabet when it has no order of its own, with the names it also has.

    Args: selected, an `InitiativeFilter`; whole, a facet with all its choices; sought, the letters looked for.
    """
    places = gazetteer().places if whole.name == "gemeente" else {}
    letters = fold(sought)
    options = [
        replace(option, also=" ".join(places[option.value].other_names)) if option.value in places else option
        for option in whole.options
    ]
    options = [replace(option, hidden=letters not in fold(f"{option.label} {option.also}")) for option in options]
    if whole.name in WITHOUT_ORDER:
        options.sort(key=lambda option: fold(option.label))
    return replace(whole, options=options)
