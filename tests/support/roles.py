"""Somebody in each role, and what happens when they ask an address of the desk directly."""

from contextlib import contextmanager
from datetime import timedelta

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.records import State
from editorial.accounts.models import MunicipalityAccess
from editorial.accounts.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, SUBMITTERS, ensure_groups
from editorial.revisions.models import Revision, RevisionState
from tests.portal.test_secrets import linked

from . import desk, make
from .desk_rows import everything_at_the_desk

NOBODY = ["anonymous", "visitor", "no-role"]  # no account; one that is not for the desk; one without a group
ROLES = [SUBMITTERS, EDITORS, CHIEF_EDITORS, ADMINISTRATORS, "superuser"]
FROM = {  # at which step a revision is before each row of the table
    "submit": RevisionState.CONCEPT,
    "approve": RevisionState.SUBMITTED,
    "approve one's own": RevisionState.SUBMITTED,
    "send_back": RevisionState.SUBMITTED,
    "publish": RevisionState.APPROVED,
    "publish without approval": RevisionState.SUBMITTED,
    "schedule": RevisionState.APPROVED,
    "schedule without approval": RevisionState.SUBMITTED,
    "cancel": RevisionState.APPROVED,
    "restore": RevisionState.SUPERSEDED,
    "submit an own draft": RevisionState.CONCEPT,
    "approve an own draft": RevisionState.SUBMITTED,
    "publish an own draft": RevisionState.APPROVED,
}
LATER = {"publish_at_0": "2999-01-01", "publish_at_1": "12:00", "publish_at": "2999-01-01T12:00"}


class World:
    """Somebody in each role, and a record of each kind; of initiatives also those that are not one's own."""

    def __init__(self):
        urk, tiel = make.municipality(name="Urk"), make.municipality(name="Tiel")
        self.people = {role: self._person(role, urk) for role in [*NOBODY[1:], *ROLES]}
        self.clients = {role: self._client(role) for role in [*NOBODY, *ROLES]}
        shown = linked(State.PUBLISHED)
        everything_at_the_desk(shown["initiative"], shown["publication"])
        self.revision = desk.draft(make.initiative(municipalities=[urk]), self.people[EDITORS], title="Nieuw")
        draft = {"state": State.DRAFT}
        own = make.initiative(municipalities=[urk], **draft)
        self.own_revision = desk.draft(own, self.people[EDITORS], title="Nieuw")
        self.records = {model._meta.label: models.QuerySet(model).first() for model in admin.site._registry}
        self.records |= {
            "initiatives.Initiative": self.revision.initiative,
            "initiatives.Initiative own draft": own,
            "initiatives.Initiative draft of others": make.initiative(municipalities=[tiel], **draft),
            "initiatives.Initiative draft of both": make.initiative(municipalities=[urk, tiel], **draft),
            "initiatives.Initiative own withdrawn": make.initiative(municipalities=[urk], state=State.WITHDRAWN),
            "auth.User a superuser": self.people["superuser"],
        }

    def _person(self, role, place):
        known = {"is_staff": role != "visitor", "is_superuser": role == "superuser"}
        user = User.objects.create_user(role, f"{role}@example.org", **known)
        if role in ROLES[:-1]:
            user.groups.set([ensure_groups(apps, role)])
        if role == SUBMITTERS:
            MunicipalityAccess.objects.create(user=user, municipality=place)
        return user

    def _client(self, role):
        client = desk.EditorsClient()
        if role in self.people:
            client.force_login(self.people[role])
        return client

    def addresses(self):
        """The other addresses of the desk by name; of initiatives on the site, or of one's own."""
        initiative, own = self.revision.initiative, self.records["initiatives.Initiative own draft"]
        kind = ContentType.objects.get_for_model(initiative)
        known = {"pk": initiative.pk, "number": self.revision.number}
        of_own = {"pk": own.pk, "number": self.own_revision.number}
        field = {"app_label": "initiatives", "model_name": "initiative", "field_name": "main_theme"}
        names = ["index", "password_change", "password_change_done", "jsi18n"]
        return {name: reverse(f"admin:{name}") for name in names} | {
            "app_list": reverse("admin:app_list", args=["initiatives"]),
            "autocomplete": reverse("admin:autocomplete", query={**field, "term": "x"}),
            "view_on_site": reverse("admin:view_on_site", args=[kind.pk, initiative.pk]),
            "initiatives_initiative_preview": desk.address(initiative, "preview"),
            "initiatives_initiative_preview own": desk.address(own, "preview"),
            "initiatives_initiative_address": desk.address(initiative, "address"),
            "initiative_revisions": reverse("admin:initiative_revisions", args=[initiative.pk]),
            "initiative_revision": reverse("admin:initiative_revision", kwargs=known),
            "initiative_revision_preview": reverse("admin:initiative_revision_preview", kwargs=known),
            "initiative_revisions own": reverse("admin:initiative_revisions", args=[own.pk]),
            "initiative_revision own": reverse("admin:initiative_revision", kwargs=of_own),
            "initiative_revision_preview own": reverse("admin:initiative_revision_preview", kwargs=of_own),
            "imports_sheetimport_file": reverse("admin:imports_sheetimport_file", args=["sjabloon", "csv"]),
            "auth_user_password_change": reverse("admin:auth_user_password_change", args=[self.people[EDITORS].pk]),
        }


