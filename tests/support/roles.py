"""A user in each role, and what happens when they request a page of the admin directly."""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.template import Template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.background_admin import PARAMETER
from core.records import State
from editorial.accounts.models import MunicipalityAccess
from editorial.accounts.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, SUBMITTERS, ensure_groups
from editorial.imports.models import SheetExport
from editorial.imports.reading import Table
from editorial.imports.steps import save_file
from editorial.revisions.models import Revision, RevisionState
from editorial.submissions.models import Submission
from pages.models import FixedPage
from tests.portal.test_secrets import linked

from . import desk, make
from .editorial_rows import create_editorial_rows

NOBODY = ["anonymous", "visitor", "no-role"]  # no account; one without access to the admin; one without a group
ROLES = [SUBMITTERS, EDITORS, CHIEF_EDITORS, ADMINISTRATORS, "superuser"]
STATE_BEFORE = {  # the state of a revision before each row of the table
    "submit": RevisionState.DRAFT,
    "approve": RevisionState.SUBMITTED,
    "approve one's own": RevisionState.SUBMITTED,
    "send_back": RevisionState.SUBMITTED,
    "publish": RevisionState.APPROVED,
    "publish without approval": RevisionState.SUBMITTED,
    "schedule": RevisionState.APPROVED,
    "schedule without approval": RevisionState.SUBMITTED,
    "cancel": RevisionState.APPROVED,
    "restore": RevisionState.SUPERSEDED,
    "correct": RevisionState.DRAFT,
    "confirm": RevisionState.SUPERSEDED,
    "submit an own draft": RevisionState.DRAFT,
    "approve an own draft": RevisionState.SUBMITTED,
    "publish an own draft": RevisionState.APPROVED,
}
LATER = {"publish_at_0": "2999-01-01", "publish_at_1": "12:00", "publish_at": "2999-01-01T12:00"}


class World:
    """A user in each role, and a record of each model; of initiatives also those of other municipalities."""

    def __init__(self):
        urk, tiel = make.municipality(name="Urk"), make.municipality(name="Tiel")
        make.place("Tollebeek", municipality=urk)
        self.users = {role: self._user(role, urk) for role in [*NOBODY[1:], *ROLES]}
        self.clients = {role: self._client(role) for role in [*NOBODY, *ROLES]}
        published = linked(State.PUBLISHED)
        create_editorial_rows(published["initiative"], published["publication"])
        self.revision = desk.draft(make.initiative(municipalities=[urk]), self.users[EDITORS], title="Nieuw")
        misspelt = make.initiative(municipalities=[urk], approach="Zij word geholpen.")
        self.typo = desk.draft(misspelt, self.users[EDITORS], approach="Zij wordt geholpen.")
        draft = {"state": State.DRAFT}
        own = make.initiative(municipalities=[urk], **draft)
        self.own_revision = desk.draft(own, self.users[EDITORS], title="Nieuw")
        self.sheet = self._written_sheet()
        self.page, _created = FixedPage.objects.get_or_create(slug="over")
        self.page.add_version(self.page.shipped._replace(title="Over ons"), self.users[EDITORS])
        self.records = {model._meta.label: models.QuerySet(model).first() for model in admin.site._registry}
        self.records |= {
            "initiatives.Initiative": self.revision.initiative,
            "initiatives.Initiative own draft": own,
            "initiatives.Initiative draft of others": make.initiative(municipalities=[tiel], **draft),
            "initiatives.Initiative draft of both": make.initiative(municipalities=[urk, tiel], **draft),
            "initiatives.Initiative own withdrawn": make.initiative(municipalities=[urk], state=State.WITHDRAWN),
            "auth.User a superuser": self.users["superuser"],
        }

    def _user(self, role, municipality):
        flags = {"is_staff": role != "visitor", "is_superuser": role == "superuser"}
        user = User.objects.create_user(role, f"{role}@example.org", **flags)
        if role in ROLES[:-1]:
            user.groups.set([ensure_groups(apps, role)])
        if role == SUBMITTERS:
            MunicipalityAccess.objects.create(user=user, municipality=municipality)
        return user

    def _client(self, role):
        client = desk.EditorsClient()
        if role in self.users:
            client.force_login(self.users[role])
        return client

    def _written_sheet(self):
        sheet = SheetExport.objects.first()
        default_storage.save(sheet.stored_name, ContentFile(b"x"))
        return sheet

    def _foreign_file(self):
        return save_file("werk.csv", Table(["kleur"], [(2, ["rood"])]))

    def addresses(self):
        """The other paths of the admin by name; of published initiatives, or of one's own."""
        initiative, own = self.revision.initiative, self.records["initiatives.Initiative own draft"]
        content_type = ContentType.objects.get_for_model(initiative)
        of_published = {"pk": initiative.pk, "number": self.revision.number}
        of_own = {"pk": own.pk, "number": self.own_revision.number}
        field = {"app_label": "initiatives", "model_name": "initiative", "field_name": "main_theme"}
        names = ["index", "password_change", "password_change_done", "jsi18n"]
        return {name: reverse(f"admin:{name}") for name in names} | {
            "app_list": reverse("admin:app_list", args=["initiatives"]),
            "autocomplete": reverse("admin:autocomplete", query={**field, "term": "x"}),
            "view_on_site": reverse("admin:view_on_site", args=[content_type.pk, initiative.pk]),
            "initiatives_initiative_preview": desk.address(initiative, "preview"),
            "initiatives_initiative_preview own": desk.address(own, "preview"),
            "initiatives_initiative_address": desk.address(initiative, "address"),
            "initiatives_initiative_ask": desk.address(initiative, "ask"),
            "initiative_change_notes": reverse("admin:initiative_change_notes", args=[initiative.pk]),
            "initiative_revisions": reverse("admin:initiative_revisions", args=[initiative.pk]),
            "initiative_revision": reverse("admin:initiative_revision", kwargs=of_published),
            "initiative_revision_preview": reverse("admin:initiative_revision_preview", kwargs=of_published),
            "initiative_revisions own": reverse("admin:initiative_revisions", args=[own.pk]),
            "initiative_revision own": reverse("admin:initiative_revision", kwargs=of_own),
            "initiative_revision_preview own": reverse("admin:initiative_revision_preview", kwargs=of_own),
            "core_jobrun_health": reverse("admin:core_jobrun_health"),
            "submissions_submission_adoption": reverse(
                "admin:submissions_submission_adoption", args=[Submission.objects.get(kind="overname").pk]
            ),
            "imports_sheetexport_download": desk.address(self.sheet, "download"),
            "imports_sheetimport_wrong": reverse("admin:imports_sheetimport_wrong", args=[self._foreign_file().pk]),
            "imports_sheetimport_file": reverse("admin:imports_sheetimport_file", args=["sjabloon", "csv"]),
            "municipalities_reorganisation_preview": desk.address(
                self.records["municipalities.Reorganisation"], "preview"
            ),
            "pages_fixedpage_versions": reverse("admin:pages_fixedpage_versions", args=[self.page.pk]),
            "pages_fixedpage_preview": reverse("admin:pages_fixedpage_preview", args=[self.page.pk, 1]),
            "auth_user_password_change": reverse("admin:auth_user_password_change", args=[self.users[EDITORS].pk]),
        }


