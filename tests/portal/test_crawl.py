"""Every link leads somewhere, every published record can be found, and a draft is nowhere.

The walk opens every initiative, theme and concept, and some of the pages that are many and alike; on PostgreSQL fewer
of all, for the queries of the rest are the same. In `make drills` it opens every page.
"""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from math import inf
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import resolve

from initiatives.models import Initiative
from pages.models import FixedPage, NewsItem
from sources.models import Organisation
from tests.support.document import Document
from tests.support.drafts import DRAFTS, SECRET, make_drafts
from tests.support.public_urls import CHOICES, OF_MARKETS, public_paths, public_records, record_models, record_paths
from tests.support.thoroughness import count_tries, tries
from themes.models import Theme

pytestmark = pytest.mark.django_db

FINDER = "/initiatieven/"
FEED = "/initiatieven/feed/"
CHANGE_FEED = "/wijzigingen/feed/"
CHOOSING = "/initiatieven/keuze/"
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
COMPARE = "/initiatieven/vergelijken/"
LISTS = {"/lijst/", "/lijst/notitie/"}  # what is on it stands in the address
SUGGESTIONS = "/zoeken/suggesties/"
STYLE = "/over/stijl/"
TABLES = ("/initiatieven/export/", "/knelpunten/export/")
DESK = "/beheer/bewerk/"  # where an editor logs in first: tested in test_edit_page.py
FORM = "/aanmelden/"
FILLED_IN = {FORM, "/volgen/"}  # by their addresses
AFTER_FORMS = {f"{FORM}verstuurd/", f"{FORM}bedankt/", f"{FORM}overwogen/", "/vraag/verstuurd/", "/volgen/verstuurd/"}
FILES = {FEED, CHANGE_FEED, *TABLES, SUGGESTIONS, "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"}
FILES |= {"/opensearch.xml"}
DATA = ["linked:record", *(f"linked:{name}_data" for name in ("thesaurus", "catalogue", "vocabulary"))]
ALIKE = {"sources:detail", "municipalities:detail", "initiatives:council_page"}
ALIKE |= {"submissions:correct", "submissions:adopt", "submissions:consider", "questions:ask", "history:initiative"}
OF_VISITOR = {"zoals", "lijst"}  # the municipality and the list of a visitor go along to every page
MAX_ALIKE = 60  # of each of these, and of the finder's addresses with one parameter
MAX_OF_A_KIND = 10  # pages that the short walk opens
only_whole = pytest.mark.on_sqlite_only
WITH_CONTENT = [model for model in record_models() if model not in {FixedPage, NewsItem}]  # news is off at first


@dataclass
class Walk:
    """What a visitor gets who follows every link from the home page."""

    statuses: dict = field(default_factory=dict)
    linked: set = field(default_factory=set)
    ids: dict = field(default_factory=dict)
    titles: dict = field(default_factory=lambda: defaultdict(list))
    fragments: list = field(default_factory=list)
    secrets: list = field(default_factory=list)

    def visit(self, client, address):
        """Record the response of an address; returns it as a page, an empty one for a file."""
        count_tries()
        response = client.get(address)
        self.statuses[address] = response.status_code
        if SECRET.encode() in response.getvalue():
            self.secrets.append(address)
        if not response.headers["Content-Type"].startswith("text/html"):
            return Document("")
        page = Document(response.text)
        self.ids[address] = set(page.ids)
        repeated = {"i", *OF_VISITOR, *(["weergave"] if address.startswith(CHOOSING) else [])}
        repeats_choice = repeated & {*parameters(address)} and not address.startswith(COMPARE)
        is_filled_in = address.startswith(f"{FORM}?")
        if not is_filled_in and "pagina=1" not in address.split("?")[-1].split("&") and not repeats_choice:
            self.titles[page.title].append(address)
        return page


def parameters(address):
    """The names of the parameters in an address."""
    return [name for name, _value in parse_qsl(urlsplit(address).query, keep_blank_values=True)]


def representative(address):
    """What represents an address: of the files, and of links that repeat a choice, one for each parameter is enough."""
    names, path = parameters(address), address.split("?")[0]
    if OF_VISITOR.intersection(names):
        return (resolve(path).view_name, *names)
    is_repeated = path.startswith((FEED, CHOOSING, *TABLES)) or path in FILLED_IN or "i" in names
    return (path, *names) if is_repeated else address


def links(address, page):
    """The links of a page that stay on this site and out of the desk, as parts of an address."""
    targets = [urlsplit(urljoin(address, link["href"])) for link in page.find("a")]
    return [target for target in targets if not target.scheme and not target.netloc and target.path != DESK]


