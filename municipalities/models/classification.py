"""Types of municipality, which of them each is, and who was interviewed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.records import Record
from sources.models import Quotation

from .municipality import Municipality


class MunicipalityType(Record, Quotation):
    """A kind of municipality in somebody's typology; a municipality may have several, or none."""

    name = models.CharField(_("naam"), max_length=100, help_text=_("De naam van het type, zoals in de bron."))
    scheme = models.CharField(
        _("indeling"), max_length=200, help_text=_("Van wie de indeling is en waar die is toegelicht.")
    )
    description = models.TextField(_("omschrijving"), blank=True, help_text=_("Wat voor gemeenten dit zijn."))
    challenge = models.TextField(_("opgave"), blank=True, help_text=_("Wat deze gemeenten volgens de bron bezighoudt."))
    verified = models.BooleanField(
        _("bevestigd"), default=False, help_text=_("Aan als ook een tweede openbare bron dit type noemt.")
    )
    municipalities = models.ManyToManyField(
        Municipality,
        verbose_name=_("gemeenten"),
        blank=True,
        through="TypeAssignment",
        related_name="types",
        help_text=_("Alleen gemeenten die een bron bij dit type noemt."),
    )

    class Meta(Record.Meta):
        verbose_name = _("gemeentetype")
        verbose_name_plural = _("gemeentetypen")
        ordering = ["name"]

    def __str__(self):
        return self.name


class TypeAssignmentQuerySet(models.QuerySet):
    """The queryset of assignments of types."""

    def municipalities(self):
        """The municipalities that these give a type."""
        return Municipality.objects.filter(pk__in=self.values("municipality"))


class TypeAssignment(Quotation):
    """A source that says that a municipality is of a type; without one there is no assignment."""

    type = models.ForeignKey(
        MunicipalityType, verbose_name=_("gemeentetype"), on_delete=models.CASCADE, related_name="assignments"
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        related_name="type_assignments",
        help_text=_("De gemeente die de bron noemt."),
    )

    objects = TypeAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("toedeling")
        verbose_name_plural = _("toedelingen")
        ordering = ["municipality__name"]
        constraints = [models.UniqueConstraint(fields=["type", "municipality"], name="type_assignment_once")]

    def __str__(self):
        return f"{self.municipality}: {self.type}"


class Consultation(Quotation):
    """The municipalities that were interviewed for a publication, and when."""

    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("Vast kenmerk. Verandert nooit."))
    period = models.CharField(_("periode"), max_length=60, help_text=_("Wanneer de gesprekken waren."))
    municipalities = models.ManyToManyField(
        Municipality,
        verbose_name=_("gemeenten"),
        related_name="consultations",
        help_text=_("De gemeenten waarmee is gesproken."),
    )

    class Meta:
        verbose_name = _("gespreksronde")
        verbose_name_plural = _("gespreksrondes")
        ordering = ["code"]

    def __str__(self):
        return f"{self.publication} ({self.period})"
