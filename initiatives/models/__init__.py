"""The content: initiatives with their parts, and the markets where they are shown."""

from .addresses import OldAddress
from .changes import ChangeNote
from .initiative import Initiative
from .market import MarketEdition, Stand
from .parts import Adoption, Citation, Partner, Result, StatusEntry

__all__ = [
    "Adoption",
    "ChangeNote",
    "Citation",
    "Initiative",
    "MarketEdition",
    "OldAddress",
    "Partner",
    "Result",
    "Stand",
    "StatusEntry",
]
