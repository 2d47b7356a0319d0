"""What there is to do at the desk: each sort of work with its number and the list that shows exactly that."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.records import State
from editorial.accounts.access import is_submitter
from editorial.revisions.models import Revision, RevisionState
from editorial.submissions.models import Submission
from initiatives.models import Initiative, MarketEdition
from initiatives.task_queries import TASK_QUERIES
from sources.models import Publication

from .models import CheckRequest

MOST_DRAFTS = 10


@dataclass(frozen=True)
class TaskType:
    """A sort of work: what it is, which records need it, and the query of the list that shows them."""

    label: str
    records: Callable[[], QuerySet]
    query: dict
    urgent: bool = False


def _about_initiatives(name, urgent=False):
    return TaskType(TASK_QUERIES[name].label, TASK_QUERIES[name].records, {"werk": name}, urgent)


def _broken_links():
    return Publication.objects.published().filter(link_state=Publication.LinkState.BROKEN)


# In the order of the screen; a new sort of work is one more line.
TASK_TYPES = [
    TaskType(_("Antwoord van een gemeente"), lambda: CheckRequest.objects.waiting(), {"werk": "wacht"}, urgent=True),
    TaskType(
        _("Inzending van een bezoeker"),
        lambda: Submission.objects.for_editors().filter(standing=Submission.Standing.RECEIVED),
        {"standing__exact": Submission.Standing.RECEIVED},
        urgent=True,
    ),
    TaskType(
        _("Versie die is teruggestuurd"),
        lambda: Initiative.objects.filter(revisions__state=RevisionState.RETURNED),
        {"versie": RevisionState.RETURNED},
        urgent=True,
    ),
    TaskType(
        _("Versie die op beoordeling wacht"),
        lambda: Initiative.objects.filter(revisions__state=RevisionState.SUBMITTED),
        {"versie": RevisionState.SUBMITTED},
        urgent=True,
    ),
    TaskType(
        _("Goedgekeurd, maar nog niet gepubliceerd of gepland"),
        lambda: Initiative.objects.filter(revisions__in=Revision.objects.ready()),
        {"versie": "ready"},
        urgent=True,
    ),
    _about_initiatives("te-laat", urgent=True),
    _about_initiatives("regel-voorbij", urgent=True),
    TaskType(
        _("Bron met een link die niet werkt"),
        _broken_links,
        {"state__exact": State.PUBLISHED, "link_state__exact": Publication.LinkState.BROKEN},
        urgent=True,
    ),
    _about_initiatives("geen-bron", urgent=True),
    TaskType(
        _("Wordt vanzelf gepubliceerd"),
        lambda: Initiative.objects.filter(revisions__in=Revision.objects.planned()),
        {"versie": "planned"},
    ),
    *(_about_initiatives(name) for name in ["binnenkort", "regel-loopt-af", "nooit", "geen-contact", "concept"]),
]


@dataclass(frozen=True)
class TaskCount:
    """A sort of work with the number of records that need it, and the address of their list."""

    label: str
    count: int
    address: str
    urgent: bool


def tasks_for(user):
    """The work that somebody may do: a list of Counted, in the order of the screen; asks one question."""
    if is_submitter(user):
        return []
    asked = [(number, sort, sort.records()) for number, sort in enumerate(TASK_TYPES)]
    asked = [(number, sort, records) for number, sort, records in asked if _may_see(user, records.model)]
    counts = _counts([(number, records) for number, _sort, records in asked])
    return [
        TaskCount(sort.label, counts.get(number, 0), _list_address(records.model, sort.query), sort.urgent)
        for number, sort, records in asked
    ]


def _counts(asked):
    """How many records each query finds, in one statement: a dict from number to count."""
    if not asked:
        return {}
    first, *rest = [
        records.order_by().annotate(sort=Value(str(number), CharField())).values("sort").annotate(count=Count("pk"))
        for number, records in asked
    ]
    return {int(row["sort"]): row["count"] for row in first.union(*rest, all=True)}


def _may_see(user, model):
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}")


def _list_address(model, query):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=query)


def drafts_of(user):
    """The drafts that somebody began, those changed last first."""
    kind = ContentType.objects.get_for_model(Initiative)
    begun = LogEntry.objects.filter(user=user, content_type=kind, action_flag=ADDITION)
    keys = [int(key) for key in begun.values_list("object_id", flat=True) if key.isdecimal()]
    return Initiative.objects.filter(pk__in=keys, state=State.DRAFT).order_by("-updated_at")[:MOST_DRAFTS]


def market():
    """The market that comes, or else the last one, with the days until it (below 0 when it was); None without."""
    today = timezone.localdate()
    editions = MarketEdition.objects.published()
    edition = editions.filter(date__gte=today).order_by("date").first() or editions.order_by("-date").first()
    return edition and {"edition": edition, "days": (edition.date - today).days, "ago": (today - edition.date).days}


def overview_for(user):
    """All that the first page of the desk shows to somebody."""
    work = tasks_for(user)
    return {
        "urgent": [sort for sort in work if sort.count and sort.urgent],
        "less_urgent": [sort for sort in work if sort.count and not sort.urgent],
        "done": [sort for sort in work if not sort.count],
        "drafts": drafts_of(user),
        "market": market(),
        "is_limited": is_submitter(user),
    }