@contextmanager
def undone():
    """What happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_open(answer):
    """Whether a page was given; who may not see it is refused, or sent to the login or the first page."""
    elsewhere = {reverse("admin:index"), reverse("admin:login")}
    return answer.status_code == 200 or (answer.status_code == 302 and answer.url.split("?")[0] not in elsewhere)


def posted(client, address, record, **data):
    """Send something and take it back; returns the answer, and whether it was taken: a page or a change."""
    rows = models.QuerySet(type(record)).filter(pk=record.pk)
    with undone():
        before = rows.values().first()
        answer = client.post(address, data)
        return answer, is_open(answer) or rows.values().first() != before


def letters(client, record):
    """What is open for a record: each letter when all of its addresses are, `?` when some are."""
    lists, adds = (desk.address(type(record), page) for page in ("changelist", "add"))
    form, history, deletes = (desk.address(record, page) for page in ("change", "history", "delete"))
    opened = {
        "l": {is_open(client.get(lists))},
        "a": {is_open(client.get(adds)), posted(client, adds, record)[1]},
        "v": {is_open(client.get(form)), is_open(client.get(history))},
        "c": {posted(client, form, record)[1]},
        "d": {is_open(client.get(deletes)), posted(client, deletes, record, post="yes")[1]},
    }
    return "".join({(True,): letter, (False,): "."}.get((*found,), "?") for letter, found in opened.items())


def is_done(client, record, action):
    """Whether an action of the list is done, or asks whether it must be."""
    chosen = {"action": action, "_selected_action": record.pk, "index": 0}
    answer, _taken = posted(client, desk.address(type(record), "changelist"), record, **chosen)
    if answer.status_code not in {200, 302}:
        return False
    told = [str(one) for one in answer.wsgi_request._messages._queued_messages if str(one) != _("No action selected.")]
    asks = hasattr(answer, "template_name") and "change_list" not in str(answer.template_name)
    return "Content-Disposition" in answer or asks or bool(told)


def goes_on(client, revision, author, what):
    """Whether somebody gets a revision to its next step."""
    address = reverse("admin:initiative_revision", args=[revision.initiative.pk, revision.number])
    verb, steps = what.split()[0], Revision.objects.order_by("pk").values_list("state", "publish_at")
    planned = timezone.now() + timedelta(days=1) if verb == "cancel" else None
    with undone():
        Revision.objects.filter(pk=revision.pk).update(state=FROM[what], author=author, publish_at=planned)
        before = list(steps)
        client.post(address, {"verb": verb, "comment": "Noem de bron.", **LATER})
        return list(steps.all()) != before
