"""Base classes for records: address, publication state, and one queryset method for what is public."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_KEY_DIGITS = 18


def is_key(text):
    """Whether a text from outside may be the primary key of a record; one with more digits fits no database."""
    return text.isascii() and text.isdigit() and len(text) <= MAX_KEY_DIGITS


def no_errors(facts):
    """The own rule of most kinds of records: nothing but a source is needed."""
    return []


class State(models.TextChoices):
    """Publication state of a record, which decides who can see it."""

    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("gepubliceerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


@dataclass(frozen=True)
class PublishRule:
    """Requirements for publishing a kind of record; `core.publishing.publish_errors()` judges by it.

    source: the relation that must have rows; "" when the record is a source itself, or has one in a required column.
    fields: what the own rule looks at.
    errors: the own rule; from facts to a list of (field, sentence).
    """

    source: str = ""
    fields: tuple[str, ...] = ()
    errors: Callable = no_errors


def published_condition(model):
    """The condition on the rows that the public may see now: published, and `offline_at`, if any, is still to come.

    model: of any kind of record, also as it was in a migration, without its verbs.
    """
    condition = Q(state=State.PUBLISHED)
    if hasattr(model, "offline_at"):
        condition &= Q(offline_at=None) | Q(offline_at__gt=timezone.now())
    return condition


class RecordQuerySet(models.QuerySet):
    """Verbs that every kind of record knows."""

    def published(self):
        """Return the public records: the only filter for pages, feeds, sitemaps, exports and API."""
        return self.filter(published_condition(self.model))

    def gone(self):
        """Return the withdrawn records, which were public once; their address says why they no longer are."""
        return self.filter(state=State.WITHDRAWN)


class Publishable(models.Model):
    """Something that an editor publishes and may withdraw; `publish_rule` says when it may be on the site."""

    publish_rule = PublishRule()

    state = models.CharField(
        _("publicatie"),
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text=_("Alleen wat gepubliceerd is, staat op de site."),
    )
    withdrawal_reason = models.CharField(
        _("reden van intrekken"),
        max_length=300,
        blank=True,
        help_text=_("Bezoekers zien deze reden op het oude adres. Verplicht als u intrekt."),
    )
    internal_note = models.TextField(
        _("interne notitie"), blank=True, help_text=_("Alleen voor de redactie. Komt nooit op de site.")
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    updated_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | ~Q(withdrawal_reason=""),
                name="%(app_label)s_%(class)s_withdrawn_with_reason",
                violation_error_message=_("Geef een reden als u een record intrekt."),
            ),
        ]

    @property
    def is_published(self):
        """Whether the public may see this record."""
        return self.state == State.PUBLISHED

    def obstacles(self):
        """Reasons besides its `publish_rule` why a saved record cannot be published: a list of sentences."""
        return []

    @property
    def gone_reason(self):
        """Why its address is gone, for the page that says so."""
        return self.withdrawal_reason


class Record(Publishable):
    """Something that is published at an address of its own."""

    is_mergeable = False  # whether two of its kind may become one: see `core.merging`

    slug = models.SlugField(
        _("adres"),
        max_length=80,
        unique=True,
        help_text=_("Het laatste deel van het webadres. Verander het niet na publicatie: anderen verwijzen ernaar."),
    )

    class Meta(Publishable.Meta):
        abstract = True
