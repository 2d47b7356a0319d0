"""The states of a revision on its way to the site, and the verbs that each allows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RevisionState(models.TextChoices):
    """State of a revision in the review workflow."""

    DRAFT = "concept", _("concept")
    SUBMITTED = "submitted", _("ter beoordeling")
    APPROVED = "approved", _("goedgekeurd")
    RETURNED = "returned", _("teruggestuurd")
    LIVE = "live", _("gepubliceerd")
    SUPERSEDED = "superseded", _("vervangen door een latere versie")


FORCE = "revisions.force_revision"
OPEN = [RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.APPROVED, RevisionState.RETURNED]
ALLOWED_STATES = {  # the states from which a verb is allowed
    "submit": {RevisionState.DRAFT, RevisionState.RETURNED},
    "approve": {RevisionState.SUBMITTED},
    "send_back": {RevisionState.SUBMITTED, RevisionState.APPROVED},
    "publish": {RevisionState.APPROVED},
    "publish_unapproved": {RevisionState.DRAFT, RevisionState.SUBMITTED, RevisionState.RETURNED},
    "cancel": {RevisionState.APPROVED},
    "restore": {*RevisionState} - set(OPEN),
    "correct": {RevisionState.DRAFT, RevisionState.RETURNED},
    "confirm": {*RevisionState} - set(OPEN),
}
VERBS = ["correct", "confirm", "submit", "approve", "publish", "schedule", "cancel", "send_back", "restore"]
SUBMITTER_VERBS = {"submit", "restore"}
