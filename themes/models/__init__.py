"""The subjects: themes, target groups, concepts, frameworks, and what municipalities signal."""

from .concept import Concept, Synonym
from .framework import Framework, FrameworkCitation, FrameworkMoment
from .key_figure import KeyFigure
from .signal import Addressee, Ask, Bottleneck, Mention, Statement
from .theme import TargetGroup, Theme

__all__ = [
    "Addressee",
    "Ask",
    "Bottleneck",
    "Concept",
    "Framework",
    "FrameworkCitation",
    "FrameworkMoment",
    "KeyFigure",
    "Mention",
    "Statement",
    "Synonym",
    "TargetGroup",
    "Theme",
]
