"""The steps of a version on its way to the site, and what can be done at each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """Where a version is on its way to the site."""

    CONCEPT = "concept", _("concept")
    SUBMITTED = "submitted", _("ter beoordeling")
    APPROVED = "approved", _("goedgekeurd")
    RETURNED = "returned", _("teruggestuurd")
    LIVE = "live", _("gepubliceerd")
    SUPERSEDED = "superseded", _("vervangen door een latere versie")


OPEN = [Step.CONCEPT, Step.SUBMITTED, Step.APPROVED, Step.RETURNED]
FROM = {  # from which steps a version can go on
    "submit": {Step.CONCEPT, Step.RETURNED},
    "approve": {Step.SUBMITTED},
    "send_back": {Step.SUBMITTED, Step.APPROVED},
    "publish": {Step.APPROVED},
    "publish_unapproved": {Step.CONCEPT, Step.SUBMITTED, Step.RETURNED},
    "cancel": {Step.APPROVED},
    "restore": {*Step} - set(OPEN),
}
VERBS = ["submit", "approve", "publish", "schedule", "cancel", "send_back", "restore"]
OF_SUBMITTERS = {"submit", "restore"}
