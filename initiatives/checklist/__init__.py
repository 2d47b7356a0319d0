"""What to look at before an initiative is published: what blocks it, what to think about, and advice."""

from .findings import Finding, Level
from .rules import blocking_findings, run_checklist

__all__ = ["Finding", "Level", "blocking_findings", "run_checklist"]
