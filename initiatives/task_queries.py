"""The tasks that initiatives need: each is one condition, for the counts of the desk and for the filter of the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.records import State
from sources.models import Publication
from themes.models import Framework

from .models import Citation, Initiative

SOON_DAYS = 30
LIVE = Q(state=State.PUBLISHED)


@dataclass(frozen=True)
class TaskQuery:
    """A type of task: its name on the screen, and the condition for an initiative to need it."""

    label: str
    condition: Callable[[], Q]

    def records(self):
        """The initiatives that need it."""
        return Initiative.objects.filter(self.condition())


def _due_soon():
    today = timezone.localdate()
    return LIVE & Q(next_check__range=(today, today + timedelta(days=SOON_DAYS)))


def _related_to(frameworks):
    links = Initiative.frameworks.through.objects.filter(initiative=OuterRef("pk"), framework__in=frameworks)
    return LIVE & Q(Exists(links))


def _without_source():
    citations = Citation.objects.filter(initiative=OuterRef("pk"), publication__in=Publication.objects.published())
    return LIVE & ~Q(Exists(citations))


TASK_QUERIES = {
    "te-laat": TaskQuery(_("Te laat met controleren"), lambda: LIVE & Q(next_check__lt=timezone.localdate())),
    "regel-voorbij": TaskQuery(
        _("Hangt samen met een regel die niet meer geldt"), lambda: _related_to(Framework.objects.published().ended())
    ),
    "geen-bron": TaskQuery(_("Staat op de site zonder bron"), _without_source),
    "binnenkort": TaskQuery(_("Binnen 30 dagen controleren"), _due_soon),
    "regel-loopt-af": TaskQuery(
        _("Hangt samen met een regel die afloopt"), lambda: _related_to(Framework.objects.published().ending())
    ),
    "nooit": TaskQuery(_("Nog nooit gecontroleerd"), lambda: LIVE & Q(checked_on=None)),
    "geen-contact": TaskQuery(_("Geen contact bekend"), lambda: LIVE & Q(contact_name="", contact_email="")),
    "concept": TaskQuery(_("Concept, nog niet op de site"), lambda: Q(state=State.DRAFT)),
}
