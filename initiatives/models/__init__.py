"""The content: initiatives with their parts, and the markets and bundles in which they are shown."""

from .bundle import Bundle, BundleItem
from .coverage import MonthlyCoverage
from .initiative import Initiative
from .market import MarketEdition, ProgrammeItem, Stand
from .media import Attachment, GalleryItem
from .old_address import OldAddress
from .parts import Adoption, Citation, Partner, Result, StatusEntry
from .shown_media import BundlePicture, MarketPicture, Quote, Slides

__all__ = [
    "Adoption",
    "Attachment",
    "Bundle",
    "BundleItem",
    "BundlePicture",
    "Citation",
    "GalleryItem",
    "Initiative",
    "MarketEdition",
    "MarketPicture",
    "MonthlyCoverage",
    "OldAddress",
    "Partner",
    "ProgrammeItem",
    "Quote",
    "Result",
    "Slides",
    "Stand",
    "StatusEntry",
]
