"""Where an example exists and where not yet: themes against sizes of municipalities, or against provinces."""

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

SIZE, PROVINCE = "grootte", "provincie"
BY_THEME, BY_TOTAL = "thema", "totaal"
STEPS = [1, 2, 5, 10, 20]  # from how many initiatives a cell has the next shade


class OpportunityForm(forms.Form):
    """The parameters of the page; a wrong one is explained."""

    kolommen = forms.ChoiceField(label=gettext_lazy("Kolommen"), required=False)
    onderdelen = forms.MultipleChoiceField(label=gettext_lazy("Onderdelen"), required=False)
    sorteer = forms.ChoiceField(label=gettext_lazy("Sorteer op"), required=False)

    def __init__(self, data, themes):
        super().__init__(data)
        vocabulary = catalogue().choices
        by = data.get("kolommen") or SIZE
        orders = [BY_TOTAL, *(vocabulary(by) if by in {SIZE, PROVINCE} else ())]
        both = [(name, name) for order in orders for name in (order, f"-{order}")]
        self.fields["kolommen"].choices = [(name, name) for name in (SIZE, PROVINCE)]
        self.fields["onderdelen"].choices = [(theme.slug, theme.name) for theme in themes if theme.subthemes.all()]
        self.fields["sorteer"].choices = [(BY_THEME, BY_THEME), *both]
        for one in self.fields.values():
            one.error_messages["invalid_choice"] = UNKNOWN


@dataclass(frozen=True)
class Column:
    """A size class or a province. places: how many municipalities it has. found: the set of its initiatives."""

    value: str
    label: str
    places: int
    found: KeySet


@dataclass(frozen=True)
class Heading:
    """The head of a column. state: how it is sorted, for `aria-sort`; next_sort: what a click sorts by."""

    label: str
    state: str
    next_sort: str
    column: Column | None = None


@dataclass(frozen=True)
class Cell:
    """What is known of a theme in a column. place: the column in words, empty for all initiatives of a theme."""

    theme: str
    place: str
    count: int
    query: str
    is_total: bool = False

    @property
    def shade(self):
        """The step of its colour: 0 for nothing yet, up to 5."""
        return sum(self.count >= step for step in STEPS)

    @property
    def href(self):
        """The finder with exactly these initiatives."""
        return f"{reverse('initiatives:list')}?{self.query}" if self.query else reverse("initiatives:list")

    @property
    def name(self):
        """The cell in words, for who does not see the row and the column."""
        total = ngettext("%d initiatief", "%d initiatieven", self.count) % self.count
        return f"{self.subject}: {total}"

    @property
    def subject(self):
        """What it is about."""
        return ", ".join(part for part in (self.theme, self.place) if part)


@dataclass(frozen=True)
class Row:
    """A theme; its first cell is its total.

    shown: which themes show their parts after a click on this one; None when it has no parts.
    """

    theme: Theme
    cells: list[Cell]
    shown: list[str] | None = None
    is_open: bool = False
    parts: list["Row"] = field(default_factory=list)


class Opportunities:
    """The table that some parameters ask for; empty when one of them is wrong."""

    def __init__(self, data):
        parts = Prefetch("subthemes", Theme.objects.published())
        self.themes = list(Theme.objects.published().main().prefetch_related(parts))
        self.form = OpportunityForm(data, self.themes)
        self.catalogue = catalogue()
        self.is_valid = self.form.is_valid()
        self.chosen = self.form.cleaned_data if self.is_valid else {}
        self.by = self.chosen.get("kolommen") or SIZE
        self.sort = self.chosen.get("sorteer") or BY_THEME

    @cached_property
    def columns(self):
        """The columns, in the order of the screen."""
        places = Counter(_places(self.by))
        return [
            Column(value, str(label), places[value], self.catalogue.any_of(self.by, [value]))
            for value, label in self.catalogue.choices(self.by).items()
        ]

    @property
    def headings(self):
        """The heads of the columns with numbers: all initiatives first."""
        total = self._heading(BY_TOTAL, _("Alle initiatieven"))
        return [total, *(self._heading(column.value, column.label, column) for column in self.columns)]

    @property
    def sorted_by(self):
        """The head of the column that the rows are sorted by; None for the order of the site."""
        return next((heading for heading in self.headings if heading.state), None)

    @property
    def opened(self):
        """The themes that show their parts."""
        return [row.theme for row in self.rows if row.is_open]

    @cached_property
    def rows(self):
        """The main themes, each with its parts when these are asked for, in the order that is asked for."""
        return self._sorted([self._main(theme) for theme in self.themes]) if self.is_valid else []

    @cached_property
    def bottom(self):
        """All themes together: all initiatives, and those of each column."""
        everything = self.catalogue.everything
        total = Cell(_("Alle thema’s"), "", len(everything), "", is_total=True)
        return [total, *(self._cell(everything, None, column) for column in self.columns)]

    @cached_property
    def remarks(self):
        """Why rows and columns do not add up: how many are in no column, in several, and in several main themes."""
        once, columns_twice = _overlap(column.found for column in self.columns)
        themes = [self.catalogue.any_of("thema", [theme.slug]) for theme in self.themes]
        return {
            "nowhere": len(self.catalogue.everything - once),
            "columns": len(columns_twice),
            "themes": len(_overlap(themes)[1]),
        }

    def _heading(self, value, label, column=None):
        state = {value: "ascending", f"-{value}": "descending"}.get(self.sort, "")
        return Heading(label, state, f"-{value}" if state == "ascending" else value, column)

    def _main(self, theme):
        opened = self.chosen.get("onderdelen", [])
        if not theme.subthemes.all():
            return self._row(theme)
        is_open = theme.slug in opened
        shown = [slug for slug in opened if slug != theme.slug] if is_open else [*opened, theme.slug]
        parts = self._sorted([self._row(part) for part in theme.subthemes.all()]) if is_open else []
        return self._row(theme, shown=shown, is_open=is_open, parts=parts)

    def _row(self, theme, **more):
        found = self.catalogue.any_of("thema", [theme.slug])
        cells = [self._cell(found, theme, column) for column in self.columns]
        total = Cell(_capital(theme.name), "", len(found), urlencode({"thema": theme.slug}), is_total=True)
        return Row(theme, [total, *cells], **more)

    def _cell(self, found, theme, column):
        name = _capital(theme.name) if theme else _("Alle thema’s")
        query = {"thema": theme.slug} if theme else {}
        inside = found.count_in(column.found)
        return Cell(name, column.label, inside, urlencode({**query, self.by: column.value}), is_total=theme is None)

    def _sorted(self, rows):
        """By the number in a column, the fewest first, or with "-" the most first; else in the order of the site."""
        if self.sort == BY_THEME:
            return rows
        orders = [BY_TOTAL, *(column.value for column in self.columns)]
        at = orders.index(self.sort.removeprefix("-"))
        return sorted(rows, key=lambda row: row.cells[at].count, reverse=self.sort.startswith("-"))


def _overlap(sets):
    """The set of what is in at least one of some sets, and of what is in more than one."""
    once = twice = KeySet()
    for one in sets:
        twice |= once & one
        once |= one
    return once, twice


def _places(by):
    """For each municipality of now the value of its column; one of unknown size has none."""
    if by == PROVINCE:
        return [place.province_slug for place in gazetteer().current]
    sizes = [SizeClass.of(place.population) for place in gazetteer().current]
    return [size.value for size in sizes if size]


def _capital(name):
    return name[:1].upper() + name[1:]
