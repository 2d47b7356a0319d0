"""Names and addresses of many kinds of records in one query, for pages that only link to them."""

from collections import defaultdict
from operator import itemgetter

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast


def link_query(kind, queryset, label, *, slug="slug", position=None):
    """The query for the links to the records of a queryset, for `fetch_links`.

    Args: kind, the name to group them by; queryset, already narrowed to what may be seen;
        label and slug, names of columns; position, the column to sort by (all the same when left out).
    """
    position_column = F(position) if position else Value(0)
    return (
        queryset.order_by()
        .annotate(
            link_kind=Value(kind, CharField()),
            link_position=Cast(position_column, IntegerField()),
            link_slug=Cast(slug, CharField()),
            link_label=Cast(label, CharField()),
        )
        .values_list("link_kind", "link_position", "link_slug", "link_label")
    )


def fetch_links(first, *others):
    """The links of all queries, fetched in one.

    Args: results of `link_query`.
    Returns: a dict from kind to a list of {"slug", "label", "position"} by position and then alphabet;
        a kind without records is not in it.
    """
    links_by_kind = defaultdict(list)
    for kind, position, slug, label in first.union(*others, all=True):
        links_by_kind[kind].append({"slug": slug, "label": label, "position": position})
    for links in links_by_kind.values():
        links.sort(key=lambda link: link["label"].casefold())
        links.sort(key=itemgetter("position"))
    return dict(links_by_kind)
