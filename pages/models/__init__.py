"""The models of the app."""

from .fixed_page import FixedPage, PageVersion, PublicationRefused, VersionState
from .news import NewsItem
from .site_settings import SiteSettings

__all__ = ["FixedPage", "NewsItem", "PageVersion", "PublicationRefused", "SiteSettings", "VersionState"]
