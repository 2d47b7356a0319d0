"""The tasks that frameworks need: each is one condition, for the counts of the desk and for the filter of the list."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import months_after
from themes.models import Framework

MONTHS_BETWEEN_CHECKS = 12


def _not_checked_for_long():
    return Q(last_checked=None) | Q(last_checked__lt=months_after(timezone.localdate(), -MONTHS_BETWEEN_CHECKS))


FRAMEWORK_TASKS = {
    "niet-bevestigd": (
        _("Kader nog niet bevestigd in een officiële tekst"),
        lambda: Q(confirmation=Framework.Confirmation.THIRD_PARTY),
    ),
    "niet-gecontroleerd": (_("Kader langer dan een jaar niet gecontroleerd"), _not_checked_for_long),
}


def frameworks_to_do(name, frameworks=None):
    """The published frameworks, of a queryset or of all, that need a task of `FRAMEWORK_TASKS`."""
    _label, condition = FRAMEWORK_TASKS[name]
    return (Framework.objects.all() if frameworks is None else frameworks).published().filter(condition())