@contextmanager
def rolled_back():
    """What happens within is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_open(response):
    """Whether a page opened; who may not see it gets an error, or a redirect to the login or the first page."""
    elsewhere = {reverse("admin:index"), reverse("admin:login")}
    return response.status_code == 200 or (response.status_code == 302 and response.url.split("?")[0] not in elsewhere)


def post_and_roll_back(client, path, record, **data):
    """Post something and roll it back; returns the response, and whether it was accepted: a page or a change."""
    rows = models.QuerySet(type(record)).filter(pk=record.pk)
    with rolled_back():
        before = rows.values().first()
        response = client.post(path, data)
        return response, is_open(response) or rows.values().first() != before


def leave_unrendered(monkeypatch):
    """Let pages be empty and lists of the menu unmade, and log nothing."""
    menu = admin.site.get_app_list
    monkeypatch.setattr("logging.root.manager.disable", logging.CRITICAL)
    monkeypatch.setattr(Template, "render", lambda *_: "")
    monkeypatch.setattr(admin.site, "get_app_list", lambda request, app=None: menu(request, app) if app else [])


def open_pages(client, record):
    """What is open for a record: each letter when all of its pages are, `?` when some are."""
    lists, adds = (desk.address(type(record), page) for page in ("changelist", "add"))
    form, history, deletes = (desk.address(record, page) for page in ("change", "history", "delete"))
    opened = {
        "l": {is_open(client.get(lists))},
        "a": {is_open(client.get(adds)), post_and_roll_back(client, adds, record)[1]},
        "v": {is_open(client.get(form)), is_open(client.get(history))},
        "c": {post_and_roll_back(client, form, record)[1]},
        "d": {is_open(client.get(deletes)), post_and_roll_back(client, deletes, record, post="yes")[1]},
    }
    return "".join({(True,): letter, (False,): "."}.get((*results,), "?") for letter, results in opened.items())


def is_action_allowed(client, record, action):
    """Whether an action of the list is performed, begun in the background, or asks for confirmation."""
    data = {"action": action, "_selected_action": record.pk, "index": 0}
    response, _is_accepted = post_and_roll_back(client, desk.address(type(record), "changelist"), record, **data)
    if response.status_code not in {200, 302}:
        return False
    queued = [str(message) for message in response.wsgi_request._messages._queued_messages]
    messages = [message for message in queued if message != _("No action selected.")]
    asks = hasattr(response, "template_name") and "change_list" not in str(response.template_name)
    is_begun = f"?{PARAMETER}=" in response.get("Location", "")
    return "Content-Disposition" in response or asks or is_begun or bool(messages)


def changes_state(client, revision, author, transition):
    """Whether a user may make a transition of a revision: a row of the table."""
    path = reverse("admin:initiative_revision", args=[revision.initiative.pk, revision.number])
    verb, states = (
        transition.split()[0],
        Revision.objects.order_by("pk").values_list("state", "publish_at", "approved_by"),
    )
    publish_at = timezone.now() + timedelta(days=1) if verb == "cancel" else None
    with rolled_back():
        Revision.objects.filter(pk=revision.pk).update(
            state=STATE_BEFORE[transition], author=author, publish_at=publish_at, is_typo=verb == "confirm"
        )
        before = list(states)
        client.post(path, {"verb": verb, "comment": "Noem de bron.", **LATER})
        return list(states.all()) != before
