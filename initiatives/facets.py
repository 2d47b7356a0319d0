"""Counting: how many results each choice would give, each facet over the selection of the others."""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from municipalities.sizes import SizeClass

from .models import Initiative
from .vocabulary import HOME_COUNTRY

LEGENDS = {
    "thema": _("Thema"),
    "doelgroep": _("Doelgroep"),
    "status": _("Status"),
    "soort": _("Soort"),
    "onderbouwing": _("Onderbouwing"),
    "gemeente": _("Gemeente"),
    "provincie": _("Provincie"),
    "grootte": _("Grootte van de gemeente"),
    "type": _("Type gemeente"),
    "kosten": _("Kosten"),
    "jaar": _("Begonnen in"),
    "land": _("Land"),
    "tag": _("Trefwoord"),
}
OPEN = {"thema", "doelgroep", "status"}


@dataclass(frozen=True)
class Option:
    """One choice in a facet; count is the number of results if it were chosen."""

    value: str
    label: str
    count: int
    chosen: bool
    indented: bool = False


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
    """The facets for the screen: choices that give a result or are chosen, in a fixed order."""
    subthemes = {theme.slug for theme in vocabulary.themes if theme.parent_id}
    facets = []
    for name, legend in LEGENDS.items():
        chosen = selection.get(name, set())
        options = [
            Option(value, label, counts[name][value], value in chosen, name == "thema" and value in subthemes)
            for value, label in vocabulary.choices(name)
            if counts[name][value] or value in chosen
        ]
        if options:
            facets.append(Facet(name, legend, options))
    return facets


def facet_values(vocabulary, only=None):
    """What every published initiative counts for.

    Args: vocabulary, a `Vocabulary`; only, the primary keys to keep (all when None).
    Returns: rows for `count`.
    """
    rows = {
        row.pk: _own_values(row) for row in vocabulary.initiatives if only is None or row.pk in only
    }
    provinces = {place.province_id: place.province.slug for place in vocabulary.municipalities}
    for row in vocabulary.initiatives:
        if row.pk in rows and row.unnamed_province_id:
            rows[row.pk]["provincie"].add(provinces.get(row.unnamed_province_id))
    _add(rows, Initiative.themes.through, "theme", _theme_values(vocabulary))
    _add(rows, Initiative.municipalities.through, "municipality", _municipality_values(vocabulary))
    groups = {group.pk: {"doelgroep": {group.slug}} for group in vocabulary.target_groups}
    _add(rows, Initiative.target_groups.through, "targetgroup", groups)
    for slug, _name, initiative in vocabulary.tag_links:
        if initiative in rows:
            rows[initiative]["tag"].add(slug)
    return rows


def _own_values(row):
    values = {facet: set() for facet in LEGENDS}
    values["soort"].add(row.kind)
    values["status"].add(row.status)
    values["onderbouwing"].add(row.evidence)
    values["kosten"].update({row.band_one_off, row.band_yearly} - {""})
    values["jaar"].update({str(row.start_year)} if row.start_year else ())
    values["land"].add(slugify(row.country) if row.country else HOME_COUNTRY[0])
    return values


def _theme_values(vocabulary):
    slugs = {theme.pk: theme.slug for theme in vocabulary.themes}
    return {
        theme.pk: {"thema": {theme.slug, *([slugs[theme.parent_id]] if theme.parent_id else [])}}
        for theme in vocabulary.themes
    }


def _municipality_values(vocabulary):
    types = {}
    for slug, _name, municipality in vocabulary.municipality_types:
        types.setdefault(municipality, set()).add(slug)
    return {
        place.pk: {
            "gemeente": {place.slug},
            "provincie": {place.province.slug},
            "grootte": {place.size.value} if place.size else set(),
            "type": types.get(place.pk, set()),
        }
        for place in vocabulary.municipalities
    }


def _add(rows, through, column, values_of):
    for initiative, other in through.objects.values_list("initiative_id", f"{column}_id"):
        if initiative in rows:
            for facet, values in values_of.get(other, {}).items():
                rows[initiative][facet] |= values
