"""Model for presences: the user who has the form of an initiative open, and since when."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from initiatives.models import Initiative

AWAY_AFTER = timedelta(minutes=30)  # without a sign of life somebody has left
logger = logging.getLogger(__name__)


class PresenceQuerySet(models.QuerySet):
    """QuerySet methods for presences."""

    def past(self):
        """Expired presences: the browser sent no sign of life any more."""
        return self.filter(seen__lt=timezone.now() - AWAY_AFTER)

    def others_editing(self, user, initiative):
        """The others who have an initiative open, who came first on top."""
        present = self.filter(initiative=initiative, seen__gte=timezone.now() - AWAY_AFTER)
        return present.exclude(user=user).select_related("user").order_by("since")


class Presence(models.Model):
    """Somebody has a form open; `form` tells which one, when they opened it more than once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen = models.DateTimeField(db_index=True)
    form = models.CharField(max_length=16)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "initiative"], name="presence_once")]

    def __str__(self):
        return f"{self.user} {self.since}"


def note(user, initiative, form):
    """Note that somebody has a form open, and forget who left; when that fails, nobody is bothered."""
    now = timezone.now()
    presence = Presence(user=user, initiative=initiative, since=now, seen=now, form=form)
    upsert = {"unique_fields": ["user", "initiative"], "update_fields": ["seen", "form"]}
    try:
        with transaction.atomic():
            Presence.objects.past().delete()
            Presence.objects.bulk_create([presence], update_conflicts=True, **upsert)
    except DatabaseError:
        logger.warning("It was not noted who has an initiative open.", exc_info=True)


def end(user, form):
    """Note that somebody saved or left a form; one that they opened later stays open."""
    try:
        with transaction.atomic():
            Presence.objects.filter(user=user, form=form).delete()
    except DatabaseError:
        logger.warning("It was not noted that somebody left an initiative.", exc_info=True)
