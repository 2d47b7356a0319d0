"""Table of examples that exist and those still missing: themes by size of municipality, or by province."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.filter_sets import UNKNOWN
from core.key_set import KeySet
from initiatives.finder.catalogue import catalogue
from municipalities.gazetteer import gazetteer
from municipalities.sizes import SizeClass
from themes.models import Theme

SIZE, PROVINCE = "grootte", "provincie"  # the facets that can be columns
BY_THEME, BY_TOTAL = "thema", "totaal"
MAX_OPEN = 3  # themes that show their sub-themes at once; opening another one closes the first
SHADE_STEPS = [1, 2, 5, 10, 20]  # from how many initiatives a cell has the next shade


class OpportunityForm(forms.Form):
    """The parameters of the page; a wrong one is explained."""

    kolommen = forms.ChoiceField(label=gettext_lazy("Kolommen"), required=False)
    onderdelen = forms.MultipleChoiceField(label=gettext_lazy("Onderdelen"), required=False)
    sorteer = forms.ChoiceField(label=gettext_lazy("Sorteer op"), required=False)

    def __init__(self, data, themes):
        super().__init__(data)
        facet = data.get("kolommen") or SIZE
        columns = [BY_TOTAL, *(catalogue().choices(facet) if facet in {SIZE, PROVINCE} else ())]
        orders = [order for column in columns for order in (column, f"-{column}")]
        self.fields["kolommen"].choices = [(name, name) for name in (SIZE, PROVINCE)]
        self.fields["onderdelen"].choices = [(theme.slug, theme.name) for theme in themes if theme.subthemes.all()]
        self.fields["sorteer"].choices = [(order, order) for order in (BY_THEME, *orders)]
        for form_field in self.fields.values():
            form_field.error_messages["invalid_choice"] = UNKNOWN


@dataclass(frozen=True)
class PlaceGroup:
    """A size class or a province: a column. initiatives: the set of its initiatives, as the catalogue has them."""

    value: str
    label: str
    municipality_count: int
    initiatives: KeySet


@dataclass(frozen=True)
class Heading:
    """The head of a column. direction: how it is sorted, for `aria-sort`; next_sort: what a click sorts by."""

    label: str
    direction: str
    next_sort: str
    group: PlaceGroup | None = None


@dataclass(frozen=True)
class Cell:
    """A theme in a column. place: the column in words, empty for all initiatives of a theme."""

    theme: str
    place: str
    count: int
    query: str
    is_total: bool = False

    @property
    def shade(self):
        """The shade of its colour: 0 for nothing yet, up to 5."""
        return sum(self.count >= step for step in SHADE_STEPS)

    @property
    def href(self):
        """The finder with exactly these initiatives."""
        return f"{reverse('initiatives:list')}?{self.query}" if self.query else reverse("initiatives:list")

    @property
    def name(self):
        """The cell in words, for those who cannot see the row and the column."""
        total = ngettext("%d initiatief", "%d initiatieven", self.count) % self.count
        return f"{self.subject}: {total}"

    @property
    def subject(self):
        """The theme and the place."""
        return ", ".join(name for name in (self.theme, self.place) if name)


@dataclass(frozen=True)
class ThemeRow:
    """A theme; its first cell is its total.

    next_open: which themes show their sub-themes after a click on this one; None when it has none.
    """

    theme: Theme
    cells: list[Cell]
    next_open: list[str] | None = None
    is_open: bool = False
    subrows: list["ThemeRow"] = field(default_factory=list)


class Opportunities:
    """The table for the parameters of a request; empty when one of them is wrong."""

    def __init__(self, data):
        subthemes = Prefetch("subthemes", Theme.objects.published())
        self.themes = list(Theme.objects.published().main().prefetch_related(subthemes))
        self.form = OpportunityForm(data, self.themes)
        self.catalogue = catalogue()
        self.is_valid = self.form.is_valid()
        self.params = self.form.cleaned_data if self.is_valid else {}
        self.facet = self.params.get("kolommen") or SIZE
        self.sort = self.params.get("sorteer") or BY_THEME

    @cached_property
    def columns(self):
        """The groups of municipalities, in the order of the screen."""
        counts = Counter(_group_values(self.facet))
        return [
            PlaceGroup(value, str(label), counts[value], self.catalogue.any_of(self.facet, [value]))
            for value, label in self.catalogue.choices(self.facet).items()
        ]

    @property
    def headings(self):
        """The heads of the columns with numbers: all initiatives first."""
        total = self._heading(BY_TOTAL, _("Alle initiatieven"))
        return [total, *(self._heading(column.value, column.label, column) for column in self.columns)]

    @property
    def sorted_by(self):
        """The head of the column that the rows are sorted by; None for the order of the site."""
        return next((heading for heading in self.headings if heading.direction), None)

    @property
    def open_themes(self):
        """The themes that show their sub-themes."""
        return [row.theme for row in self.rows if row.is_open]

    @cached_property
    def rows(self):
        """The main themes, each with its sub-themes when it is open, in the requested order."""
        return self._sorted([self._main_row(theme) for theme in self.themes]) if self.is_valid else []

    @cached_property
    def totals(self):
        """All themes together: all initiatives, and those of each column."""
        everything = self.catalogue.everything
        total = Cell(_("Alle thema’s"), "", len(everything), "", is_total=True)
        return [total, *(self._cell(everything, None, column) for column in self.columns)]

    @cached_property
    def remarks(self):
        """Numbers of initiatives in no column, in several, and in several main themes, so that totals do not add up."""
        in_a_column, in_several_columns = _union_and_overlap(column.initiatives for column in self.columns)
        _in_a_theme, in_several_themes = _union_and_overlap(
            self.catalogue.any_of("thema", [theme.slug]) for theme in self.themes
        )
        return {
            "nowhere": len(self.catalogue.everything - in_a_column),
            "columns": len(in_several_columns),
            "themes": len(in_several_themes),
        }

    def _heading(self, value, label, column=None):
        direction = {value: "ascending", f"-{value}": "descending"}.get(self.sort, "")
        return Heading(label, direction, f"-{value}" if direction == "ascending" else value, column)

    def _main_row(self, theme):
        open_slugs = list(dict.fromkeys(self.params.get("onderdelen", [])))[-MAX_OPEN:]
        if not theme.subthemes.all():
            return self._row(theme)
        is_open = theme.slug in open_slugs
        others = [slug for slug in open_slugs if slug != theme.slug]
        next_open = others if is_open else [*others, theme.slug][-MAX_OPEN:]
        subrows = self._sorted([self._row(subtheme) for subtheme in theme.subthemes.all()]) if is_open else []
        return self._row(theme, next_open=next_open, is_open=is_open, subrows=subrows)

    def _row(self, theme, **state):
        initiatives = self.catalogue.any_of("thema", [theme.slug])
        cells = [self._cell(initiatives, theme, column) for column in self.columns]
        query = urlencode({"thema": theme.slug})
        total = Cell(_capital(theme.name), "", len(initiatives), query, is_total=True)
        return ThemeRow(theme, [total, *cells], **state)

    def _cell(self, initiatives, theme, column):
        name = _capital(theme.name) if theme else _("Alle thema’s")
        query = urlencode({**({"thema": theme.slug} if theme else {}), self.facet: column.value})
        count = initiatives.count_in(column.initiatives)
        return Cell(name, column.label, count, query, is_total=theme is None)

    def _sorted(self, rows):
        """Sort rows by the number in a column, ascending, or with "-" descending; else in the order of the site."""
        if self.sort == BY_THEME:
            return rows
        columns = [BY_TOTAL, *(column.value for column in self.columns)]
        index = columns.index(self.sort.removeprefix("-"))
        return sorted(rows, key=lambda row: row.cells[index].count, reverse=self.sort.startswith("-"))


def _union_and_overlap(key_sets):
    """The `KeySet` of what is in at least one set, and of what is in more than one."""
    union = overlap = KeySet()
    for key_set in key_sets:
        overlap |= union & key_set
        union |= key_set
    return union, overlap


def _group_values(facet):
    """Return the column value of each current municipality; one of unknown size has none."""
    if facet == PROVINCE:
        return [municipality.province_slug for municipality in gazetteer().current]
    sizes = [SizeClass.of(municipality.population) for municipality in gazetteer().current]
    return [size.value for size in sizes if size]


def _capital(name):
    return name[:1].upper() + name[1:]
