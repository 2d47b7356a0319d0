"""Addresses of the site that are in the copy, each with its file; a new file for data users is added here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from initiatives.finder.facet_values import LEGENDS, LINKED_FACETS
from initiatives.models import Initiative, MarketEdition
from opendata.resources import RESOURCES
from pages.live import has_news
from portal.sitemaps import SITEMAPS

SEARCH = "zoeken/index.html"  # the list of everything, which a script narrows down
NOT_HERE = "niet-in-deze-kopie/index.html"
DATASET = "dataset"
# Pages of which all that they show stands in the address, or that only make sense while a visitor types.
OF_VISITOR = {"initiatives:compare", "initiatives:shortlist", "initiatives:memo", "initiatives:choices"}
OF_VISITOR |= {"search:suggestions"}
# What a server answers: the API, and what leads a program to the data.
OF_SERVER = {f"opendata:api_{name}" for name in ("root", "openapi", "list", "detail")}
OF_SERVER |= {f"linked:{name}" for name in ("thesaurus", "catalogue", "vocabulary")}
FORMS = {"submissions", "questions", "subscriptions", "reviews"}  # the namespaces of what goes to the editors
OF_MARKET = ["initiatives:market_calendar", "initiatives:stand_cards"]
PERSONAL = {"zoals", "i", "lijst", "q"}  # what one visitor chose or typed
FACETS = {*LEGENDS, *LINKED_FACETS}
# A list of initiatives is there by one choice, and by these two; a script makes those of other choices, in SEARCH.
PAIR = {"thema", "grootte"}  # to which the map of chances leads
PAGE = "pagina"
PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
SAFE = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class DataFile:
    """A file that is no page.

    name, args: of its address, as `reverse()` knows it. file: what it is called in the copy. query: of its address.
    is_there: whether the site has it.
    """

    name: str
    file: str
    query: str = ""
    args: tuple = ()
    is_there: Callable = lambda: True

    @property
    def address(self):
        """Where the site has it."""
        return f"{reverse(self.name, args=self.args)}{self.query and '?'}{self.query}"


# Every feed and every table that is in the copy. What has an address that ends in a name of a file needs no line.
DATA_FILES = [
    DataFile("initiatives:feed", "initiatieven/feed.xml"),
    DataFile("history:feed", "wijzigingen/feed.xml"),
    DataFile("pages:news_feed", "nieuws/feed.xml", is_there=has_news),
    DataFile("initiatives:export", "initiatieven/initiatieven.csv"),
    DataFile("themes:bottlenecks_export", "knelpunten/knelpunten.csv"),
    *(
        DataFile("opendata:export", f"open-data/{name}.{end}", f"formaat={end}", (name,))
        for name in RESOURCES
        for end in ("csv", "jsonl")
    ),
    DataFile("sitemap", "sitemap.xml"),
    DataFile("security_txt", ".well-known/security.txt"),
]


NO_PAGES = OF_VISITOR | OF_SERVER | {data.name for data in DATA_FILES}


def first_addresses():
    """Where the copy begins; the other addresses are found by their links."""
    pages = [path for sitemap in SITEMAPS.values() for path in _of_sitemap(sitemap)]
    files = [data.address for data in DATA_FILES if data.is_there()]
    return list(dict.fromkeys([reverse("home"), *pages, *files]))


def _of_sitemap(sitemap):
    """The pages of a part of the sitemap, what goes with them, and the permanent addresses of what has a code."""
    sitemap = sitemap() if isinstance(sitemap, type) else sitemap
    for item in sitemap.items():
        yield sitemap.location(item)
        if isinstance(item, MarketEdition):
            yield from (reverse(name, args=[item.slug]) for name in OF_MARKET)
        if code := getattr(item, "code", ""):
            yield reverse("by_code", args=[code])
        if isinstance(item, Initiative):
            yield reverse("qr_code", args=[code])


@lru_cache(20_000)
def file_of(address):
    """The file that an address of the site has in the copy; "" when it has none.

    Remembered: every link of every page is looked up, and most of them are on each page.
    """
    parts = urlsplit(address)
    path, pairs = unquote(parts.path), parse_qsl(parts.query, keep_blank_values=True)
    if not all(SAFE.fullmatch(name) for name in path.strip("/").split("/") if path != "/") or ".." in path:
        return ""
    if path.startswith(settings.STATIC_URL):
        return path.lstrip("/")
    if file := _data_files().get(address):
        return file
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    if match.view_name == "search:results" or _is_searched(match.view_name, pairs):
        return SEARCH
    if not _is_public(path, match) or not _is_stated(match.view_name, pairs):
        return ""
    if pairs:
        return f"{path.lstrip('/')}{_query_name(pairs)}.html"
    is_page = path.endswith("/") or match.view_name == "by_code"
    return f"{path.strip('/')}/index.html".lstrip("/") if is_page else path.lstrip("/")


@lru_cache(1)
def _data_files():
    """The files of `DATA_FILES` by their address."""
    return {data.address: data.file for data in DATA_FILES}


def _is_public(path, match):
    """Whether it is a page for everybody, and no form."""
    is_form = getattr(match.func, "takes_forms", False) or match.namespace in FORMS
    return not (path.startswith("/beheer/") or is_form or match.view_name in NO_PAGES)


def _is_stated(view_name, pairs):
    """Whether a list is in the copy as an address states it: a few choices at most, of what everybody can choose."""
    names = [name for name, _value in pairs if name != PAGE]
    if PERSONAL & {*names} or len(pairs) - len(names) > 1:
        return False
    is_pair = view_name == "initiatives:list" and len(names) == len(PAIR) and {*names} == PAIR
    return len(names) <= 1 or is_pair


def _is_searched(view_name, pairs):
    """Whether it is a selection of initiatives that has no list in the copy, and that its search can make."""
    names = {name for name, _value in pairs}
    is_selection = view_name == "initiatives:list" and names - {PAGE} and names <= FACETS | {"q", PAGE}
    return is_selection and not _is_stated(view_name, pairs)


def _query_name(pairs):
    """A query as a part of the name of a file: the same choices have one name, in whatever order."""
    return ",".join(f"{_safe(name)}={_safe(value)}" for name, value in sorted(pairs))


def _safe(text):
    return text if PLAIN.fullmatch(text) else f"~{blake2b(text.encode(), digest_size=8).hexdigest()}"


def relative(file, source):
    """Relative link from one file of the copy to another."""
    return relpath(file, dirname(source) or ".")
