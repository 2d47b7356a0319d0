"""What to look at before an initiative is published: what blocks it, what to think about, and advice."""

from .findings import Finding, Level
from .rules import blocks, check

__all__ = ["Finding", "Level", "blocks", "check"]
