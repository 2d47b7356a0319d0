"""Model for outgoing mails, which are retained for a week."""

import json
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.encryption import decrypt

CLAIM_PERIOD = timedelta(minutes=15)  # longer than one mail takes; after it the process that sent it is dead
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)  # as mail servers do (RFC 5321, 4.5.4.1)
RETENTION = timedelta(days=7)  # as long as a sender may wait to confirm: then their address is erased


class MailQuerySet(models.QuerySet):
    """QuerySet methods for mails."""

    def unclaimed(self):
        """Filter on mails that no process is sending now."""
        return self.filter(Q(claimed_at=None) | Q(claimed_at__lte=timezone.now() - CLAIM_PERIOD))

    def due(self):
        """Filter on mails to send now, the longest waiting first."""
        return self.unclaimed().filter(next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "pk")

    def late_or_failed(self):
        """Filter on mails of which an attempt failed: to be tried again, or given up."""
        return self.filter(sent_at=None).exclude(error="")

    def not_sent(self):
        """Filter on mails that were not sent and that no process is sending now."""
        return self.unclaimed().filter(sent_at=None)

    def postpone(self):
        """Set the next attempt of all these mails to FIRST_WAIT from now."""
        self.update(next_attempt_at=timezone.now() + FIRST_WAIT)

    def past(self, now):
        """Filter on mails whose retention period is over."""
        return self.filter(created_at__lt=now - RETENTION)


class Mail(models.Model):
    """A mail to one recipient: it waits (`next_attempt_at`), was sent (`sent_at`), or was given up (neither is set).

    The body may hold a link that works without an account, the headers the address of a visitor: both are encrypted,
    and erased once the mail was sent. The HTML body, if there is any, is treated likewise.
    """

    class Kind(models.TextChoices):
        """Kind of mail: what it is about."""

        CONFIRMATION = "confirmation", _("link om te bevestigen")
        STANDING = "standing", _("stand van een inzending")
        CHECK = "check", _("vraag aan een gemeente")
        DIGEST = "digest", _("wat er te doen is")
        REVISION = "revision", _("versie van een initiatief")
        ACCOUNT = "account", _("wijziging van een account")
        QUESTION = "question", _("vraag van een bezoeker")
        FOLLOW = "follow", _("wijzigingen voor een volger")

    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    recipient = models.EmailField(_("aan"), max_length=254)
    subject = models.CharField(_("onderwerp"), max_length=300)
    body = models.TextField(editable=False)
    html = models.TextField(editable=False, default="", db_default="")
    headers = models.TextField(editable=False, default="", db_default="")
    created_at = models.DateTimeField(_("gemaakt op"), db_index=True)
    attempts = models.PositiveIntegerField(_("pogingen"), default=0)
    next_attempt_at = models.DateTimeField(_("volgende poging"), null=True, db_index=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True)
    error = models.CharField(_("wat er misging"), max_length=200, blank=True)
    is_refused = models.BooleanField(default=False, editable=False)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitgaande mail")
        verbose_name_plural = _("uitgaande mails")
        ordering = ["-created_at", "-pk"]
        default_permissions = ["view"]
        permissions = [("retry_mail", "Can try to send mail again")]
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(body=""), name="mail_sent_without_body"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(html="", headers=""), name="mail_sent_without_html"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(next_attempt_at=None), name="mail_sent_once"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def text(self):
        """The body in plain text; raises DecryptionError when it was written with another SECRET_KEY."""
        return decrypt(self.body)

    @property
    def html_text(self):
        """The body as HTML; empty when it has none."""
        return decrypt(self.html)

    @property
    def own_headers(self):
        """The extra headers of this mail: a dict."""
        return json.loads(decrypt(self.headers) or "{}")

    @property
    def state(self):
        """The state of the mail, in Dutch."""
        if self.sent_at:
            return _("verstuurd")
        return _("wacht") if self.next_attempt_at else _("niet verstuurd")

    def claim(self):
        """Claim this mail, so that only this process sends it now; returns whether that succeeded.

        Committed before the mail server is contacted, so that no other process sends the same and no lock is held.
        """
        own = Mail.objects.filter(pk=self.pk, claimed_at=self.claimed_at, sent_at=None)
        with transaction.atomic(durable=True):
            claimed_at, attempts = timezone.now(), self.attempts + 1
            is_claimed = own.update(claimed_at=claimed_at, attempts=F("attempts") + 1)
        if is_claimed:
            self.claimed_at, self.attempts = claimed_at, attempts
        return bool(is_claimed)

    def record_sent(self):
        """Record that the mail server accepted the mail, and erase its contents."""
        fields = {
            "sent_at": timezone.now(),
            "next_attempt_at": None,
            "claimed_at": None,
            "error": "",
            "is_refused": False,
        }
        Mail.objects.filter(pk=self.pk).update(**fields, body="", html="", headers="")

    def record_failure(self, error, is_final, is_refused=False):
        """Record a failed attempt: plan the next one, with a longer wait each time, or give up.

        Args: error, why, in plain words; is_final, whether another attempt has no sense; is_refused, whether that is
            because the mailbox refuses it.
        """
        now = timezone.now()
        wait = min(FIRST_WAIT * 2 ** min(self.attempts - 1, 10), LONGEST_WAIT)
        gives_up = is_final or now + wait > self.created_at + GIVE_UP_AFTER
        fields = {"next_attempt_at": None if gives_up else now + wait, "claimed_at": None, "error": error}
        fields["is_refused"] = is_refused
        Mail.objects.filter(pk=self.pk, claimed_at=self.claimed_at, sent_at=None).update(**fields)
