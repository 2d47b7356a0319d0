"""Faceted selection: what chosen values find, and what each further value would find."""

from dataclasses import dataclass, field
from functools import cached_property

from .key_set import KeySet

NOTHING = KeySet()
MAX_SHOWN = 6  # options of a facet that a visitor sees at once


@dataclass(frozen=True)
class Option:
    """One value of a facet.

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
class Family:
    """An option with the options that are a part of it."""

    option: Option
    parts: list[Option] = field(default_factory=list)

    @property
    def is_open(self):
        """Whether one of the parts is chosen, so that a visitor should see them."""
        return any(part.chosen for part in self.parts)

    @property
    def has_chosen(self):
        """Whether the option or one of its parts is chosen."""
        return self.option.chosen or self.is_open


@dataclass(frozen=True)
class Facet:
    """A group of options with a legend; `rest` says how many options are not shown."""

    name: str
    legend: str
    options: list[Option]
    rest: int = 0

    @property
    def total(self):
        """Number of options."""
        return len(self.options) + self.rest

    @property
    def chosen(self):
        """The options that are chosen."""
        return [option for option in self.options if option.chosen]

    @property
    def others(self):
        """The options that can still be chosen."""
        return [option for option in self.options if not option.chosen]

    @cached_property
    def families(self):
        """All options, each with those that are a part of it."""
        families = []
        for option in self.options:
            if option.indented and families:
                families[-1].parts.append(option)
            else:
                families.append(Family(option))
        return families

    @property
    def first(self):
        """The families that a visitor sees at once: all of them when a fold would hide only one."""
        return self.families[:MAX_SHOWN] if len(self.families) > MAX_SHOWN + 1 else self.families

    @property
    def folded(self):
        """The other families."""
        return self.families[len(self.first) :]

    @property
    def shown(self):
        """Number of options that are not hidden."""
        return sum(not option.hidden for option in self.options)


class FacetedSelection:
    """The records that have, in each facet in which values are chosen, at least one of these values.

    Args: key_sets, a dict from (facet, value) to a `KeySet`; chosen, a dict from facet to a list of values;
        within, the `KeySet` to choose from.
    """

    def __init__(self, key_sets, chosen, within):
        self.key_sets = key_sets
        self.chosen = chosen
        self.within = within

    @cached_property
    def matching(self):
        """The `KeySet` of what is found."""
        return self.without(None)

    def without(self, facet):
        """The `KeySet` of what is found when the values of one facet are left out."""
        keys = self.within
        for name, values in self.chosen.items():
            if name != facet:
                keys = keys & any_of(self.key_sets, name, values)
        return keys

    def options(self, facet, labels, indented=()):
        """The values of a facet that give a result or are chosen, each counted over the choices in the other facets.

        Args: facet, its name; labels, a dict from value to label, in the order of the screen; indented, the values
            that are a part of another one.
        Returns: a list of `Option`.
        """
        without_facet, chosen = self.without(facet), self.chosen.get(facet, ())
        options = []
        for value, label in labels.items():
            keys = self.key_sets.get((facet, value))
            count = keys.count_in(without_facet) if keys else 0
            if count or value in chosen:
                options.append(Option(value, label, count, value in chosen, value in indented))
        return options


def any_of(key_sets, facet, values):
    """The `KeySet` of the records with at least one of some values of a facet."""
    return KeySet.union(key_sets.get((facet, value), NOTHING) for value in values)
