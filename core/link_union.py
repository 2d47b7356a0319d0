"""Names and addresses of many kinds of records in one statement, for pages that only link to them."""

from collections import defaultdict
from operator import itemgetter

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast


def link_query(kind, queryset, label, *, slug="slug", position=None):
    """The links to a queryset, ready for `collect`.

    Args: kind, the name to find them by; queryset, already narrowed to what may be seen;
        label and slug, names of columns; position, the column to sort by (all the same when left out).
    """
    place = F(position) if position else Value(0)
    return (
        queryset.order_by()
        .annotate(
            link_kind=Value(kind, CharField()),
            link_position=Cast(place, IntegerField()),
            link_slug=Cast(slug, CharField()),
            link_label=Cast(label, CharField()),
        )
        .values_list("link_kind", "link_position", "link_slug", "link_label")
    )


def fetch_links(first, *others):
    """All links at once.

    Args: results of `rows`.
    Returns: a dict from kind to a list of {"slug", "label", "position"} by position and then alphabet;
        a kind without records is not in it.
    """
    found = defaultdict(list)
    for kind, position, slug, label in first.union(*others, all=True):
        found[kind].append({"slug": slug, "label": label, "position": position})
    for links in found.values():
        links.sort(key=lambda link: link["label"].casefold())
        links.sort(key=itemgetter("position"))
    return dict(found)
