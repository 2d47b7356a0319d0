"""The short relations of an initiative (themes, groups, tags, bottlenecks, asks) in one statement."""

from collections import defaultdict
from operator import itemgetter

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast


def short_links(initiative):
    """What an initiative links to by name only.

    Returns: a dict from "themes", "target_groups", "tags", "bottlenecks" and "asks" to lists of
    {"slug", "label", "position"} in order; only what is published itself.
    """
    querysets = [
        _rows("themes", initiative.themes.published(), "slug", "name", F("position")),
        _rows("target_groups", initiative.target_groups.all(), "slug", "name", F("position")),
        _rows("tags", initiative.tags.all(), "slug", "name"),
        _rows("bottlenecks", initiative.bottlenecks.published(), "slug", "title"),
        _rows("asks", initiative.asks.published(), "code", "text"),
    ]
    found = defaultdict(list)
    for kind, position, slug, label in querysets[0].union(*querysets[1:], all=True):
        found[kind].append({"slug": slug, "label": label, "position": position})
    for rows in found.values():
        rows.sort(key=itemgetter("position", "label"))
    return dict(found)


def _rows(kind, queryset, slug, label, position=Value(0)):  # noqa: B008
    return (
        queryset.order_by()
        .annotate(
            link_kind=Value(kind, CharField()),
            link_position=Cast(position, IntegerField()),
            link_slug=Cast(slug, CharField()),
            link_label=Cast(label, CharField()),
        )
        .values_list("link_kind", "link_position", "link_slug", "link_label")
    )
