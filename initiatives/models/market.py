"""The inspiratiemarkt: an edition on a day, with the stands that an editor placed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.memo import Memo
from core.records import PublishRule, Record
from sources.models import Organisation, Publication

from .initiative import Initiative


class MarketEdition(Record):
    """One day on which initiatives are shown; what is not known stays empty."""

    publish_rule = PublishRule(source="publication")

    title = models.CharField(_("titel"), max_length=120, help_text=_("De naam van deze editie."))
    date = models.DateField(_("datum"), unique=True, help_text=_("De dag van de markt."))
    organiser = models.ForeignKey(
        Organisation,
        verbose_name=_("organisator"),
        on_delete=models.PROTECT,
        related_name="markets",
        help_text=_("Wie de markt organiseert."),
    )
    summary = models.CharField(
        _("samenvatting"), max_length=300, help_text=_("Wat de markt is, in een of twee zinnen.")
    )
    purpose = models.TextField(_("doel"), blank=True, help_text=_("Waarom de markt er is."))
    took_place = models.BooleanField(
        _("heeft plaatsgevonden"),
        default=False,
        help_text=_("Aan als u zeker weet dat de markt er is geweest. Tot dan staat er dat hij was aangekondigd."),
    )
    place = models.CharField(_("plaats"), max_length=120, blank=True, help_text=_("Leeg zolang het niet bekend is."))
    programme = models.TextField(_("programma"), blank=True, help_text=_("Leeg zolang het niet bekend is."))
    look_back = models.TextField(_("terugblik"), blank=True, help_text=_("Wat de markt heeft opgeleverd, na afloop."))
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("bron"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="markets",
        help_text=_("Waar de aankondiging staat. Mag leeg zijn zolang u de markt voorbereidt."),
    )
    heading = models.CharField(
        _("kop in de bron"), max_length=200, blank=True, help_text=_("Onder welke kop het staat.")
    )

    class Meta(Record.Meta):
        verbose_name = _("marktdag")
        verbose_name_plural = _("marktdagen")
        ordering = ["-date"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("initiatives:market", args=[] if self.is_latest else [self.slug])

    @property
    def is_latest(self):
        """Whether this is the edition at the address of the market itself."""
        return self.pk == _latest.get()

    @property
    def phase(self):
        """The present moment: "before", "today", "unconfirmed" until an editor knows that it took place, or "after"."""
        today = timezone.localdate()
        if today < self.date:
            return "before"
        if today == self.date:
            return "today"
        return "after" if self.took_place else "unconfirmed"


_latest = Memo(lambda _generation, _previous: MarketEdition.objects.published().values_list("pk", flat=True).first())


class ProgrammeItem(models.Model):
    """Programme item of a market, with its time of that day in the Netherlands."""

    edition = models.ForeignKey(
        MarketEdition, verbose_name=_("marktdag"), on_delete=models.CASCADE, related_name="programme_items"
    )
    starts_at = models.TimeField(_("van"), help_text=_("Bijvoorbeeld 13:30."))
    ends_at = models.TimeField(_("tot"), null=True, blank=True, help_text=_("Leeg als het niet bekend is."))
    title = models.CharField(_("onderdeel"), max_length=150, help_text=_("Bijvoorbeeld: opening door de voorzitter."))
    place = models.CharField(_("zaal"), max_length=120, blank=True, help_text=_("Waar op de markt dit is."))
    note = models.CharField(_("toelichting"), max_length=300, blank=True, help_text=_("Wat bezoekers moeten weten."))

    class Meta:
        verbose_name = _("onderdeel van het programma")
        verbose_name_plural = _("onderdelen van het programma")
        ordering = ["starts_at", "id"]

    def __str__(self):
        return self.title

    def clean(self):
        """Refuse what ends before it starts."""
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Dit onderdeel eindigt voordat het begint.")})


class Stand(models.Model):
    """A place on the market where an initiative is shown."""

    edition = models.ForeignKey(
        MarketEdition, verbose_name=_("marktdag"), on_delete=models.CASCADE, related_name="stands"
    )
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiatief"),
        on_delete=models.PROTECT,
        related_name="stands",
        help_text=_("Het initiatief dat hier te zien is."),
    )
    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een lager getal staat eerder op de pagina.")
    )
    note = models.CharField(_("toelichting"), max_length=200, blank=True, help_text=_("Wat bezoekers hier zien."))

    class Meta:
        verbose_name = _("kraam")
        verbose_name_plural = _("kramen")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "initiative"], name="stand_once_per_edition")]

    def __str__(self):
        return str(self.initiative)
