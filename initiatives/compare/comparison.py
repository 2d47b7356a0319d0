"""Two to four initiatives side by side: which ones the address selects, and in what they differ."""

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.key_set import KeySet
from core.text import legible
from initiatives.finder.catalogue import catalogue
from initiatives.models import Initiative, OldAddress
from initiatives.related_links import BOTTLENECKS, links_of
from initiatives.shortlist.shortlist import PARAMETER, SEPARATOR

from .comparison_fields import COMPARISON_FIELDS

MIN_COMPARED, MAX_COMPARED = 2, 4
MAX_SLUGS = 20  # of a longer address the rest is not read
MAX_SUGGESTIONS = 12
MAX_SLUG_LENGTH = 60  # of a slug that we repeat in a message
LINKS = ["themes", "target_groups", *BOTTLENECKS]


@dataclass(frozen=True)
class ComparisonSelection:
    """Initiatives to compare, as selected by an address.

    keys: a dict from slug (of a list, from code) to primary key of published initiatives, in the order of the address.
    unknown: the other slugs or codes, as typed. left_out: how many were not read. is_list: whether it is the visitor's
    list; what is taken away then leaves the list.
    """

    keys: dict
    unknown: list
    left_out: int = 0
    is_list: bool = False

    @property
    def can_be_compared(self):
        """Whether this is a number of initiatives that fits side by side."""
        return MIN_COMPARED <= len(self.keys) <= MAX_COMPARED

    @property
    def query(self):
        """The selection as a query string."""
        return self.query_without()

    def query_without(self, key=None):
        """Return the query string of the selection without the initiative with this primary key, if any."""
        names = [name for name, other in self.keys.items() if other != key]
        return f"{PARAMETER}={SEPARATOR.join(names)}" if self.is_list else urlencode([("i", name) for name in names])


def selection_of_list(shortlist):
    """The visitor's list as a ComparisonSelection."""
    return ComparisonSelection(shortlist.keys, shortlist.unknown, shortlist.left_out, is_list=True)


def read_selection(values):
    """Read the values of `i` in an address.

    Args: values, as typed; capitals and spaces are forgiven, a value that is repeated counts once.
    Returns: a ComparisonSelection, in the order of the address.
    """
    typed = {slugify(value) or value.strip(): legible(value, MAX_SLUG_LENGTH) for value in reversed(values)}
    slugs = [slug for slug in dict.fromkeys(slugify(value) or value.strip() for value in values) if slug]
    read = slugs[:MAX_SLUGS]
    current = Initiative.objects.published().filter(slug__in=[slugify(slug) for slug in read])
    initiatives = {slug: (slug, key) for slug, key in current.values_list("slug", "pk")}
    initiatives |= _moved([slugify(slug) for slug in read if slug not in initiatives])
    return ComparisonSelection(
        keys=dict(initiatives[slug] for slug in read if slug in initiatives),
        unknown=[typed[slug] for slug in read if slug not in initiatives],
        left_out=len(slugs) - len(read),
    )


def _moved(slugs):
    """The published initiatives by their old slugs: a dict from each to the pair of the current slug and the key."""
    if not slugs:
        return {}
    addresses = OldAddress.objects.filter(slug__in=slugs, initiative__in=Initiative.objects.published())
    rows = addresses.values_list("slug", "initiative__slug", "initiative")
    return {old_slug: (slug, key) for old_slug, slug, key in rows}


@dataclass(frozen=True)
class ComparisonColumn:
    """An initiative with its links, and the query string of the comparison without it."""

    initiative: Initiative
    links: dict
    query_without: str


