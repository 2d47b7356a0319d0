"""Parts of one initiative: results, partners, citations, adoptions and earlier statuses."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import partial_dates
from core.dates import IN_FUTURE, is_future
from core.fields import PartialDateField
from initiatives.choices import InitiativeStatus, ResultKind
from municipalities.models import Municipality
from sources.models import Organisation, Publication, Quotation

from .constraints import within_year
from .initiative import Initiative


class InitiativePart(models.Model):
    """A row that belongs to one initiative and is deleted with it."""

    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiatief"), on_delete=models.CASCADE, related_name="%(class)ss"
    )

    class Meta:
        abstract = True
        ordering = ["id"]


class Result(InitiativePart):
    """A number, or a finding in words, that never stands without its definition, period and source."""

    kind = models.CharField(
        _("soort resultaat"),
        max_length=10,
        choices=ResultKind,
        blank=True,
        help_text=_("Alleen een uitkomst staat op de site onder ‘Wat het opleverde’."),
    )

    value = models.CharField(_("waarde"), max_length=60, help_text=_("Zoals de bron het zegt: 72% of meer dan 50."))
    number = models.DecimalField(
        _("getal"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Alleen als de waarde een precies getal is."),
    )
    unit = models.CharField(
        _("eenheid"), max_length=100, help_text=_("Waar het getal van is, bijvoorbeeld deelnemers.")
    )
    definition = models.TextField(_("definitie"), help_text=_("Wat er precies is geteld."))
    denominator = models.CharField(
        _("van hoeveel"),
        max_length=200,
        blank=True,
        help_text=_("De groep waarvan dit een deel is, als de bron die noemt."),
    )
    period = models.CharField(_("periode"), max_length=120, help_text=_("Over welke tijd het getal gaat."))
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("bron"),
        on_delete=models.PROTECT,
        related_name="results",
        help_text=_("Waar het getal staat."),
    )

    class Meta(InitiativePart.Meta):
        verbose_name = _("resultaat")
        verbose_name_plural = _("resultaten")
        constraints = [
            models.CheckConstraint(
                condition=~Q(value="") & ~Q(unit="") & ~Q(definition="") & ~Q(period=""),
                name="result_is_explained",
                violation_error_message=_("Een resultaat heeft een waarde, een eenheid, een definitie en een periode."),
            ),
        ]

    def __str__(self):
        return f"{self.value} {self.unit}"


class Partner(InitiativePart):
    """Partner of an initiative, with its role."""

    name = models.CharField(_("naam"), max_length=200, help_text=_("Een organisatie of groep. Geen personen."))
    role = models.CharField(_("rol"), max_length=150, blank=True, help_text=_("Wat deze partner doet."))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        help_text=_("Alleen als dit precies een organisatie in het portaal is."),
    )

    class Meta(InitiativePart.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name


class Citation(InitiativePart, Quotation):
    """A source of the initiative, with the heading under which it stands."""

    class Meta(InitiativePart.Meta):
        verbose_name = _("bronvermelding")
        verbose_name_plural = _("bronvermeldingen")
        constraints = [models.UniqueConstraint(fields=["initiative", "publication", "heading"], name="citation_once")]

    def __str__(self):
        return str(self.publication)


class AdoptionQuerySet(models.QuerySet):
    """QuerySet methods for adoptions."""

    def public(self):
        """Adoptions that visitors may see: of a published initiative, with a published source."""
        return self.filter(
            initiative__in=Initiative.objects.published(), publication__in=Publication.objects.published()
        )


class Adoption(InitiativePart, Quotation):
    """A municipality that took an initiative over: when, what it changed and why, and what came of it."""

    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        related_name="adoptions",
        help_text=_("De gemeente die dit heeft overgenomen."),
    )
    local_initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiatief daar"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adopted_from",
        help_text=_("Alleen als wat deze gemeente doet, zelf in het portaal staat."),
    )
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True, help_text=_("Het jaar van overnemen."))
    adopted_on = PartialDateField(
        _("datum van overnemen"),
        blank=True,
        help_text=_("Alleen als de bron een maand of dag noemt: juni 2024 of 1-6-2024. Vul dan ook het jaar in."),
    )
    changes = models.TextField(_("aanpassingen"), blank=True, help_text=_("Wat deze gemeente anders doet, en waarom."))
    outcome = models.TextField(
        _("wat het opleverde"), blank=True, help_text=_("Hoe het daar ging, volgens dezelfde bron.")
    )

    objects = AdoptionQuerySet.as_manager()

    class Meta(InitiativePart.Meta):
        verbose_name = _("overname")
        verbose_name_plural = _("overnames")
        constraints = [
            models.UniqueConstraint(fields=["initiative", "municipality"], name="adoption_once_per_municipality"),
            models.CheckConstraint(
                condition=~Q(local_initiative=F("initiative")),
                name="adoption_leads_elsewhere",
                violation_error_message=_("Een initiatief kan niet van zichzelf zijn overgenomen."),
            ),
            models.CheckConstraint(
                condition=Q(adopted_on="") | within_year("adopted_on", "year"),
                name="adoption_date_is_in_year",
                violation_error_message=_("De datum van overnemen ligt niet in het jaar."),
            ),
        ]

    def __str__(self):
        return str(self.municipality)

    @property
    def when(self):
        """Date of the adoption in words, as far as the source gives it; empty when it does not."""
        return partial_dates.in_words(self.adopted_on) or (str(self.year) if self.year else "")


class StatusEntry(InitiativePart):
    """Status on an earlier as-of date, according to a source."""

    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiatief"), on_delete=models.CASCADE, related_name="status_history"
    )
    status = models.CharField(
        _("status"), max_length=20, choices=InitiativeStatus, help_text=_("De status op dat moment.")
    )
    as_of = PartialDateField(_("peildatum"))
    note = models.CharField(_("toelichting"), max_length=300, blank=True, help_text=_("Wat er toen veranderde."))
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("bron"),
        on_delete=models.PROTECT,
        related_name="status_entries",
        help_text=_("De bron die dit zegt."),
    )

    class Meta(InitiativePart.Meta):
        verbose_name = _("eerdere status")
        verbose_name_plural = _("verloop van de status")
        ordering = ["as_of", "id"]

    def __str__(self):
        return f"{self.get_status_display()} ({self.as_of})"

    def clean(self):
        """Raises ValidationError for a date that has yet to come: what will be is no earlier status."""
        if is_future(self.as_of):
            raise ValidationError({"as_of": IN_FUTURE})

    @property
    def as_of_in_words(self):
        """The as-of date as far as it is known."""
        return partial_dates.in_words(self.as_of)
