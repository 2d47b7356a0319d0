"""The short relations of initiatives in one statement."""

from collections import defaultdict

from core.link_union import fetch_links, link_query

from .models import Bundle, Initiative

BOTTLENECKS = ["bottlenecks", "hindering_bottlenecks", "stopping_bottlenecks"]
ALL = ["themes", "target_groups", "tags", *BOTTLENECKS, "asks", "bundles", "nearby", "practice"]
MAX_PRACTICE = 8


def short_links(initiative):
    """What an initiative links to by name only, as far as that is published.

    Returns: a dict from "themes", "target_groups", "tags", the three kinds of bottlenecks, "asks", "bundles",
        "nearby" (what it belongs with) and, for a proposal, "practice" (some of the same that was carried out) to
        links, as `core.link_union.fetch_links` gives them.
    """
    return links_of([initiative])[initiative.pk]


def links_of(initiatives, kinds=ALL):
    """The same for some initiatives together: a defaultdict from primary key to such a dict."""
    queries = [query for initiative in initiatives for query in _queries(initiative, kinds)]
    links_by_key = defaultdict(dict)
    for name, links in fetch_links(*queries).items():
        key, kind = name.split(" ")
        links_by_key[int(key)][kind] = links[:MAX_PRACTICE] if kind == "practice" else links
    return links_by_key


def _queries(initiative, kinds):
    nearby = Initiative.objects.published().near(initiative)
    queries = {
        "themes": (initiative.themes.published(), "name", {"position": "position"}),
        "target_groups": (initiative.target_groups.all(), "name", {"position": "position"}),
        "tags": (initiative.tags.all(), "name", {}),
        "bottlenecks": (initiative.bottlenecks.published(), "title", {}),
        "hindering_bottlenecks": (initiative.hindering_bottlenecks.published(), "title", {}),
        "stopping_bottlenecks": (initiative.stopping_bottlenecks.published(), "title", {}),
        "asks": (initiative.asks.published(), "text", {"slug": "code"}),
        "bundles": (Bundle.objects.published().filter(items__initiative=initiative), "title", {}),
        "nearby": (nearby, "title", {}),
        "practice": (nearby.in_practice(), "title", {}),
    }
    for kind in kinds if initiative.is_proposal else [kind for kind in kinds if kind != "practice"]:
        queryset, label, options = queries[kind]
        yield link_query(f"{initiative.pk} {kind}", queryset, label, **options)
