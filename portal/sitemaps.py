"""The sitemap: every public page, with the day on which its content changed where that is known."""

from operator import attrgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from initiatives.models import Bundle, Initiative, MarketEdition
from municipalities.models import Municipality
from pages.live import has_news
from pages.models import NewsItem
from sources.models import Organisation, Publication
from themes.models import Bottleneck, Concept, Framework, Theme

FIXED = [
    "home",
    "search:results",
    "initiatives:list",
    "initiatives:opportunities",
    "initiatives:coverage",
    "initiatives:bundles",
    "themes:list",
    "themes:bottlenecks",
    "themes:frameworks",
    "themes:concepts",
    "themes:key_figures",
    "municipalities:list",
    "sources:list",
    "sources:organisations",
    "submissions:new",
    "subscriptions:new",
    "history:list",
    "about",
    "accessibility",
    "privacy",
    "open_data",
    "opendata:api",
    "opendata:fields",
    "english",
]


class PortalSitemap(Sitemap):
    """Addresses under `PORTAL_URL`, whatever the host of the request."""

    protocol = urlsplit(settings.PORTAL_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.PORTAL_URL).netloc


class FixedSitemap(PortalSitemap):
    """The pages that always exist."""

    def items(self):
        return [*FIXED, *(["pages:news"] if has_news() else [])]

    def location(self, name):
        return reverse(name)


class MunicipalitySitemap(PortalSitemap):
    """The municipalities; CBS gives no day of change."""

    def items(self):
        return sorted(Municipality.objects.findable().order_by(), key=attrgetter("slug"))


class RecordSitemap(PortalSitemap):
    """The published records of one model, in the same order on every database; when they changed, nobody noted."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return sorted(self.model.objects.published().only(*self.fields()).order_by(), key=attrgetter("slug"))

    def fields(self):
        """Names of the fields that the sitemap reads of a record."""
        return ["slug"]


class ChangeSitemap(RecordSitemap):
    """Initiatives or bundles, each with the day on which its content changed, if that is known."""

    def fields(self):
        return ["slug", "content_changed_on"]

    def lastmod(self, record):
        return record.content_changed_on


RECORDS = [MarketEdition, Theme, Bottleneck, Framework, Concept, Publication, Organisation, NewsItem]
SITEMAPS = {
    "fixed": FixedSitemap,
    "municipality": MunicipalitySitemap,
    "initiative": ChangeSitemap(Initiative),
    "bundle": ChangeSitemap(Bundle),
} | {model._meta.model_name: RecordSitemap(model) for model in RECORDS}