@dataclass(frozen=True)
class ComparisonRow:
    """One field of each initiative: pairs of a column and a value; an empty value is not known."""

    label: str
    shape: str
    cells: list
    is_always_shown: bool = False
    is_comparable: bool = False

    @property
    def fragment(self):
        """The template of one value."""
        return f"initiatives/compare/_{self.shape}.html"

    @property
    def known_values(self):
        """The values that are known."""
        return [value for _column, value in self.cells if value]

    @property
    def differs(self):
        """Whether two initiatives are known to differ."""
        return any(value != self.known_values[0] for value in self.known_values)

    @property
    def is_marked(self):
        """Whether it says something that they differ: of what nobody would expect to be the same it does not."""
        return self.is_comparable and self.differs

    @property
    def is_partly_known(self):
        """Whether the value is not known of every initiative."""
        return len(self.known_values) < len(self.cells)


@dataclass(frozen=True)
class Comparison:
    """A table: a column for each initiative, and groups of rows, which are pairs of a heading and rows."""

    columns: list
    groups: list

    @property
    def codes(self):
        """The initiatives as the value of `lijst`."""
        return SEPARATOR.join(column.initiative.code for column in self.columns)


def compare(selection, *, only_differences=False):
    """Put initiatives side by side.

    Args: selection, a ComparisonSelection; only_differences, to leave out the rows in which all are known to be equal.
    Returns: a Comparison, without the rows in which nothing is known; of costs it says so.
    """
    initiatives = Initiative.objects.published().for_comparing().in_order(selection.keys.values())
    links = links_of(initiatives, LINKS)
    columns = [
        ComparisonColumn(
            initiative,
            links[initiative.pk],
            selection.query_without(initiative.pk),
        )
        for initiative in initiatives
    ]
    groups = []
    for heading, fields in COMPARISON_FIELDS:
        rows = [_row(field, columns) for field in fields]
        shown = [row for row in rows if (_stands_out(row) if only_differences else _is_known(row))]
        groups += [(heading, shown)] if shown else []
    return Comparison(columns, groups)


def _row(field, columns):
    cells = [(column, field.value_of(column)) for column in columns]
    return ComparisonRow(field.label, field.shape, cells, field.is_always_shown, field.is_comparable)


def _is_known(row):
    return row.known_values or row.is_always_shown


def _stands_out(row):
    return row.known_values and (row.differs or row.is_partly_known)


def selected_initiatives(selection):
    """The selected initiatives with what a list shows of them, in their order."""
    return Initiative.objects.published().for_cards().in_order(selection.keys.values())


def suggestions(initiatives, shortlist):
    """Return the initiatives to compare with the selected one, if any: a list of (heading, initiatives).

    Those on the visitor's list come first.
    """
    if not initiatives:
        listed = list(shortlist.keys.values())
        newest = _newest(catalogue().everything - KeySet.of(listed))
        return _with_initiatives([(_("Op uw lijst"), listed), (_("Nieuwste stand"), newest)])
    (initiative,) = initiatives
    nearby = Initiative.objects.published().near(initiative).by_title()
    listed = [key for key in shortlist.keys.values() if key != initiative.pk]
    related = list(nearby.exclude(pk__in=listed).values_list("pk", flat=True)[:MAX_SUGGESTIONS])
    shown = KeySet.of([initiative.pk, *listed, *related])
    same_theme = catalogue().any_of("thema", [initiative.main_theme.slug]) - shown
    others = _newest(same_theme)[: MAX_SUGGESTIONS - len(related)]
    groups = [(_("Op uw lijst"), listed), (_("Verwante initiatieven"), related), (_("Zelfde hoofdthema"), others)]
    return _with_initiatives(groups)


def _newest(key_set):
    return list(islice(catalogue().ordered(key_set, "newest"), MAX_SUGGESTIONS))


def _with_initiatives(groups):
    """Groups of keys as groups of initiatives, without the empty ones."""
    all_keys = [key for _heading, keys in groups for key in keys]
    by_key = Initiative.objects.published().for_cards().in_bulk(all_keys)
    return [(heading, [by_key[key] for key in keys if key in by_key]) for heading, keys in groups if keys]
