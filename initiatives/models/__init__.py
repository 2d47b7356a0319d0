"""The content: initiatives with their parts, and the markets where they are shown."""

from .coverage import MonthlyCoverage
from .initiative import Initiative
from .market import MarketEdition, Stand
from .old_address import OldAddress
from .parts import Adoption, Citation, Partner, Result, StatusEntry

__all__ = [
    "Adoption",
    "Citation",
    "Initiative",
    "MarketEdition",
    "MonthlyCoverage",
    "OldAddress",
    "Partner",
    "Result",
    "Stand",
    "StatusEntry",
]
