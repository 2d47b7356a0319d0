"""Models for jobs: leases, which show the process at work on each job, and outcomes."""

from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A process that is not heard for so long is dead. Longer than one transaction takes, and than clocks differ.
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 3
RETENTION = timedelta(days=7)


class LeaseQuerySet(models.QuerySet):
    """QuerySet methods for rows that one process at a time works on."""

    def free(self):
        """Jobs without a valid lease; a lease seen in the future comes from a process with another clock."""
        now = timezone.now()
        return self.filter(Q(holder="") | Q(seen_at__lt=now - LEASE) | Q(seen_at__gt=now + LEASE))

    def held(self):
        """Jobs with a valid lease: a process is at work on them."""
        now = timezone.now()
        return self.exclude(holder="").filter(seen_at__range=(now - LEASE, now + LEASE))


class Leased(models.Model):
    """A row that one process at a time works on: its holder, which says now and then that it still does."""

    holder = models.CharField(max_length=32, blank=True, editable=False)
    seen_at = models.DateTimeField(null=True, editable=False)
    started_at = models.DateTimeField(_("begonnen"), null=True, editable=False)
    finished_at = models.DateTimeField(_("klaar"), null=True, editable=False)
    duration = models.DurationField(_("duurde"), null=True, editable=False)
    outcome = models.CharField(_("uitkomst"), max_length=300, blank=True, editable=False)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_held(self):
        """Whether a process is at work on it."""
        return bool(self.holder) and abs(timezone.now() - self.seen_at) <= LEASE

    def claim(self, **fields):
        """Become the one process that works on this; returns whether it is. One guarded update, committed at once."""
        now = timezone.now()
        values = {"holder": uuid4().hex, "seen_at": now, "started_at": now, **fields}
        as_read = {"holder": self.holder, "started_at": self.started_at, "finished_at": self.finished_at}
        with transaction.atomic(durable=True):
            is_claimed = type(self).objects.free().filter(pk=self.pk, **as_read).update(**values)
        if is_claimed:
            self.refresh_from_db()
        return bool(is_claimed)

    def renew(self, **fields):
        """Say that this process is still at work; returns whether it is the holder."""
        return bool(self._held().update(seen_at=timezone.now(), **fields))

    def _held(self):
        return type(self).objects.filter(pk=self.pk, holder=self.holder)

    def finish(self, outcome, **fields):
        """Store the outcome, unless another process took over meanwhile; returns whether it was noted."""
        values = {"holder": "", "finished_at": timezone.now(), "outcome": outcome[:300], **fields}
        return bool(self._held().update(**values))


class JobRun(Leased):
    """The last time that a timed job ran, under its name; nothing of a job that never did.

    succeeded_at: when it last went well.
    """

    name = models.CharField(_("naam"), max_length=60, unique=True, editable=False)
    has_failed = models.BooleanField(_("mislukt"), default=False, editable=False)
    succeeded_at = models.DateTimeField(_("laatst gelukt"), null=True, editable=False)

    class Meta:
        verbose_name = _("vaste taak")
        verbose_name_plural = _("vaste taken")
        default_permissions = ["view"]

    def __str__(self):
        return self.name


class BackgroundJobQuerySet(LeaseQuerySet):
    """QuerySet methods for work in the background."""

    def unfinished(self):
        """Jobs that wait or run."""
        return self.filter(finished_at=None)

    def waiting(self):
        """Unfinished jobs that no process is at work on, the oldest first."""
        return self.unfinished().free().order_by("pk")

    def running(self):
        """Unfinished jobs that a process is at work on."""
        return self.unfinished().held()

    def about(self, record):
        """Jobs that are about this record."""
        return self.filter(object_type=record._meta.label_lower, object_key=record.pk)

    def recent(self):
        """Unfinished jobs, and jobs that finished within the last day."""
        return self.filter(Q(finished_at=None) | Q(finished_at__gt=timezone.now() - timedelta(days=1)))

    def past(self):
        """Finished jobs of which the retention period is over."""
        return self.filter(finished_at__lt=timezone.now() - RETENTION)


class BackgroundJob(Leased):
    """Work that an editor started and need not wait for; at most one at a time about a record.

    parameters: for the function that does it. phase, done and total: how far it is, for whoever waits.
    """

    class Result(models.TextChoices):
        """Result of a finished job."""

        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")
        STOPPED = "stopped", _("gestopt")

    kind = models.CharField(max_length=60, editable=False)
    object_type = models.CharField(max_length=100, editable=False)
    object_key = models.BigIntegerField(editable=False)
    object_name = models.CharField(max_length=200, editable=False)
    parameters = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveIntegerField(default=0, editable=False)
    phase = models.CharField(max_length=100, blank=True, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(null=True, editable=False)
    is_final = models.BooleanField(default=False, editable=False)  # it is being stored: too late to stop
    stop_requested = models.BooleanField(default=False, editable=False)
    result = models.CharField(max_length=10, blank=True, choices=Result, editable=False)

    objects = BackgroundJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("werk op de achtergrond")
        verbose_name_plural = _("werk op de achtergrond")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_key"], condition=Q(finished_at=None), name="background_job_once"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.object_name}"

    @property
    def record(self):
        """The record that it is about."""
        return apps.get_model(self.object_type).objects.get(pk=self.object_key)

    @property
    def percentage(self):
        """Progress of this phase as a percentage; None when it is unknown."""
        return None if self.is_final or not self.total else min(100 * self.done // self.total, 100)

    def _held(self):
        return super()._held().filter(finished_at=None)

    def renew_lease(self, **fields):
        """Renew the lease as `renew` does, unless somebody asked to stop the job."""
        return bool(self._held().filter(stop_requested=False).update(seen_at=timezone.now(), **fields))

    def request_stop(self):
        """Stop it: at once when no process is at work on it, else at its next step; returns whether that can be."""
        own = BackgroundJob.objects.unfinished().filter(pk=self.pk)
        stopped = {"finished_at": timezone.now(), "holder": "", "result": self.Result.STOPPED}
        if own.free().update(outcome=_("Gestopt voordat het begon. Er is niets veranderd."), **stopped):
            return True
        return bool(own.filter(is_final=False).update(stop_requested=True))
