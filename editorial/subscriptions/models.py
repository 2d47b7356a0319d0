"""Who follows what: mail addresses, each encrypted, with the selections that they follow."""

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
    """Verbs for followers."""

    def lock_of(self, address):
        """The follower with a mail address, made when there is none, and locked, so that nobody erases it meanwhile."""
        values = {"address": encrypt(address), "mailbox_hash": address_hash(mailbox_of(address))}
        return self.select_for_update().get_or_create(address_hash=address_hash(address), defaults=values)[0]

    def without_subscriptions(self):
        """Those of whom nothing is left to remember."""
        return self.filter(subscriptions=None)


class Follower(models.Model):
    """A mail address, encrypted, with hashes to find it again by: of itself, and of the mailbox that it leads to.

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
    """Verbs for subscriptions."""

    def confirmed(self):
        """Those of which the owner of the address agreed."""
        return self.exclude(confirmed_at=None)

    def due(self, today):
        """Those to look at today."""
        return self.confirmed().filter(due_on__lte=today)

    def openable(self):
        """Those of which the link in the first mail works: for whoever must confirm, and some days more after that."""
        return super().openable().exclude(confirmed_at__lt=timezone.now() - UNCONFIRMED_PERIOD)

    def find_by_token(self, token):
        """The subscription of the link in a first mail; None when there is none, or when the link is too old."""
        return self.openable().filter(token_hash=token_hash(token)).select_related("follower").first()

    def unconfirmed_of(self, address, since):
        """Those that were asked for with the mailbox of an address since a moment, and not confirmed."""
        mailbox = address_hash(mailbox_of(address))
        return self.filter(follower__mailbox_hash=mailbox, confirmed_at=None, created_at__gt=since)


class Subscription(models.Model):
    """One selection that somebody follows.

    address: encrypted, as it was typed, until who has it confirms; that one becomes the address of the follower.
    selection: as `selections.read()` writes it. seen: the number of the last public change that a mail was queued for,
    or that was found not to concern it. due_on: the next day to look.
    """

    class Frequency(models.TextChoices):
        """How often somebody hears, at most."""

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
    """A hash by which we recognise an address, and that nobody else can make."""
    return keyed_hash(f"follower {address.strip().lower()}")


def next_day(frequency, today):
    """The next day of a digest: tomorrow, the next Monday, or the first day of the next month."""
    if frequency == Subscription.Frequency.WEEKLY:
        return today + timedelta(days=7 - today.weekday())
    if frequency == Subscription.Frequency.MONTHLY:
        return months_after(today.replace(day=1), 1)
    return today + timedelta(days=1)
