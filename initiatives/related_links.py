"""The short relations of initiatives in one statement."""

from collections import defaultdict
from operator import itemgetter

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from core.link_union import fetch_links, link_query

from .models import Adoption, Bundle, Initiative

BOTTLENECKS = ["bottlenecks", "hindering_bottlenecks", "stopping_bottlenecks"]
ALL = ["themes", "target_groups", "tags", *BOTTLENECKS, "asks", "bundles", "nearby", "practice", "origins"]
MAX_PRACTICE = 8
SEPARATOR = "\x1f"  # no text has it
ASK_PARTS = ["text", "issuer", Cast("year", CharField()), "addressees__name"]
WHOLE_ASK = Concat(*[part for name in ASK_PARTS for part in (name, Value(SEPARATOR))], output_field=CharField())
ASK_COLUMNS = {"slug": "code", "position": "addressees__pk"}
IN_PLACES = Initiative.municipalities.through.objects.filter(initiative=OuterRef("initiative"))
ORIGIN = Concat(
    "initiative__title",
    Value(SEPARATOR),
    Coalesce(Subquery(IN_PLACES.order_by("municipality__name").values("municipality__name")[:1]), Value("")),
    output_field=CharField(),
)


def short_links(initiative):
    """Return the published records that an initiative links to by name only.

    Returns: a dict from "themes", "target_groups", "tags", the three kinds of bottlenecks, "asks", "bundles",
        "nearby" (what it belongs with), "origins" (what it was taken over from, each with the `place` where that is)
        and, for a proposal, "practice" (some of that, which was carried out, instead of nearby) to links, as
        `core.link_union.fetch_links` gives them.
    """
    return links_of([initiative])[initiative.pk]


def links_of(initiatives, kinds=ALL):
    """Return the `short_links()` of some initiatives together: a defaultdict from primary key to such a dict."""
    queries = [query for initiative in initiatives for query in _queries(initiative, kinds)]
    links_by_key = defaultdict(dict)
    for name, links in fetch_links(*queries).items():
        key, kind = name.split(" ")
        links_by_key[int(key)][kind] = links[:MAX_PRACTICE] if kind == "practice" else links
    for by_kind in links_by_key.values():
        by_kind["asks"] = _asks(by_kind.get("asks", []))
        practice = by_kind.get("practice", [])
        by_kind["origins"] = _origins(by_kind.get("origins", []))
        by_kind["nearby"] = [link for link in by_kind.get("nearby", []) if link not in practice]
    return links_by_key


def _asks(links):
    """The asks of which there is a link for each addressee: their text, issuer, year and addressees, by code."""
    asks = {}
    for link in sorted(links, key=itemgetter("slug")):
        text, issuer, year, addressee, _end = link["label"].split(SEPARATOR)
        ask = asks.setdefault(link["slug"], {"text": text, "issuer": issuer, "year": year, "addressees": []})
        ask["addressees"] += [addressee] if addressee else []
    return list(asks.values())


def _origins(links):
    """Return the origins of an initiative, each once: its title as label, and the name of its first municipality."""
    split = {link["slug"]: link["label"].split(SEPARATOR) for link in links}
    return [{"slug": slug, "label": title, "place": place} for slug, (title, place) in split.items()]


def _queries(initiative, kinds):
    nearby = Initiative.objects.published().near(initiative)
    queries = {
        "themes": (initiative.themes.published(), "name", {"position": "position"}),
        "target_groups": (initiative.target_groups.all(), "name", {"position": "position"}),
        "tags": (initiative.tags.all(), "name", {}),
        "bottlenecks": (initiative.bottlenecks.published(), "title", {}),
        "hindering_bottlenecks": (initiative.hindering_bottlenecks.published(), "title", {}),
        "stopping_bottlenecks": (initiative.stopping_bottlenecks.published(), "title", {}),
        "asks": (initiative.asks.published().annotate(whole=WHOLE_ASK), "whole", ASK_COLUMNS),
        "bundles": (Bundle.objects.published().filter(items__initiative=initiative), "title", {}),
        "nearby": (nearby, "title", {}),
        "practice": (nearby.in_practice(), "title", {}),
        "origins": (
            Adoption.objects.public().filter(local_initiative=initiative).annotate(whole=ORIGIN),
            "whole",
            {"slug": "initiative__slug"},
        ),
    }
    for kind in kinds if initiative.is_proposal else [kind for kind in kinds if kind != "practice"]:
        queryset, label, options = queries[kind]
        yield link_query(f"{initiative.pk} {kind}", queryset, label, **options)
