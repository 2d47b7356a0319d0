"""Figures about the collection and its sources for the page about this site, counted now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from initiatives.coverage.figures import known_counts
from initiatives.models import Initiative
from initiatives.models.assessment import RUBRIC
from sources.models import LinkCheck, Publication


@dataclass(frozen=True)
class Upkeep:
    """Figures on how much was checked, and how much is known of the sources.

    checked, assessed: of how many initiatives the editors or the municipality checked the content, and of how many the
    evidence was assessed. last_link_check: when the latest link was checked, or None.
    """

    checked: int
    assessed: int
    sources: int
    undated_sources: int
    links: int
    checked_links: int
    last_link_check: datetime | None


def upkeep():
    """The counts of now, of what is published."""
    sources = Publication.objects.published().aggregate(
        sources=Count("pk"),
        undated_sources=Count("pk", filter=Q(date="")),
        links=Count("pk", filter=~Q(url="")),
    )
    links = LinkCheck.objects.filter(publication__in=Publication.objects.published()).aggregate(
        checked_links=Count("pk"), last_link_check=Max("checked_at")
    )
    return Upkeep(**known_counts(["checked", "assessed"]), **sources, **links)


def rubric():
    """The questions that every assessment of the evidence answers: pairs of a question and its explanation."""
    questions = [Initiative._meta.get_field(name) for name in RUBRIC]
    return [(question.verbose_name, question.help_text) for question in questions]