def is_enough(address, opened):
    """Whether enough pages of this kind were opened; `opened` counts them."""
    match, names = resolve(address.split("?")[0]), parameters(address)
    kind = (match.view_name, *names)
    opened[kind] += bool(match.kwargs or names)
    if connection.vendor == "postgresql":
        return opened[kind] > MAX_OF_A_KIND
    is_alike = match.view_name in ALIKE or names
    return is_alike and opened[kind] > tries(MAX_ALIKE, inf)


def walk():
    """Follow every link from the home page; those with more than one parameter lead on without end."""
    client, queued, queue, walked, opened = Client(), {"/"}, deque(["/"]), Walk(), Counter()
    while queue:
        address = queue.popleft()
        for target in links(address, walked.visit(client, address)):
            plain = target._replace(fragment="").geturl().replace("%20", "+")  # the same address
            walked.linked.add(plain)
            walked.fragments.append((address, plain, unquote(target.fragment)))
            if representative(plain) not in queued and len(parameters(plain)) <= 1:
                queued.add(representative(plain))
                if not is_enough(plain, opened):
                    queue.append(plain)
    return walked


@pytest.fixture(scope="module")
def drafts(content, django_db_blocker):
    """The real content, of which some is a draft."""
    with django_db_blocker.unblock():
        make_drafts()


@pytest.fixture(scope="module")
def walked(drafts, django_db_blocker):
    """The walk, taken once for the tests of this file; it asks more than the API gives one visitor in a minute."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("opendata.api.rate_limit.LIMIT", inf)
        return walk()


def test_every_link_works(walked):
    assert {address: status for address, status in walked.statuses.items() if status != 200} == {}


@only_whole
def test_every_link_into_a_page_arrives(walked):
    broken = [
        (source, f"{page}#{name}")
        for source, page, name in walked.fragments
        if name and page in walked.ids and name not in walked.ids[page]
    ]

    assert broken == []


@only_whole
@pytest.mark.parametrize("model", WITH_CONTENT, ids=lambda model: model.__name__)
def test_every_record_is_reached(walked, model):
    paths = {record.get_absolute_url() for record in public_records(model)}

    assert paths
    assert paths - walked.linked == set()


@only_whole
def test_every_other_page_is_found(walked):
    unlinked = {path for name in [*OF_MARKETS, "qr_code", *DATA] for path in record_paths(limit=1)[name]}

    assert set(public_paths(limit=1)) - unlinked - FILES - AFTER_FORMS - set(CHOICES) - set(walked.statuses) == set()


@only_whole
def test_the_walk_is_long(walked):
    assert len(walked.statuses) > 500


def test_a_draft_is_nowhere(walked):
    assert len(walked.statuses) > 100
    assert walked.secrets == []


def test_a_draft_is_not_found(drafts, client):
    for model in [*DRAFTS, Theme, Organisation]:
        assert client.get(model.objects.get(slug__startswith=SECRET).get_absolute_url()).status_code == 404


def test_every_title_is_of_one_page(walked):
    assert [addresses for addresses in walked.titles.values() if len(addresses) > 1] == []


def sitemap(client):
    """The entries of the sitemap: a dict from address to the day of the last change."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    return {
        url.findtext("s:loc", None, MAP): url.findtext("s:lastmod", None, MAP) for url in root.findall("s:url", MAP)
    }


def test_sitemap_is_every_public_page(drafts, client):
    listed = sitemap(client)
    unlisted = {*FILES, *CHOICES, *AFTER_FORMS, *LISTS, COMPARE, STYLE}
    of_records = [*(ALIKE - {"sources:detail", "municipalities:detail"}), "qr_code", *OF_MARKETS, *DATA]
    unlisted |= {path for name in of_records for path in record_paths()[name]}
    pages = {f"{settings.PORTAL_URL}{path}" for path in public_paths() if path not in unlisted}

    assert set(listed) == pages
    assert SECRET not in " ".join(listed)


@only_whole
def test_every_page_in_the_sitemap_is_linked(walked, client):
    pages = {address.removeprefix(settings.PORTAL_URL) for address in sitemap(client)}

    assert pages <= walked.linked | {"/"}
    assert {walked.statuses[page] for page in pages & set(walked.statuses)} == {200}


def test_sitemap_knows_when_a_record_changed(drafts, client):
    initiative = Initiative.objects.get(code="INI-02")

    lastmod = sitemap(client)[f"{settings.PORTAL_URL}{initiative.get_absolute_url()}"]

    assert lastmod == initiative.content_changed_on.isoformat()


def test_robots(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert "User-agent: *" in lines
    assert {"Disallow: /beheer/", "Disallow: /controle/", "Disallow: /*?zoals=", "Disallow: /*&i="} <= set(lines)
    assert f"Sitemap: {settings.PORTAL_URL}/sitemap.xml" in lines
