"""Mergers, splits and border changes of municipalities as they are planned; `reorganising.py` carries them out."""

from datetime import datetime, time

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from sources.models import Quotation

from .municipality import Municipality, Place
from .province import Province

PLAN = "municipalities.plan_reorganisation"


class ReorganisationState(models.TextChoices):
    """State of a reorganisation."""

    PLANNED = "planned", _("voorbereid")
    CONFIRMED = "confirmed", _("bevestigd")
    DONE = "done", _("ingegaan")
    CANCELLED = "cancelled", _("ingetrokken")


class ReorganisationQuerySet(models.QuerySet):
    """QuerySet methods for reorganisations."""

    def confirmed(self):
        """Confirmed reorganisations, the first one first."""
        return self.filter(state=ReorganisationState.CONFIRMED).order_by("takes_effect_on", "pk")

    def due(self):
        """Confirmed reorganisations of which the day has come."""
        return self.confirmed().filter(takes_effect_on__lte=timezone.localdate())


class Reorganisation(Quotation):
    """Reorganisation of municipalities on one day: where each part goes, and which municipalities are new."""

    takes_effect_on = models.DateField(
        _("ingangsdatum"), help_text=_("Vanaf deze dag geldt het op de site. Meestal 1 januari.")
    )
    state = models.CharField(
        _("stand"),
        max_length=10,
        choices=ReorganisationState,
        default=ReorganisationState.PLANNED,
        editable=False,
    )
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voorbereid door"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bevestigd door"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    refusal = models.TextField(_("waarom het niet doorging"), blank=True, editable=False)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("herindeling")
        verbose_name_plural = _("herindelingen")
        ordering = ["-takes_effect_on", "-pk"]
        default_permissions = ("view",)
        permissions = [("plan_reorganisation", _("Mag een herindeling voorbereiden en bevestigen"))]

    def __str__(self):
        return _("herindeling van %(date)s") % {"date": date_format(self.takes_effect_on, "j F Y")}

    @property
    def is_planned(self):
        """Whether it may still be changed."""
        return self.state == ReorganisationState.PLANNED

    @property
    def is_confirmed(self):
        """Whether it happens on its day."""
        return self.state == ReorganisationState.CONFIRMED

    @property
    def moment(self):
        """Start of its day, as an aware datetime."""
        return timezone.make_aware(datetime.combine(self.takes_effect_on, time.min))


class NewMunicipality(models.Model):
    """A municipality that is there from the day of a reorganisation."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="new_municipalities")
    code = models.CharField(
        _("CBS-code"),
        max_length=6,
        validators=[RegexValidator(r"^GM[0-9]{4}\Z", _("Een CBS-code is GM met vier cijfers, bijvoorbeeld GM0363."))],
        help_text=_("De nieuwe code: GM en vier cijfers, bijvoorbeeld GM0363."),
    )
    name = models.CharField(_("naam"), max_length=60, help_text=_("De naam die mensen gaan gebruiken."))
    official_name = models.CharField(
        _("officiële naam"), max_length=60, blank=True, help_text=_("Alleen als het CBS een andere naam gebruikt.")
    )
    province = models.ForeignKey(
        Province,
        verbose_name=_("provincie"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("De provincie waarin de nieuwe gemeente ligt."),
    )

    class Meta:
        verbose_name = _("nieuwe gemeente")
        verbose_name_plural = _("nieuwe gemeenten")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.name


class ReorganisationPart(models.Model):
    """A municipality, or a part of one, that goes to another; of one that ends the rest goes where it is said to."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="parts")
    origin = models.ForeignKey(
        Municipality,
        verbose_name=_("van gemeente"),
        on_delete=models.PROTECT,
        related_name="leaving_parts",
        help_text=_("De gemeente van nu."),
    )
    ends = models.BooleanField(
        _("gemeente wordt opgeheven"),
        default=False,
        help_text=_("Aan: de gemeente gaat hierin op, met alles wat niet in een andere rij staat. Uit: een deel."),
    )
    destination = models.CharField(
        _("naar gemeente"),
        max_length=60,
        help_text=_("De naam of de CBS-code: van een gemeente van nu, of van een nieuwe hierboven."),
    )
    population = models.PositiveIntegerField(
        _("inwoners van dit deel"), null=True, blank=True, help_text=_("Alleen bij een deel.")
    )
    places = models.ManyToManyField(
        Place,
        verbose_name=_("plaatsen in dit deel"),
        blank=True,
        related_name="+",
        help_text=_("Alleen bij een deel: de dorpen en wijken die meegaan."),
    )

    class Meta:
        verbose_name = _("deel")
        verbose_name_plural = _("delen")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.origin} → {self.destination}"
