"""Rows of everything that only editors see: in every state, at every step, and of every kind."""

from datetime import date

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone

from core.signed_links import new_check_token, token_hash
from editorial.accounts.models import MunicipalityAccess
from editorial.audit.models import AuditEntry
from editorial.content.models import LoadedRecord
from editorial.imports.applying import save_import
from editorial.imports.rows import CellError, ImportRow
from editorial.reviews.models import CheckRequest, ContactAgreement, Digest
from editorial.revisions import snapshot
from editorial.revisions.models import Revision, RevisionState
from editorial.revisions.presence.models import Presence
from editorial.submissions.models import Addition, Attempt, Submission
from search.models import SearchCount
from sources.models import LinkCheck

from . import make


def everything_at_the_desk(initiative, publication):
    """What the desk knows about an initiative and a publication.

    Returns: the initiative, and the tokens in our mails to who sent it in and to its municipality.
    """
    now, person = timezone.now(), make.editor(username=f"redacteur-{initiative.pk}")
    _account(person, initiative, now)
    sender, municipality = f"token-{initiative.pk}", new_check_token()
    for kind in Submission.Kind:
        sent = {"initiative": initiative, "kind": kind, "reason": "r", "standing": Submission.Standing.WORKING}
        token = token_hash(sender) if kind == Submission.Kind.INITIATIVE else None
        made = Submission.objects.create(text="t", confirmed_at=now, token_hash=token, **sent)
        Addition.objects.create(submission=made, text="t")
    Attempt.objects.create(who=f"{initiative.pk}")
    ContactAgreement.objects.create(initiative=initiative, mailbox="a@b.example", agreed_on=date(2026, 1, 1))
    known = {"due_on": date(2026, 1, 1), "sent_at": now, "token_hash": token_hash(municipality)}
    CheckRequest.objects.create(initiative=initiative, **known)
    asked = {"due_on": date(2025, 1, 1), "sent_at": now, "answered_at": now, "token_hash": f"{initiative.pk}"}
    CheckRequest.objects.create(initiative=initiative, answer=CheckRequest.Answer.CHANGED, **asked)
    row = ImportRow(line=2, cells={"title": "B2"}, values={"title": "t"}, cell_errors=[CellError("B2", "p")])
    save_import("f.csv", [row], person)
    AuditEntry.objects.create(action="a", object="o", result=AuditEntry.Result.OK, origin="127.0.0.1", actor="wie")
    SearchCount.objects.create(day=date(2026, 1, initiative.pk % 28 + 1), words=f"{initiative.pk}", hits=0)
    LoadedRecord.objects.create(kind="initiative", key=initiative.code, digest="d")
    LinkCheck.objects.create(publication=publication, address="https://a.example/", state="werkt", checked_at=now)
    return initiative, sender, municipality


def _account(person, initiative, now):
    MunicipalityAccess.objects.create(user=person, municipality=initiative.municipalities.first())
    Digest.objects.create(user=person)
    Presence.objects.create(user=person, initiative=initiative, form="f", since=now, seen=now)
    Session.objects.create(session_key=person.username, session_data="s", expire_date=now)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "s"})
    address = EmailAddress.objects.create(user=person, email=person.email)
    EmailConfirmation.objects.create(email_address=address, key=person.username)
    kind = ContentType.objects.get_for_model(initiative)
    what = {"object_id": initiative.pk, "object_repr": "o", "action_flag": CHANGE, "change_message": "m"}
    LogEntry.objects.create(user=person, content_type=kind, **what)


def revisions_at_every_step(state):
    """Initiatives in a state, each with a revision at another step, checked and approved by somebody."""
    person = make.editor(username=f"lezer-{state}")
    for step in RevisionState:
        made = make.initiative(
            state=state, municipalities=[make.municipality()], checked_by=person, tags=[f"{step} {state}"]
        )
        words = {"note": "n", "comment": "c", "change_note": "w", "forced": True}
        who = {"author": person, "approved_by": person}
        Revision.objects.create(initiative=made, number=1, state=step, snapshot=snapshot.take(made), **words, **who)
