"""Home, the pages that no editor changes, and the files for machines."""

import sys
from datetime import timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import defaults
from django.views.decorators.cache import cache_control

from core.database_faults import fault_response
from core.key_set import KeySet
from core.pagination import page_of
from initiatives.collection import collection
from initiatives.coverage.figures import KNOWN
from initiatives.finder.cards import cards_of
from initiatives.finder.catalogue import catalogue
from initiatives.finder.selection import InitiativeSelection
from initiatives.freshness import Group
from initiatives.market.floor_plan import themes_as_stalls
from initiatives.models import Bundle, Initiative, MarketEdition
from pages.live import contact_email, has_news
from pages.models import NewsItem
from themes.listings import coming_up
from themes.models import Framework

from . import design_tokens, styleguide

MAX_NEWEST, MAX_CONSIDERED, MAX_NEWS = 6, 30, 3
STYLE_ROWS = 12
SECURITY_TXT_DAYS = 180
ENGLISH_WORDS = ["refugees", "undocumented migrants", "labour migrants", "housing", "language lessons"]


def home(request):
    """Home page: the portal, the six themes, the bundles, the newest examples, what comes up and the market."""
    themes, newest = themes_as_stalls(), most_informative_newest()
    context = {
        "collection": collection(),
        "stalls": [theme for theme in themes if theme.initiative_count and not theme.cross_cutting],
        "cross_cutting": [theme for theme in themes if theme.initiative_count and theme.cross_cutting],
        "without_examples": [theme for theme in themes if not theme.initiative_count],
        "newest": cards_of(newest),
        "newest_checked": catalogue().any_of("actualiteit", [Group.CHECKED]).count_in(KeySet.of(newest)),
        "coming_up": coming_up(Framework.objects.published().with_days()),
        "bundles": Bundle.objects.published().for_lists(),
        "edition": MarketEdition.objects.published().first(),
        "news": NewsItem.objects.published()[:MAX_NEWS] if has_news() else [],
    }
    return render(request, "home.html", context)


def most_informative_newest():
    """Of the newest examples the few that say most: with a municipality, and with an outcome or costs known, first."""
    newest = InitiativeSelection.of().first(MAX_CONSIDERED, "newest")
    known = KNOWN["outcomes"][1]() | KNOWN["costs"][1]()
    telling = Initiative.objects.filter(known, pk__in=newest, municipalities__isnull=False)
    keys = set(telling.values_list("pk", flat=True))
    return sorted(newest, key=lambda key: key not in keys)[:MAX_NEWEST]


def english(request):
    """Page in English about this site and its use: the only page in that language."""
    return render(request, "fixed/english.html", {"words": ENGLISH_WORDS})


def style(request):
    """The style guide: every component in every state, with made-up examples."""
    page = page_of(request, Paginator(range(STYLE_ROWS), per_page=1))
    tokens = {
        "colours": design_tokens.colours(),
        "contrasts": design_tokens.contrasts(),
        "sizes": design_tokens.sizes(),
    }
    return render(request, "style/style.html", {"page": page, **tokens, **styleguide.context()})


def robots(request):
    """Serve robots.txt, the rules for crawlers (RFC 9309)."""
    personal = [f"Disallow: /*{mark}{name}=" for name in ("zoals", "i") for mark in "?&"]  # copies of every page
    sitemap = f"Sitemap: {settings.PORTAL_URL}/sitemap.xml"
    private = [f"Disallow: {reverse('admin:index')}", "Disallow: /controle/"]  # for editors, and by invitation
    private.append(f"Disallow: {reverse('subscriptions:new')}?")  # a form for each selection
    return _plain(["User-agent: *", *private, *personal, sitemap])


def opensearch(request):
    """Serve the description with which a browser or another program searches this site (OpenSearch 1.1)."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml; charset=utf-8")


@cache_control(max_age=86_400)
def security_txt(request):
    """Serve security.txt, on how to report a vulnerability (RFC 9116); it never expires while the site is up."""
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=SECURITY_TXT_DAYS)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT or f'mailto:{contact_email()}'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PORTAL_URL}{request.path}",
    ]
    return _plain(lines)


def bad_request(request, exception):
    """A request that cannot be parsed."""
    return render(request, "400.html", status=400)


def server_error(request):
    """A fault of ours, or of disk or database, of which the page says so and has what was typed."""
    return fault_response(request, sys.exc_info()[1]) or defaults.server_error(request)


def _plain(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
