"""Rows of everything that only editors see: of every model, and revisions in every state."""

from datetime import date

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone

from core.merging import merge
from core.models import BackgroundJob, JobRun, PageUse
from core.records import State
from core.signed_links import new_check_token, token_hash
from editorial.accounts.models import MunicipalityAccess
from editorial.audit.models import AuditEntry
from editorial.content.models import LoadedRecord
from editorial.imports.applying import save_import
from editorial.imports.models import SheetExport
from editorial.imports.rows import CellError, ImportRow
from editorial.outbox.models import Mail
from editorial.questions.models import Question
from editorial.reviews.models import CheckRequest, ContactAgreement, Digest, Round
from editorial.revisions import snapshot
from editorial.revisions.history.models import PublicChange
from editorial.revisions.models import Revision, RevisionState
from editorial.revisions.presence.models import Presence
from editorial.submissions.models import Addition, Attempt, Submission
from editorial.subscriptions.models import Follower
from initiatives.models import Consideration, MonthlyCoverage
from municipalities.models import Reorganisation
from pages.models import FixedPage, SiteSettings
from search.models import SearchCount
from sources.models import LinkCheck

from . import make


def create_editorial_rows(initiative, publication):
    """A row of every editorial model, about an initiative and a publication.

    Returns: the initiative, and the tokens in the mails to its submitter and to its municipality.
    """
    now, editor = timezone.now(), make.editor(username=f"redacteur-{initiative.pk}")
    _account(editor, initiative, now)
    sender, municipality = f"token-{initiative.pk}", new_check_token()
    for kind in Submission.Kind:
        fields = {"initiative": initiative, "kind": kind, "reason": "r", "standing": Submission.Standing.WORKING}
        token = token_hash(sender) if kind == Submission.Kind.INITIATIVE else None
        submission = Submission.objects.create(text="t", confirmed_at=now, token_hash=token, **fields)
        Addition.objects.create(submission=submission, text="t")
    follower = Follower.objects.create(address="a", address_hash=f"{initiative.pk}", mailbox_hash="m")
    follower.subscriptions.create(selection=f"q=s{initiative.pk}", token_hash=f"f{initiative.pk}")
    words = {"note": "n", "differences": [["l", "o", "n"]]}
    PublicChange.objects.create(initiative=initiative, kind="changed", on=now.date(), after={}, **words)
    Attempt.objects.create(who=f"{initiative.pk}")
    Consideration.objects.create(initiative=initiative, municipality=initiative.municipalities.first())
    Mail.objects.create(kind=Mail.Kind.CHECK, recipient="a@b.example", subject="s", body="b", error="e", created_at=now)
    ContactAgreement.objects.create(initiative=initiative, mailbox="a@b.example", agreed_on=date(2026, 1, 1))
    year = 2000 + initiative.pk % 1000
    Round.objects.create(municipality=initiative.municipalities.first(), year=year, sent_at=now)
    unanswered = {"due_on": date(2026, 1, 1), "sent_at": now, "token_hash": token_hash(municipality)}
    CheckRequest.objects.create(initiative=initiative, **unanswered)
    answered = {"due_on": date(2025, 1, 1), "sent_at": now, "answered_at": now, "token_hash": f"{initiative.pk}"}
    CheckRequest.objects.create(initiative=initiative, answer=CheckRequest.Answer.CHANGED, **answered)
    asked = {"text": "t", "email": "a@b.example", "reason": "r", "confirmed_at": now, "state": Question.State.WAITING}
    Question.objects.create(initiative=initiative, token_hash=token_hash(f"vraag-{sender}"), **asked)
    row = ImportRow(line=2, cells={"title": "B2"}, values={"title": "t"}, cell_errors=[CellError("B2", "p")])
    save_import("f.csv", [row], editor)
    SheetExport.objects.create(keys=[initiative.pk], created_by=editor, written_at=now)
    AuditEntry.objects.create(action="a", object="o", result=AuditEntry.Result.OK, origin="127.0.0.1", actor="wie")
    JobRun.objects.create(name=f"job-{initiative.pk}", outcome="o")
    BackgroundJob.objects.create(kind="k", object_type="t", object_key=initiative.pk, created_by=editor)
    page, _created = FixedPage.objects.get_or_create(slug="open-data")
    SiteSettings.objects.get_or_create(pk=1)
    for title in ("Op de site", "Nog niet"):
        page.add_version(page.shipped._replace(title=title), editor, "n")
        if title == "Op de site":
            page.versions.drafts().get().go_live()
    PageUse.objects.create(day=date(2026, 1, initiative.pk % 28 + 1), path=f"/{initiative.pk}/")
    SearchCount.objects.create(day=date(2026, 1, initiative.pk % 28 + 1), words=f"{initiative.pk}", hits=0)
    LoadedRecord.objects.create(kind="initiative", key=initiative.code, digest="d")
    MonthlyCoverage.objects.create(month=date(2000 + initiative.pk % 1000, 1, 1), counted_at=now)
    _merge(publication)
    _reorganisation(initiative.municipalities.first(), publication)
    LinkCheck.objects.create(publication=publication, address="https://a.example/", state="werkt", checked_at=now)
    return initiative, sender, municipality


def _merge(publication):
    gone = make.publication(title=f"dubbel {publication.pk}", state=State.DRAFT)
    merge(publication, gone, [], "wie")


def _reorganisation(municipality, publication):
    plan = Reorganisation.objects.create(publication=publication, takes_effect_on=date(2999, 1, 1), refusal="w")
    plan.new_municipalities.create(code="GM9999", name="n", official_name="o", province=municipality.province)
    plan.parts.create(origin=municipality, destination="n")


def _account(user, initiative, now):
    MunicipalityAccess.objects.create(user=user, municipality=initiative.municipalities.first())
    Digest.objects.create(user=user)
    Presence.objects.create(user=user, initiative=initiative, form="f", since=now, seen=now)
    Session.objects.create(session_key=user.username, session_data="s", expire_date=now)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "s"})
    address = EmailAddress.objects.create(user=user, email=user.email)
    EmailConfirmation.objects.create(email_address=address, key=user.username)
    content_type = ContentType.objects.get_for_model(initiative)
    fields = {"object_id": initiative.pk, "object_repr": "o", "action_flag": CHANGE, "change_message": "m"}
    LogEntry.objects.create(user=user, content_type=content_type, **fields)


def create_revisions_in_every_state(state):
    """Initiatives in a state, each with a revision in another state, checked and approved by an editor."""
    editor = make.editor(username=f"lezer-{state}")
    for revision_state in RevisionState:
        initiative = make.initiative(
            state=state, municipalities=[make.municipality()], checked_by=editor, tags=[f"{revision_state} {state}"]
        )
        texts = {"note": "n", "comment": "c", "change_note": "w", "forced": True}
        people = {"author": editor, "approved_by": editor}
        fields = {"number": 1, "state": revision_state, "snapshot": snapshot.take(initiative)}
        Revision.objects.create(initiative=initiative, **fields, **texts, **people)
