"""Checks of an initiative: checker and day, the day its content changed, and the freshness that follows."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from initiatives.freshness import Freshness


class HasChecks(models.Model):
    """Fields for the checks of an initiative, and the days on which it was confirmed and changed."""

    checked_on = models.DateField(
        _("gecontroleerd op"), null=True, blank=True, help_text=_("De dag waarop de redactie dit heeft nagekeken.")
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gecontroleerd door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Wie het heeft nagekeken. Komt niet op de site."),
    )
    checked_by_municipality = models.BooleanField(
        _("gecontroleerd door de gemeente"),
        default=False,
        help_text=_("Of de gemeente zelf zei dat dit klopt. Anders keek de redactie het na."),
    )
    next_check = models.DateField(
        _("volgende controle"),
        null=True,
        blank=True,
        help_text=_("Na deze dag staat het bij de redactie op de lijst ‘te laat met controleren’."),
    )
    confirmed_on = models.DateField(_("bevestigd door de gemeente op"), null=True, editable=False)
    content_changed_on = models.DateField(_("inhoud gewijzigd op"), null=True, editable=False)

    ended_rule = dead_source = ""  # names, as far as `with_freshness()` read them
    leans_on_ending_rule = False  # as far as `for_cards()` read it

    class Meta:
        abstract = True

    @cached_property
    def freshness(self):
        """Freshness today; of rules and sources it knows what `with_freshness()` read."""
        return Freshness(self, timezone.localdate())
