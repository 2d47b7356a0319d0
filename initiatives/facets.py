"""Counting: how many results each choice would give, each facet over the selection of the others."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.text import slugify

from municipalities.sizes import SizeClass

from .vocabulary import HOME_COUNTRY, LEGENDS

COLUMNS = [
    "pk",
    "kind",
    "status",
    "evidence",
    "band_one_off",
    "band_yearly",
    "start_year",
    "country",
    "unnamed_province__slug",
]
OPEN = {"thema", "doelgroep", "status"}


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
    """A group of choices with a legend."""

    name: str
    legend: str
    options: list[Option]

    @property
    def is_open(self):
        """Whether the visitor sees the choices at once."""
        return self.name in OPEN or any(option.chosen for option in self.options)


def survey(selected):
    """How many initiatives a selection finds, and what each further choice would find.

    Args: selected, an `InitiativeFilter`.
    Returns: (total, facets): a number, and a list of `Facet` with only the choices that give a result
        or are chosen, in a fixed order. A selection that is not valid finds nothing.
    """
    rows = facet_values(selected.narrowed().order_by().values(*COLUMNS), selected.vocabulary)
    matches, counts = count(rows, selected.selection)
    return len(matches) if selected.is_valid() else 0, build(counts, selected.selection, selected.vocabulary)


def count(rows, selection):
    """Count in one pass over the records.

    Args: rows, a dict from record to a dict from facet to the set of its values;
        selection, a dict from facet to the set of chosen values (empty facets may be left out).
    Returns: (matches, counts): the records that satisfy every facet, and for each facet a Counter of
        values over the records that satisfy all *other* facets.
    """
    chosen = {facet: values for facet, values in selection.items() if values}
    counts = {facet: Counter() for facet in LEGENDS}
    matches = []
    for record, values in rows.items():
        failing = [facet for facet, wanted in chosen.items() if not wanted & values[facet]]
        if not failing:
            matches.append(record)
        if len(failing) <= 1:
            for facet in failing or LEGENDS:
                counts[facet].update(values[facet])
    return matches, counts


def build(counts, selection, vocabulary):
    """The facets for the screen, in a fixed order."""
    subthemes = {slug for slug, _name, parent, *_rest in vocabulary.themes if parent}
    facets = []
    for name, legend in LEGENDS.items():
        chosen = selection.get(name, set())
        options = [
            Option(value, label, counts[name][value], value in chosen, name == "thema" and value in subthemes)
            for value, label in vocabulary.choices(name).items()
            if counts[name][value] or value in chosen
        ]
        if options:
            facets.append(Facet(name, legend, options))
    return facets


def facet_values(initiatives, vocabulary):
    """What initiatives count for.

    Args: initiatives, an iterable of dicts with `COLUMNS`; vocabulary, a `Vocabulary`.
    Returns: rows for `count`.
    """
    rows = {row["pk"]: _own_values(row) for row in initiatives}
    for initiative, facet, value in _linked_values(vocabulary):
        if initiative in rows:
            rows[initiative][facet].add(value)
    return rows


def _own_values(row):
    values = {facet: set() for facet in LEGENDS}
    values["soort"].add(row["kind"])
    values["status"].add(row["status"])
    values["onderbouwing"].add(row["evidence"])
    values["kosten"].update({row["band_one_off"], row["band_yearly"]} - {""})
    values["jaar"].update({str(row["start_year"])} if row["start_year"] else ())
    values["land"].add(slugify(row["country"]) or HOME_COUNTRY)
    values["provincie"].update({row["unnamed_province__slug"]} - {None})
    return values


def _linked_values(vocabulary):
    """Triples of initiative, facet and value, from everything that is a record of its own."""
    mains = {slug for slug, _name, parent, *_rest in vocabulary.themes if not parent}
    for slug, _name, parent, initiative in vocabulary.themes:
        yield initiative, "thema", slug
        if parent in mains:
            yield initiative, "thema", parent
    types = defaultdict(set)
    for slug, _name, municipality in vocabulary.municipality_types:
        types[municipality].add(slug)
    for place in vocabulary.municipalities:
        yield place["initiatives"], "gemeente", place["slug"]
        yield place["initiatives"], "provincie", place["province__slug"]
        if place["population"] is not None:
            yield place["initiatives"], "grootte", SizeClass.of(place["population"]).value
        yield from ((place["initiatives"], "type", slug) for slug in types[place["pk"]])
    for slug, _name, initiative in vocabulary.target_groups:
        yield initiative, "doelgroep", slug
    for slug, _name, initiative in vocabulary.tags:
        yield initiative, "tag", slug
