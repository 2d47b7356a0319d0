"""What the page about this site says of the collection and its sources, counted now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from initiatives.models import Initiative
from sources.models import LinkCheck, Publication


@dataclass(frozen=True)
class Upkeep:
    """How much was checked, and how much is known of the sources.

    checked: how many initiatives the editors checked. last_link_check: when the latest link was checked, or None.
    """

    checked: int
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
    return Upkeep(Initiative.objects.published().exclude(checked_on=None).count(), **sources, **links)
