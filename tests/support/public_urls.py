"""Every public URL, from the URL resolver and the models, so that a new one is tested too."""

from collections import defaultdict

from django.apps import apps
from django.urls import get_resolver, resolve, reverse

from initiatives.finder.facet_values import LEGENDS
from initiatives.models import Initiative, MarketEdition
from library.models import Paper, Picture
from opendata.linked.identifiers import IDENTIFIED, linked_data_paths, visible
from opendata.linked.negotiation import SUFFIXES
from opendata.schemas import KINDS
from pages.models import NewsItem

ADMIN = "beheer/"
SLUGS = [
    *("24-uursopvang-ongedocumenteerden-amsterdam", "lvv-pilot-in-vijf-steden", "pendelbus-ter-apel-emmen"),
    *("hotelboot-oekrainers-texel", "plan-einstein-overvecht-utrecht"),
]
SELECTIONS = ["&".join(f"i={slug}" for slug in SLUGS[:total]) for total in (1, 2, 4, 5)]
FILTERED = [  # lists in some states: sorted, filtered, with a wrong value
    *(f"/kansenkaart/?{query}" for query in ["kolommen=provincie&onderdelen=opvang", "sorteer=-totaal", "sorteer=x"]),
    *(f"/knelpunten/?{query}" for query in ["thema=bestuur&aan=rijk", "thema=gezin-en-studie", "jaar=x", "pagina=2"]),
    *(f"/kaders/?stand={standing}" for standing in ["loopt-af", "vervallen&stand=geldt", "bestaat-niet"]),
]
COMPARISONS = [
    *(f"/initiatieven/vergelijken/?{query}" for query in ["i=bestaat-niet", *SELECTIONS]),
    f"/initiatieven/vergelijken/?{SELECTIONS[1]}&verschillen=1",
]
PRIVATE = {"submissions:follow", "reviews:answer", "revisions:review"}  # only who has the link can open it
PRIVATE |= {"subscriptions:confirm", "subscriptions:stop", "subscriptions:mine"}
PRIVATE |= {"reviews:round", "questions:follow", "library:picture_preview", "library:paper_preview"}
FILES = {"library:picture", "library:paper"}  # there may be none
NEWS = {"pages:news", "pages:news_feed", "pages:news_item"}  # a site may have none
OF_MARKETS = ["initiatives:stand_cards", "initiatives:market_calendar"]  # linked where there are stands, or a programme
DATA = {f"opendata:{name}" for name in ("api_root", "api_openapi", "api_list", "api_detail", "export")}
REDIRECTS = {"by_code", "by_code_with_slash", "linked:thesaurus", "linked:catalogue", "linked:vocabulary"}
MONITORING = {f"monitoring:{name}" for name in ("status", "ready", "metrics")}  # for programs that watch the portal
HIDDEN = PRIVATE | REDIRECTS | DATA | MONITORING
CHOICES = [f"/initiatieven/keuze/{name}/" for name in LEGENDS]


def public_patterns(resolver=None, namespaces=()):
    """The URL patterns outside the admin.

    Returns: a dict from full name ("themes:detail") to the names of its arguments.
    """
    patterns = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            if str(entry.pattern) != ADMIN:
                inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
                patterns |= public_patterns(entry, inner)
        else:
            assert entry.name, f"{entry.pattern} has no name"
            patterns[":".join([*namespaces, entry.name])] = sorted(entry.pattern.converters)
    return {name: arguments for name, arguments in patterns.items() if name not in HIDDEN | FILES | NEWS}


def record_models():
    """The models of which every record has a page."""
    return [model for model in apps.get_models() if hasattr(model, "get_absolute_url")]


def public_records(model):
    """The records of a model that the public may see."""
    manager = model.objects
    return manager.published() if hasattr(manager, "published") else manager.all()


def record_paths(limit=None):
    """The pages of public records, for the council too, and those with the choices of each facet.

    Args: limit, how many of each model, and how many facets.
    Returns: a dict from the name of the pattern to a list of paths.
    """
    paths = defaultdict(list, {"initiatives:choices": CHOICES[:limit]})
    for model in record_models():
        for record in public_records(model).order_by("pk")[:limit]:
            path = record.get_absolute_url()
            paths[resolve(path).view_name].append(path)
    paths["history:initiative"] = [f"{path}wijzigingen/" for path in paths["initiatives:detail"]]
    paths["initiatives:council_page"] = [f"{path}raadspagina/" for path in paths["initiatives:detail"]]
    editions = MarketEdition.objects.published().order_by("pk")[:limit]
    for name in OF_MARKETS:
        paths[name] = [reverse(name, args=[edition.slug]) for edition in editions]
    codes = Initiative.objects.published().order_by("pk").values_list("code", flat=True)
    paths["qr_code"] = [reverse("qr_code", args=[code]) for code in codes[:limit]]
    for name in ("linked:thesaurus_data", "linked:catalogue_data", "linked:vocabulary_data"):
        paths[name] = [reverse(name, args=[suffix]) for suffix in SUFFIXES.values()]
    paths["linked:record"] = [*all_linked_data(limit)]
    slugs = [path.split("/")[-2] for path in paths["initiatives:detail"]]
    for name in ["submissions:correct", "submissions:adopt", "submissions:consider"]:
        paths[name] = [reverse(name, args=[slug]) for slug in slugs]
    with_place = Initiative.objects.published().filter(municipalities__isnull=False).order_by("pk").distinct()
    paths["questions:ask"] = [reverse("questions:ask", args=[record.slug]) for record in with_place[:limit]]
    return paths


def all_linked_data(limit=None):
    """The data of public records of every kind that has an identifier."""
    for model in IDENTIFIED:
        for record in visible(model).order_by("pk")[:limit]:
            yield from linked_data_paths(record).values()


def public_paths(limit=None):
    """Every public path.

    Args: limit, how many records of each model, and how many facets.
    Returns: a list of paths; fails when a pattern has arguments that no model fills.
    """
    records = record_paths(limit)
    paths = []
    for name, arguments in public_patterns().items():
        assert not arguments or records[name], f"{name} has no record to show"
        paths += records[name] if arguments else [reverse(name)]
    return [*paths, *file_paths(limit), *news_paths(limit)]


def data_paths(limit=None):
    """The addresses of the API: each list, and each record or the first few of each kind."""
    paths = [reverse("opendata:api_root"), reverse("opendata:api_openapi")]
    for name, kind in KINDS.items():
        paths.append(f"{reverse('opendata:api_list', args=[name])}?pageSize=100")
        paths.append(f"{reverse('opendata:export', args=[name])}?formaat=jsonl")
        codes = kind.published().order_by("pk").values_list(kind.key, flat=True)
        paths += [reverse("opendata:api_detail", args=[name, code]) for code in codes[:limit]]
    return paths


def news_paths(limit):
    """The addresses of the news, when the site has any."""
    items = [item.get_absolute_url() for item in NewsItem.objects.published()[:limit]]
    return [reverse("pages:news"), reverse("pages:news_feed"), *items] if items else []


def file_paths(limit=None):
    """The addresses of the files that visitors may fetch."""
    stored = [*Picture.objects.published()[:limit], *Paper.objects.published()[:limit]]
    return [record.address(name) for record in stored for name in record.file_names]
