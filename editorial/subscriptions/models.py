"""Models for followers (encrypted mail addresses) and their subscriptions to selections."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import months_after
from core.encryption import decrypt, encrypt
from core.signed_links import token_hash
from editorial.submissions.form_querysets import UNCONFIRMED_PERIOD, FormQuerySet, mailbox_of
from editorial.submissions.spam_protection import keyed_hash


class FollowerQuerySet(models.QuerySet):
    """QuerySet methods for followers."""

    def lock_of(self, address):
        """Get or create the follower with a mail address, and lock the row, so that nobody erases it meanwhile."""
        values = {"address": encrypt(address), "mailbox_hash": address_hash(mailbox_of(address))}
        return self.select_for_update().get_or_create(address_hash=address_hash(address), defaults=values)[0]

    def without_subscriptions(self):
        """Filter on followers without any subscription, who can be erased."""
        return self.filter(subscriptions=None)


class Follower(models.Model):
    """A follower: an encrypted mail address, with hashes to find it by, of the address and of its mailbox.

    refusals: how often in a row the mailbox refused what we sent, the last time at refused_at; see `refusals.py`.
    """

    address = models.TextField(editable=False)
    address_hash = models.CharField(max_length=64, unique=True, editable=False)
    mailbox_hash = models.CharField(max_length=64, db_index=True, editable=False)
    refusals = models.PositiveSmallIntegerField(default=0, editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volger")
        verbose_name_plural = _("volgers")
        default_permissions = ()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def email(self):
        """The mail address; raises DecryptionError when it was written with another SECRET_KEY."""
        return decrypt(self.address)


class SubscriptionQuerySet(FormQuerySet):
    """QuerySet methods for subscriptions."""

    def confirmed(self):
        """Filter on subscriptions that the owner of the address confirmed."""
        return self.exclude(confirmed_at=None)

    def due(self, today):
        """Filter on confirmed subscriptions that are due today."""
        return self.confirmed().filter(due_on__lte=today)

    def openable(self):
        """Filter on working confirmation links: for UNCONFIRMED_PERIOD, and as long again after the confirmation."""
        return super().openable().exclude(confirmed_at__lt=timezone.now() - UNCONFIRMED_PERIOD)

    def find_by_token(self, token):
        """Return the subscription with the token of a confirmation link; None without one, or if the link expired."""
        return self.openable().filter(token_hash=token_hash(token)).select_related("follower").first()

    def unconfirmed_of(self, address, since):
        """Filter on unconfirmed subscriptions requested since a moment with an address of the same mailbox."""
        mailbox = address_hash(mailbox_of(address))
        return self.filter(follower__mailbox_hash=mailbox, confirmed_at=None, created_at__gt=since)


class Subscription(models.Model):
    """A subscription of a follower to one selection.

    address: encrypted, as it was typed, until it is confirmed; then it becomes the address of the follower.
    selection: as `selections.read()` writes it. seen: the number of the last public change that a mail was queued for,
    or that was found not to concern it. due_on: the day of the next digest.
    """

    class Frequency(models.TextChoices):
        """Highest frequency of the mails."""

        DAILY = "dag", _("elke dag")
        WEEKLY = "week", _("elke week, op maandag")
        MONTHLY = "maand", _("elke maand, op de eerste dag")

    follower = models.ForeignKey(
        Follower, verbose_name=_("volger"), on_delete=models.CASCADE, related_name="subscriptions"
    )
    selection = models.CharField(_("keuze"), max_length=1000, blank=True)
    frequency = models.CharField(_("hoe vaak"), max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    created_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True, db_index=True)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    form_digest = models.CharField(max_length=64, default="", editable=False)
    address = models.TextField(default="", editable=False)
    seen = models.BigIntegerField(default=0, editable=False)
    due_on = models.DateField(null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("gevolgde keuze")
        verbose_name_plural = _("gevolgde keuzes")
        ordering = ["pk"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["selection", "due_on"], name="subscription_selection_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "selection"], condition=Q(confirmed_at__isnull=False), name="followed_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(due_on__isnull=False), name="confirmed_subscription_is_due"
            ),
            models.UniqueConstraint(
                fields=["form_digest"],
                condition=Q(confirmed_at=None) & ~Q(form_digest=""),
                name="follow_form_sent_once",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


def address_hash(address):
    """Return a keyed hash of a mail address, by which only we can recognise it."""
    return keyed_hash(f"follower {address.strip().lower()}")


def next_day(frequency, today):
    """The next day of a digest: tomorrow, the next Monday, or the first day of the next month."""
    if frequency == Subscription.Frequency.WEEKLY:
        return today + timedelta(days=7 - today.weekday())
    if frequency == Subscription.Frequency.MONTHLY:
        return months_after(today.replace(day=1), 1)
    return today + timedelta(days=1)
