"""Two to four initiatives side by side: which were asked for, and in what they differ."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.key_set import KeySet
from initiatives.finder.catalogue import catalogue
from initiatives.models import Initiative, OldAddress
from initiatives.related_links import links_of

from .comparison_fields import COMPARISON_FIELDS

FEWEST, MOST = 2, 4
MOST_ASKED = 20  # of a longer address we read no more
MOST_OFFERED = 12
SHORT = 60
LINKS = ["themes", "target_groups", "bottlenecks"]


@dataclass(frozen=True)
class Choice:
    """What an address asks for: primary keys of published initiatives by slug, and the words that we do not know."""

    keys: dict
    unknown: list
    left_out: int = 0

    @property
    def can_be_compared(self):
        """Whether this is a number of initiatives that fits side by side."""
        return FEWEST <= len(self.keys) <= MOST

    @property
    def query(self):
        """The choice as a query string."""
        return query_of(self.keys)


def choice(values):
    """Read the values of `i` in an address.

    Args: values, as typed; capitals and spaces are forgiven, what is there twice counts once.
    Returns: a Choice, in the order of the address.
    """
    typed = {slugify(value) or value.strip(): _legible(value) for value in reversed(values)}
    asked = [slug for slug in dict.fromkeys(slugify(value) or value.strip() for value in values) if slug]
    read = asked[:MOST_ASKED]
    known = Initiative.objects.published().filter(slug__in=[slugify(slug) for slug in read])
    found = {slug: (slug, key) for slug, key in known.values_list("slug", "pk")}
    found |= _moved([slugify(slug) for slug in read if slug not in found])
    return Choice(
        keys=dict(found[slug] for slug in read if slug in found),
        unknown=[typed[slug] for slug in read if slug not in found],
        left_out=len(asked) - len(read),
    )


def _moved(slugs):
    """The published initiatives that had some addresses: a dict from each to the pair of its address and key of now."""
    if not slugs:
        return {}
    old = OldAddress.objects.filter(slug__in=slugs, initiative__in=Initiative.objects.published())
    found = old.values_list("slug", "initiative__slug", "initiative")
    return {slug: (now, key) for slug, now, key in found}


def _legible(value):
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in value[:SHORT])


def query_of(slugs):
    """Some slugs as a query string for the page that compares."""
    return urlencode([("i", slug) for slug in slugs])


@dataclass(frozen=True)
class Column:
    """An initiative with its links, and the query string of the comparison without it."""

    initiative: Initiative
    links: dict
    without: str


@dataclass(frozen=True)
class Row:
    """One fact about each initiative: pairs of a column and a value, of which an empty one is not known."""

    label: str
    fragment: str
    cells: list

    @property
    def known(self):
        """The values that are known."""
        return [value for _column, value in self.cells if value]

    @property
    def differs(self):
        """Whether two initiatives are known to differ."""
        return any(value != self.known[0] for value in self.known)

    @property
    def is_partly_known(self):
        """Whether the fact is not known of every initiative."""
        return len(self.known) < len(self.cells)


@dataclass(frozen=True)
class Comparison:
    """A table: a column for each initiative, and groups of rows, which are pairs of a heading and rows."""

    columns: list
    groups: list


def compare(chosen, *, only_differences=False):
    """Put initiatives side by side.

    Args: chosen, a Choice; only_differences, to leave out the rows in which all are known to be the same.
    Returns: a Comparison, without the rows in which nothing is known.
    """
    initiatives = Initiative.objects.published().for_comparing().in_order(chosen.keys.values())
    links = links_of(initiatives, LINKS)
    columns = [
        Column(one, links[one.pk], query_of(slug for slug in chosen.keys if slug != one.slug)) for one in initiatives
    ]
    groups = []
    for heading, facts in COMPARISON_FIELDS:
        rows = [Row(fact.label, fact.fragment, [(column, fact.of(column)) for column in columns]) for fact in facts]
        kept = [row for row in rows if row.known and (row.differs or row.is_partly_known or not only_differences)]
        groups += [(heading, kept)] if kept else []
    return Comparison(columns, groups)


def chosen_cards(chosen):
    """The chosen initiatives with what a list shows of them, in their order."""
    return Initiative.objects.published().for_cards().in_order(chosen.keys.values())


def offers(initiatives):
    """What may be compared with the initiatives that are chosen, at most one: a list of (heading, initiatives)."""
    if not initiatives:
        return _listed([(_("Laatst gecontroleerd"), _newest(catalogue().everything))])
    (one,) = initiatives
    near = list(Initiative.objects.published().near(one).by_title().values_list("pk", flat=True)[:MOST_OFFERED])
    alike = catalogue().any_of("thema", [one.main_theme.slug]) - KeySet.of([one.pk, *near])
    others = _newest(alike)[: MOST_OFFERED - len(near)]
    return _listed([(_("Verwante initiatieven"), near), (_("Zelfde hoofdthema"), others)])


def _newest(found):
    listed = catalogue().ordered(found, "newest")
    return [key for key, _number in zip(listed, range(MOST_OFFERED), strict=False)]


def _listed(groups):
    """Groups of keys as groups of initiatives, without the empty ones."""
    found = Initiative.objects.published().for_cards().in_bulk([key for _heading, keys in groups for key in keys])
    return [(heading, [found[key] for key in keys if key in found]) for heading, keys in groups if keys]
