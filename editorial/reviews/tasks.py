"""Tasks of the editors: for each type the number of records, and the URL of the list that shows exactly those."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs.running import late_or_failed
from core.records import State, is_key
from editorial.accounts.access import is_submitter
from editorial.outbox.models import Mail
from editorial.outbox.sending import can_mail
from editorial.questions.models import Question
from editorial.revisions.models import Revision, RevisionState
from editorial.revisions.states import FORCE
from editorial.submissions.models import Submission
from initiatives.models import Initiative, MarketEdition
from initiatives.suspect_addresses import suspect_addresses
from initiatives.task_queries import TASK_QUERIES
from pages.models import FixedPage, PageVersion, VersionState
from sources.models import Publication
from themes.frameworks.task_queries import FRAMEWORK_TASKS, frameworks_to_do

from .models import CheckRequest, ContactAgreement

MAX_DRAFTS = 10
TO_ACCEPT = {"werk": "bevestigd"}  # query string of the list of confirmations to decide about


@dataclass(frozen=True)
class TaskType:
    """A type of task: its label, the records that need it, and the query string of the list that shows them."""

    label: str
    records: Callable[[], QuerySet]
    query: dict
    urgent: bool = False
    permission: str = ""  # needed for the task, besides that to view the records


def _initiative_task(name, urgent=False):
    return TaskType(TASK_QUERIES[name].label, TASK_QUERIES[name].records, {"werk": name}, urgent)


def _framework_task(name):
    label, _condition = FRAMEWORK_TASKS[name]
    return TaskType(label, lambda: frameworks_to_do(name), {"werk": name})


def _broken_links():
    return Publication.objects.published().filter(link_state=Publication.LinkState.BROKEN)


# In the order of the screen; a new type of task is one more entry.
TASK_TYPES = [
    TaskType(_("Antwoord van een gemeente"), lambda: CheckRequest.objects.waiting(), {"werk": "wacht"}, urgent=True),
    TaskType(
        _("Bevestiging van een gemeente om over te nemen"),
        lambda: CheckRequest.objects.to_accept(),
        TO_ACCEPT,
        urgent=True,
    ),
    TaskType(
        _("Inzending van een bezoeker"),
        lambda: Submission.objects.for_editors().filter(standing=Submission.Standing.RECEIVED),
        {"standing__exact": Submission.Standing.RECEIVED},
        urgent=True,
    ),
    TaskType(
        _("Vraag van een bezoeker om door te sturen"),
        lambda: Question.objects.waiting(),
        {"state__exact": Question.State.WAITING},
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
    TaskType(
        _("Vaste tekst die op een collega wacht"),
        lambda: FixedPage.objects.filter(versions__in=PageVersion.objects.drafts()),
        {"versions__state__exact": VersionState.DRAFT},
        urgent=True,
    ),
    TaskType(
        _("Kleine verbetering die u nog niet zag"),
        lambda: Initiative.objects.filter(pk__in=Revision.objects.unseen_typos().values("initiative")),
        {"versie": "typo"},
        permission=FORCE,
    ),
    _initiative_task("te-laat", urgent=True),
    *(_initiative_task(name, urgent=True) for name in ["einde-voorbij", "regel-voorbij", "bron-weg"]),
    TaskType(
        _("Bron met een link die niet werkt"),
        _broken_links,
        {"state__exact": State.PUBLISHED, "link_state__exact": Publication.LinkState.BROKEN},
        urgent=True,
    ),
    TaskType(
        _("Bron met een adres dat over iets anders lijkt te gaan"), suspect_addresses, {"werk": "adres"}, urgent=True
    ),
    _initiative_task("geen-bron", urgent=True),
    TaskType(
        _("Wordt vanzelf gepubliceerd"),
        lambda: Initiative.objects.filter(revisions__in=Revision.objects.planned()),
        {"versie": "planned"},
    ),
    *(_initiative_task(name) for name in ["oude-stand", "binnenkort", "regel-loopt-af", "nooit", "geen-contact"]),
    _initiative_task("geen-akkoord"),
    TaskType(
        _("Gemeente die dit jaar nog geen jaarronde kreeg"),
        lambda: ContactAgreement.objects.to_ask(),
        {"werk": "ronde"},
    ),
    TaskType(
        _("Contact dat is verlopen of binnen 30 dagen afloopt"),
        lambda: ContactAgreement.objects.to_renew(),
        {"werk": "verlopen"},
    ),
    _initiative_task("concept"),
    *(_framework_task(name) for name in FRAMEWORK_TASKS),
]


@dataclass(frozen=True)
class TaskCount:
    """A type of task with the number of records that need it, and the URL of their list."""

    label: str
    count: int
    address: str
    urgent: bool


def tasks_for(user):
    """The tasks that a user may do: a list of TaskCount, in the order of the screen; one query."""
    if is_submitter(user):
        return []
    own = [each for each in TASK_TYPES if not each.permission or user.has_perm(each.permission)]
    tasks = [(task_type, task_type.records()) for task_type in own]
    tasks = [(task_type, records) for task_type, records in tasks if _may_see(user, records.model)]
    counts = _counts([records for _task_type, records in tasks])
    return [
        TaskCount(task_type.label, count, _list_url(records.model, task_type.query), task_type.urgent)
        for (task_type, records), count in zip(tasks, counts, strict=True)
    ]


def _counts(querysets):
    """The number of records in each queryset, in one query."""
    if not querysets:
        return []
    first, *rest = [
        records.order_by().annotate(number=Value(str(number), CharField())).values("number").annotate(count=Count("pk"))
        for number, records in enumerate(querysets)
    ]
    counts = {int(row["number"]): row["count"] for row in first.union(*rest, all=True)}
    return [counts.get(number, 0) for number in range(len(querysets))]


def _may_see(user, model):
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}")


def _list_url(model, query):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=query)


def own_drafts(user):
    """The drafts that a user added, the last changed first."""
    content_type = ContentType.objects.get_for_model(Initiative)
    additions = LogEntry.objects.filter(user=user, content_type=content_type, action_flag=ADDITION)
    keys = [int(key) for key in additions.values_list("object_id", flat=True) if is_key(key)]
    return Initiative.objects.filter(pk__in=keys, state=State.DRAFT).order_by("-updated_at")[:MAX_DRAFTS]


def nearest_market():
    """Return the next market edition, or else the last one, with the days until and since it; None without any."""
    today = timezone.localdate()
    editions = list(MarketEdition.objects.published().order_by("date"))  # one a year: they cost one query
    edition = next((edition for edition in editions if edition.date >= today), editions[-1] if editions else None)
    return edition and {"edition": edition, "days": (edition.date - today).days, "ago": (today - edition.date).days}


def overview_for(user):
    """Return the context of the admin index: a dict."""
    tasks = tasks_for(user)
    return {
        "urgent": [task for task in tasks if task.count and task.urgent],
        "less_urgent": [task for task in tasks if task.count and not task.urgent],
        "done": [task for task in tasks if not task.count],
        "drafts": own_drafts(user),
        "market": nearest_market(),
        "is_submitter": is_submitter(user),
        "can_mail": can_mail(),
        "troubled_mails": Mail.objects.late_or_failed().count() if user.has_perm("outbox.view_mail") else 0,
        "troubled_jobs": late_or_failed() if user.has_perm("core.view_jobrun") else [],
    }
