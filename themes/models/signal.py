"""Models of signals from municipalities: bottlenecks, what is asked of whom, and statements."""

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records import Publishable, PublishRule, Record, RecordQuerySet
from municipalities.models import Municipality
from sources.models import Organisation, Publication, Quotation

from .framework import Framework
from .sourced import SourcedQuerySet
from .theme import Theme


class BottleneckQuerySet(RecordQuerySet):
    """The queryset of bottlenecks."""

    def for_signals(self):
        """With their mentions, asks, themes and rules, as far as these are published themselves."""
        public = Publication.objects.published()
        return self.prefetch_related(
            Prefetch("themes", Theme.objects.published()),
            Prefetch("mentions", Mention.objects.filter(publication__in=public).select_related("publication")),
            Prefetch("asks", Ask.objects.published().for_lists()),
            Prefetch("related_frameworks", Framework.objects.published().with_source()),
        )


class Bottleneck(Record):
    """Something that a municipality cannot solve alone, with the years in which it was raised."""

    is_mergeable = True

    code = models.CharField(
        _("code"), max_length=10, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld KNP-01. Verandert nooit.")
    )
    title = models.CharField(_("knelpunt"), max_length=200, help_text=_("Het knelpunt in één zin, in eigen woorden."))
    description = models.TextField(_("toelichting"), blank=True, help_text=_("Meer uitleg, als een bron die geeft."))
    themes = models.ManyToManyField(
        Theme, verbose_name=_("thema’s"), related_name="bottlenecks", help_text=_("De thema’s waar dit bij hoort.")
    )
    related_frameworks = models.ManyToManyField(
        Framework,
        verbose_name=_("kaders"),
        related_name="bottlenecks",
        blank=True,
        help_text=_("De regels waar dit knelpunt over gaat."),
    )

    publish_rule = PublishRule(source="mentions")
    objects = BottleneckQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("knelpunt")
        verbose_name_plural = _("knelpunten")
        ordering = ["code"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(slug="export"),
                name="bottleneck_slug_is_no_other_page",
                violation_error_message=_("Dit adres is van een andere pagina. Kies een ander adres."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("themes:bottleneck", args=[self.slug])

    @property
    def years(self):
        """The years in which it was raised, oldest first; needs the mentions."""
        return sorted({mention.year for mention in self.mentions.all()})


class Mention(Quotation):
    """A source that raises a bottleneck in a year; together they show whether it lasts."""

    bottleneck = models.ForeignKey(
        Bottleneck, verbose_name=_("knelpunt"), on_delete=models.CASCADE, related_name="mentions"
    )
    year = models.PositiveSmallIntegerField(_("jaar"), help_text=_("Het jaar waarin het knelpunt is genoemd."))
    municipality_count = models.PositiveSmallIntegerField(
        _("aantal gemeenten"),
        null=True,
        blank=True,
        help_text=_(
            "Hoeveel gemeenten dit knelpunt noemden. Alleen als de bron dat getal geeft: het aantal gemeenten "
            "waarmee is gesproken is iets anders."
        ),
    )

    class Meta:
        verbose_name = _("vermelding")
        verbose_name_plural = _("vermeldingen")
        ordering = ["year", "id"]

    def __str__(self):
        return f"{self.year}: {self.publication}"


class Addressee(models.Model):
    """Body that is asked to act, such as national government."""

    slug = models.SlugField(_("adres"), unique=True, help_text=_("De naam in een webadres."))
    name = models.CharField(_("naam"), max_length=60, unique=True, help_text=_("Zoals het op de site staat."))

    class Meta:
        verbose_name = _("geadresseerde")
        verbose_name_plural = _("geadresseerden")
        ordering = ["id"]

    def __str__(self):
        return self.name


class AskQuerySet(SourcedQuerySet):
    """The queryset of asks."""

    def for_lists(self):
        """With all that a line about an ask shows, as far as that is published itself."""
        rules = Prefetch("related_frameworks", Framework.objects.published())
        return self.prefetch_related("addressees", rules)


class Ask(Publishable, Quotation):
    """Question or advice of an issuer to addressees, in a year."""

    code = models.CharField(
        _("code"), max_length=10, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld VRA-01. Verandert nooit.")
    )
    text = models.CharField(_("vraag of advies"), max_length=300, help_text=_("De vraag in één zin, in eigen woorden."))
    issuer = models.CharField(_("van"), max_length=100, help_text=_("Wie het vraagt, bijvoorbeeld wethouders."))
    addressees = models.ManyToManyField(
        Addressee, verbose_name=_("aan"), related_name="asks", help_text=_("Wie er iets mee moet doen.")
    )
    year = models.PositiveSmallIntegerField(_("jaar"), help_text=_("Het jaar waarin het is gevraagd."))
    themes = models.ManyToManyField(
        Theme, verbose_name=_("thema’s"), related_name="asks", help_text=_("De thema’s waar dit bij hoort.")
    )
    bottlenecks = models.ManyToManyField(
        Bottleneck,
        verbose_name=_("knelpunten"),
        related_name="asks",
        blank=True,
        help_text=_("De knelpunten die deze vraag volgens de redactie wil oplossen."),
    )
    related_frameworks = models.ManyToManyField(
        Framework,
        verbose_name=_("kaders"),
        related_name="asks",
        blank=True,
        help_text=_("De regels waar deze vraag over gaat."),
    )

    objects = AskQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("vraag of advies")
        verbose_name_plural = _("vragen en adviezen")
        ordering = ["code"]

    def __str__(self):
        return self.text


class Statement(Publishable, Quotation):
    """Statement of a person in a public function, in our own words."""

    code = models.CharField(
        _("code"), max_length=10, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld UIT-01. Verandert nooit.")
    )
    person = models.CharField(
        _("persoon"), max_length=100, help_text=_("Alleen wie het in een openbare functie zei. Geen privépersonen.")
    )
    function = models.CharField(
        _("functie"), max_length=100, help_text=_("De functie op het moment van de uitspraak, bijvoorbeeld wethouder.")
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text=_("Alleen als de persoon voor een gemeente sprak."),
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text=_("Alleen als de persoon voor een organisatie sprak."),
    )
    period = models.CharField(
        _("periode"), max_length=40, help_text=_("Wanneer het is gezegd, bijvoorbeeld eind 2025.")
    )
    topic = models.CharField(_("onderwerp"), max_length=120, help_text=_("Waar de uitspraak over gaat."))
    gist = models.TextField(_("strekking"), help_text=_("Wat de persoon bedoelt, in eigen woorden. Geen citaat."))
    themes = models.ManyToManyField(
        Theme,
        verbose_name=_("thema’s"),
        related_name="statements",
        blank=True,
        help_text=_("De thema’s waar dit bij hoort."),
    )

    objects = SourcedQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("uitspraak")
        verbose_name_plural = _("uitspraken")
        ordering = ["code"]

    def __str__(self):
        return f"{self.person}: {self.topic}"
