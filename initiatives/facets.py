"""What each further choice would find, each facet over the selection of the others."""

from dataclasses import dataclass

from .vocabulary import LEGENDS

OPEN = {"thema", "doelgroep", "status"}
LONG = 20
SHOWN = 10


@dataclass(frozen=True)
class Option:
    """One choice in a facet; count is the number of results if it were chosen too."""

    value: str
    label: str
    count: int
    chosen: bool
    indented: bool


@dataclass(frozen=True)
class Facet:
    """A group of choices with a legend; `rest` says how many choices are not shown."""

    name: str
    legend: str
    options: list[Option]
    rest: int

    @property
    def is_open(self):
        """Whether the visitor sees the choices at once."""
        return self.name in OPEN or any(option.chosen for option in self.options)


def facets(selected):
    """All facets of an `InitiativeFilter` that have a choice, in the order of the screen; long ones shortened."""
    found = [shortened(facet(selected, name)) for name in LEGENDS]
    return [one for one in found if one.options]


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
    if len(whole.options) <= LONG or whole.name == "thema":
        return whole
    chosen = [option for option in whole.options if option.chosen]
    others = sorted((option for option in whole.options if not option.chosen), key=lambda option: -option.count)
    shown = chosen + others[: max(SHOWN - len(chosen), 0)]
    return Facet(whole.name, whole.legend, shown, len(whole.options) - len(shown))
