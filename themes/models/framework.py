"""Rules that municipalities work under, and how long they hold."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import partial_dates
from core.dates import days_in_future
from core.fields import PartialDateField
from core.records import PublishRule, Record, RecordQuerySet
from sources.models import Publication, Quotation
from themes.standing import NEVER_BEGAN, PLANS, Standing, Status, standing_of, status_on, with_standing

from .theme import Theme

DAYS_THAT_WERE = ("status_as_of", "last_checked")


class FrameworkQuerySet(RecordQuerySet):
    """The queryset of frameworks."""

    def ended(self):
        """Frameworks that no longer hold today, as far as we know."""
        return self.standing_at(Standing.ENDED)

    def ending(self):
        """Frameworks that hold, but of which the last day is settled."""
        return self.standing_at(Standing.ENDING)

    def with_source(self):
        """With the newest source, which a page names when it is somebody else's word."""
        return self.select_related("newest_source")

    def with_days(self):
        """With the newest source and all days on which something happens."""
        return self.with_source().prefetch_related("moments")

    def standing_at(self, standing):
        """Frameworks with a `Standing` today."""
        return with_standing(self, timezone.localdate()).filter(standing=standing)


class Framework(Record):
    """A law, treaty, scheme or policy that initiatives are related to."""

    class Level(models.TextChoices):
        """Level of government at which the rule was made."""

        MUNICIPALITY = "gemeente", _("gemeente")
        COUNTRY = "nl", _("Nederland")
        EUROPEAN_UNION = "eu", _("Europese Unie")
        COUNCIL_OF_EUROPE = "raad-van-europa", _("Raad van Europa")
        UNITED_NATIONS = "vn", _("Verenigde Naties")

    class Kind(models.TextChoices):
        """Kind of rule."""

        LAW = "wet", _("wet of wettelijke regel")
        TREATY = "verdrag", _("verdrag")
        SCHEME = "regeling", _("regeling")
        POLICY = "beleid", _("beleid")

    class Confirmation(models.TextChoices):
        """Kind of text in which the state of the record was seen."""

        OFFICIAL = "officieel", _("gezien in een officiële tekst")
        THIRD_PARTY = "derde", _("alleen gezien bij een derde")

    Status = Status

    code = models.CharField(
        _("code"), max_length=10, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld JUR-01. Verandert nooit.")
    )
    name = models.CharField(_("naam"), max_length=120, help_text=_("De naam van de wet, het verdrag of de regeling."))
    abbreviation = models.CharField(
        _("afkorting"), max_length=20, blank=True, help_text=_("Bijvoorbeeld RTB. Leeg als er geen is.")
    )
    official_name = models.CharField(
        _("officiële naam"), max_length=300, blank=True, help_text=_("Zoals de officiële bekendmaking de regel noemt.")
    )
    official_number = models.CharField(
        _("officieel nummer"),
        max_length=200,
        blank=True,
        help_text=_("Kamerstuk, Staatsblad of EU-nummer, bijvoorbeeld: Kamerstuk 36 446; Stb. 2024, 12."),
    )
    level = models.CharField(_("niveau"), max_length=20, choices=Level, help_text=_("Wie de regel maakt."))
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, help_text=_("Wat voor regel dit is."))
    themes = models.ManyToManyField(
        Theme, verbose_name=_("thema’s"), related_name="frameworks", help_text=_("De thema’s waarvoor dit kader telt.")
    )
    summary = models.TextField(_("samenvatting"), help_text=_("Wat de regel inhoudt, in eigen woorden."))
    status = models.CharField(
        _("stand"),
        max_length=20,
        choices=Status,
        help_text=_("De stand volgens de nieuwste bron. De site rekent met de datums uit wat vandaag geldt."),
    )
    municipal_task = models.CharField(
        _("wat het van gemeenten vraagt"),
        max_length=300,
        blank=True,
        help_text=_("In één of twee korte zinnen. ‘Geen taak’ betekent: wij vonden geen plicht."),
    )
    status_note = models.TextField(_("toelichting op de stand"), blank=True, help_text=_("Wat er speelt. Openbaar."))
    status_as_of = PartialDateField(_("stand van"), blank=True)
    newest_source = models.ForeignKey(
        Publication,
        verbose_name=_("nieuwste bron"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="newest_of_frameworks",
        help_text=_("De bron waar de stand en de datums in staan. ‘Stand van’ is de datum van deze bron."),
    )
    confirmation = models.CharField(
        _("waar gezien"),
        max_length=10,
        choices=Confirmation,
        blank=True,
        help_text=_("Bij ‘alleen gezien bij een derde’ zegt de pagina dat een officiële bekendmaking nog ontbreekt."),
    )
    adopted_on = PartialDateField(_("aangenomen op"), blank=True)
    valid_from = PartialDateField(_("geldt vanaf"), blank=True)
    enforced_from = PartialDateField(_("gehandhaafd vanaf"), blank=True)
    valid_until = PartialDateField(_("geldt tot en met"), blank=True)
    end_announced = models.BooleanField(
        _("einde alleen aangekondigd"),
        default=False,
        help_text=_("Aan als het einde een plan is en nog niet vaststaat. De site waarschuwt er dan niet voor."),
    )
    last_checked = models.DateField(
        _("laatst gecontroleerd"),
        null=True,
        blank=True,
        help_text=_("De dag waarop de redactie de stand heeft nagekeken. Leeg als dat nog niet is gedaan."),
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gecontroleerd door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Wie het heeft nagekeken. Komt niet op de site: daar staat ‘de redactie’."),
    )

    publish_rule = PublishRule("citations", DAYS_THAT_WERE, days_in_future(*DAYS_THAT_WERE))
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
        return standing_of(self, today) == Standing.ENDED

    @property
    def is_plan(self):
        """Whether it is no more than a plan, or never became more, so that its dates are those of the plan."""
        return self.status in PLANS | NEVER_BEGAN

    @property
    def is_end_announced(self):
        """Whether its end is a plan: somebody announced it, and nobody settled it."""
        return self.end_announced or self.status == Status.ENDING

    @property
    def settled_end(self):
        """Its last day, as a partial date; empty when that is not known, or no more than a plan."""
        return "" if self.is_end_announced else self.valid_until

    @property
    def standing(self):
        """Its `Standing` today."""
        return standing_of(self, timezone.localdate())

    @property
    def status_today(self):
        """The status that a reader sees today: that of the source, unless the dates say more."""
        return status_on(self, timezone.localdate())

    @property
    def is_state_of_source(self):
        """Whether the newest source says what a reader sees: no state that follows from the dates, or is not known."""
        return self.status_today == self.status != Status.UNKNOWN

    @property
    def public_newest_source(self):
        """The newest source, as far as it is published itself."""
        return self.newest_source if self.newest_source and self.newest_source.is_published else None

    @property
    def is_unconfirmed(self):
        """Whether only somebody else's text says so, and no official one that we saw."""
        return self.confirmation == self.Confirmation.THIRD_PARTY

    @property
    def valid_from_in_words(self):
        """The first day as far as it is known, such as "februari 2024"."""
        return partial_dates.in_words(self.valid_from)

    @property
    def valid_until_in_words(self):
        """The last day as far as it is known, such as "4 maart 2028"."""
        return partial_dates.in_words(self.valid_until)

    @property
    def adopted_on_in_words(self):
        """The day of adoption as far as it is known."""
        return partial_dates.in_words(self.adopted_on)

    @property
    def enforced_from_in_words(self):
        """The first day of enforcement as far as it is known."""
        return partial_dates.in_words(self.enforced_from)

    @property
    def status_as_of_in_words(self):
        """The date of the source that gives the state."""
        return partial_dates.in_words(self.status_as_of)


class FrameworkCitation(Quotation):
    """Passage of a source about a framework."""

    framework = models.ForeignKey(
        Framework, verbose_name=_("kader"), on_delete=models.CASCADE, related_name="citations"
    )

    class Meta:
        verbose_name = _("vindplaats")
        verbose_name_plural = _("vindplaatsen")
        ordering = ["id"]

    def __str__(self):
        return str(self.publication)


class FrameworkMoment(models.Model):
    """A day on which something else happens with a framework than that it begins or ends."""

    framework = models.ForeignKey(Framework, verbose_name=_("kader"), on_delete=models.CASCADE, related_name="moments")
    date = PartialDateField(_("datum"))
    what = models.CharField(
        _("wat er dan gebeurt"), max_length=200, help_text=_("In één zin, bijvoorbeeld: bureaus kunnen zich aanmelden.")
    )

    class Meta:
        verbose_name = _("belangrijke datum")
        verbose_name_plural = _("belangrijke datums")
        ordering = ["date", "id"]

    def __str__(self):
        return f"{self.date}: {self.what}"

    @property
    def date_in_words(self):
        """The date as far as it is known."""
        return partial_dates.in_words(self.date)
