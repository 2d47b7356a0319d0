"""Rules that municipalities work under, and how long they hold."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import partial_dates
from core.fields import PartialDateField
from core.records import PublishRule, Record, RecordQuerySet
from sources.models import Quotation

from .theme import Theme


class FrameworkQuerySet(RecordQuerySet):
    """The queryset of frameworks."""

    def ended(self):
        """Frameworks that no longer hold today, as far as we know."""
        return self._with_last_day().filter(
            Q(status=Framework.Status.REPEALED) | ~Q(valid_until="") & Q(last_day__lt=_today())
        )

    def ending(self):
        """Frameworks that hold, but of which the last day is known."""
        with_end = self._with_last_day().exclude(status=Framework.Status.REPEALED).exclude(valid_until="")
        return with_end.filter(last_day__gte=_today())

    def _with_last_day(self):
        return self.annotate(last_day=Concat("valid_until", Value(partial_dates.SORT_SUFFIX)))


def _today():
    return timezone.localdate().isoformat()


class Framework(Record):
    """A law, treaty, scheme or policy that an initiative leans on."""

    class Level(models.TextChoices):
        """Who made the rule."""

        MUNICIPALITY = "gemeente", _("gemeente")
        COUNTRY = "nl", _("Nederland")
        EUROPEAN_UNION = "eu", _("Europese Unie")
        COUNCIL_OF_EUROPE = "raad-van-europa", _("Raad van Europa")
        UNITED_NATIONS = "vn", _("Verenigde Naties")

    class Kind(models.TextChoices):
        """What sort of rule it is."""

        LAW = "wet", _("wet of wettelijke regel")
        TREATY = "verdrag", _("verdrag")
        SCHEME = "regeling", _("regeling")
        POLICY = "beleid", _("beleid")

    class Status(models.TextChoices):
        """What the source says about the rule on its own date."""

        IN_FORCE = "van-kracht", _("van kracht")
        ENDING = "einde-aangekondigd", _("van kracht, einde aangekondigd")
        BILL = "wetsvoorstel", _("wetsvoorstel")
        ANNOUNCED = "aangekondigd", _("aangekondigd")
        ADOPTED = "aangenomen", _("aangenomen")
        CHANGED = "gewijzigd", _("gewijzigd")
        REPEALED = "vervallen", _("vervallen of gestopt")
        UNKNOWN = "onbekend", _("stand niet bekend")

    code = models.CharField(
        _("code"), max_length=10, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld JUR-01. Verandert nooit.")
    )
    name = models.CharField(_("naam"), max_length=120, help_text=_("De naam van de wet, het verdrag of de regeling."))
    abbreviation = models.CharField(
        _("afkorting"), max_length=20, blank=True, help_text=_("Bijvoorbeeld RTB. Leeg als er geen is.")
    )
    level = models.CharField(_("niveau"), max_length=20, choices=Level, help_text=_("Wie de regel maakt."))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, help_text=_("Wat voor regel dit is."))
    themes = models.ManyToManyField(
        Theme, verbose_name=_("thema’s"), related_name="frameworks", help_text=_("De thema’s waarvoor dit kader telt.")
    )
    summary = models.TextField(_("samenvatting"), help_text=_("Wat de regel inhoudt, in eigen woorden."))
    status = models.CharField(_("stand"), max_length=20, choices=Status, help_text=_("De stand op de datum hieronder."))
    status_note = models.TextField(_("toelichting op de stand"), blank=True, help_text=_("Wat er speelt. Openbaar."))
    status_as_of = PartialDateField(_("stand van"), blank=True)
    valid_from = PartialDateField(_("geldt vanaf"), blank=True)
    valid_until = PartialDateField(_("geldt tot en met"), blank=True)
    last_checked = models.DateField(
        _("laatst gecontroleerd"),
        null=True,
        blank=True,
        help_text=_("De dag waarop de redactie de stand heeft nagekeken. Leeg als dat nog niet is gedaan."),
    )

    publish_rule = PublishRule(source="citations")
    objects = FrameworkQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("kader")
        verbose_name_plural = _("kaders")
        ordering = ["name"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_from="") | Q(valid_until="") | Q(valid_until__gte=F("valid_from")),
                name="framework_ends_after_start",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("themes:framework", args=[self.slug])

    def has_ended(self, today):
        """Whether the rule no longer holds on a day, as far as we know."""
        if self.status == self.Status.REPEALED:
            return True
        return bool(self.valid_until) and partial_dates.last_day(self.valid_until) < today

    @property
    def valid_from_in_words(self):
        """The first day as far as it is known, such as "februari 2024"."""
        return partial_dates.in_words(self.valid_from)

    @property
    def valid_until_in_words(self):
        """The last day as far as it is known, such as "4 maart 2027"."""
        return partial_dates.in_words(self.valid_until)

    @property
    def status_as_of_in_words(self):
        """The date of the source that gives the state."""
        return partial_dates.in_words(self.status_as_of)


class FrameworkCitation(Quotation):
    """Where a source speaks of a framework."""

    framework = models.ForeignKey(
        Framework, verbose_name=_("kader"), on_delete=models.CASCADE, related_name="citations"
    )

    class Meta:
        verbose_name = _("vindplaats")
        verbose_name_plural = _("vindplaatsen")
        ordering = ["id"]

    def __str__(self):
        return str(self.publication)
