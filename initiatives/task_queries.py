"""The tasks that initiatives need: each is one condition, for the counts of the desk and for the filter of the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.db.models.lookups import LessThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import months_after
from core.partial_dates import SORT_SUFFIX
from core.records import State
from sources.models import Publication
from themes.models import Framework

from .freshness import LOWER_BOUND, OLD_MONTHS, ONGOING, PASSING, YOUNG_MONTHS
from .models import Citation, Initiative
from .querysets import dead_sources, ended_rules

SOON_DAYS = 30
LIVE = Q(state=State.PUBLISHED)
GOES_ON = Q(status__in=sorted(ONGOING))


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
    return Q(Exists(Initiative.frameworks.through.objects.filter(initiative=OuterRef("pk"), framework__in=frameworks)))


def _ends_before(name, day):
    """Whether a partial date, or one that is not known, lies before a day as a whole."""
    return Q(LessThan(Concat(name, Value(SORT_SUFFIX)), Value(day.isoformat())))


def _end_passed():
    """Return the condition for `Kind.END`, as `Freshness.own_kind` has it."""
    today = timezone.localdate()
    by_day = ~Q(end_date="") & _ends_before("end_date", today)
    return GOES_ON & (by_day | Q(end_date="", end_year__lt=today.year))


def _old_stand():
    """Return the condition for `Kind.OLD`, as `Freshness.own_kind` has it."""
    passing = Q(status__in=sorted(PASSING)) & _known_only_before(YOUNG_MONTHS)
    return (passing | GOES_ON & _known_only_before(OLD_MONTHS)) & ~_end_passed()


def _known_only_before(months):
    limit = months_after(timezone.localdate(), -months)
    undated = Q(as_of_text__icontains=LOWER_BOUND)
    is_known = ~Q(as_of="") & ~undated | Q(checked_on__isnull=False)
    return is_known & (undated | _ends_before("as_of", limit)) & (Q(checked_on=None) | Q(checked_on__lt=limit))


def _rule_ended():
    return LIVE & GOES_ON & _related_to(ended_rules())


def _cites(publications):
    return Q(Exists(Citation.objects.filter(initiative=OuterRef("pk"), publication__in=publications)))


def _without_source():
    return LIVE & ~_cites(Publication.objects.published())


def _without_agreement():
    """The initiatives of a municipality where nobody may be asked; `ContactAgreement` is of the desk, above us."""
    today, links = timezone.localdate(), Initiative.municipalities.through.objects
    paths = ["contact_agreement", "municipalities__contact_agreement"]
    no_end = [Q(**{f"{path}__isnull": False, f"{path}__valid_until": None}) for path in paths]
    later = [Q(**{f"{path}__valid_until__gte": today}) for path in paths]
    agreed = Initiative.objects.filter(reduce(or_, no_end + later)).values("pk")
    return LIVE & Q(Exists(links.filter(initiative=OuterRef("pk")))) & ~Q(pk__in=agreed)


TASK_QUERIES = {
    "te-laat": TaskQuery(_("Te laat met controleren"), lambda: LIVE & Q(next_check__lt=timezone.localdate())),
    "regel-voorbij": TaskQuery(_("Hangt samen met een regel die niet meer geldt"), _rule_ended),
    "einde-voorbij": TaskQuery(_("De status loopt door na het eigen einde"), lambda: LIVE & _end_passed()),
    "oude-stand": TaskQuery(_("De status loopt volgens een oude bron"), lambda: LIVE & _old_stand()),
    "bron-weg": TaskQuery(_("Steunt op een bron die niet werkt"), lambda: LIVE & _cites(dead_sources())),
    "geen-bron": TaskQuery(_("Staat op de site zonder bron"), _without_source),
    "binnenkort": TaskQuery(_("Binnen 30 dagen controleren"), _due_soon),
    "regel-loopt-af": TaskQuery(
        _("Hangt samen met een regel die afloopt"), lambda: LIVE & _related_to(Framework.objects.published().ending())
    ),
    "nooit": TaskQuery(_("Nog nooit gecontroleerd"), lambda: LIVE & Q(checked_on=None)),
    "geen-contact": TaskQuery(_("Geen contact bekend"), lambda: LIVE & Q(contact_name="", contact_email="")),
    "geen-akkoord": TaskQuery(_("Geen postbus bekend die vragen aanneemt"), _without_agreement),
    "concept": TaskQuery(_("Concept, nog niet op de site"), lambda: Q(state=State.DRAFT)),
}
CONTRADICTIONS = ["einde-voorbij", "oude-stand", "regel-voorbij", "bron-weg"]  # as `Freshness.contradictions` has them
