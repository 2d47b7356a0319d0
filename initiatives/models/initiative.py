"""The initiative: what a municipality does about migration, and with what result."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from core import partial_dates
from core.fields import PartialDateField
from core.records import Record
from initiatives.adoptions import adoption_faults
from initiatives.choices import InitiativeKind, InitiativeStatus
from initiatives.fact_line import Facts
from initiatives.places import place_of
from initiatives.publishability import PUBLISH_RULE, UNCLEARED
from initiatives.querysets import InitiativeQuerySet
from initiatives.result_groups import grouped
from municipalities.models import Municipality, Province
from themes.models import Ask, Bottleneck, Statement, TargetGroup, Theme

from .assessment import HasAssessment
from .change_notes import HasChangeNotes
from .checks import HasChecks
from .constraints import CONSTRAINTS, SUMMARY_LENGTH
from .costs import HasCosts
from .frameworks import HasFrameworks
from .old_address import OldAddress
from .years import HasYears


class Initiative(HasAssessment, HasCosts, HasYears, HasFrameworks, HasChecks, HasChangeNotes, Record):
    """A local example: project, facility, instrument or method, or a proposal for one."""

    code = models.CharField(
        _("code"), max_length=20, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld INI-01. Verandert nooit.")
    )
    title = models.CharField(_("titel"), max_length=120, help_text=_("Kort en herkenbaar, het liefst met de plaats."))
    summary = models.CharField(
        _("samenvatting"),
        max_length=SUMMARY_LENGTH,
        help_text=_("Wat is het, voor wie en waar? Hoogstens 300 tekens, gewone woorden."),
    )
    kind = models.CharField(
        _("soort"), max_length=25, choices=InitiativeKind, help_text=_("Wat voor initiatief is dit?")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=InitiativeStatus, help_text=_("Hoe ver het was op de peildatum.")
    )
    status_reason = models.TextField(
        _("toelichting op de status"),
        blank=True,
        help_text=_("Waarom het is gestopt of niet doorging, of wat er onzeker is. Openbaar."),
    )
    as_of = PartialDateField(
        _("peildatum"),
        blank=True,
        help_text=_("Wanneer het volgens de bron zo was: 4-7-2025, juli 2025 of 2025. Leeg als het niet bekend is."),
    )
    as_of_text = models.CharField(
        _("peildatum in woorden"),
        max_length=40,
        blank=True,
        help_text=_("Alleen als de bron het anders zegt, bijvoorbeeld eind 2025."),
    )
    main_theme = models.ForeignKey(
        Theme,
        verbose_name=_("hoofdthema"),
        on_delete=models.PROTECT,
        related_name="main_initiatives",
        limit_choices_to={"parent": None},
        help_text=_("Het thema waarbij dit initiatief in de lijst staat."),
    )
    themes = models.ManyToManyField(
        Theme, verbose_name=_("thema’s"), related_name="initiatives", help_text=_("Alle thema’s en subthema’s.")
    )
    target_groups = models.ManyToManyField(
        TargetGroup,
        verbose_name=_("doelgroepen"),
        related_name="initiatives",
        blank=True,
        help_text=_("Voor wie het is."),
    )
    tags = TaggableManager(
        _("trefwoorden"), blank=True, help_text=_("Vrije woorden, met een komma ertussen, bijvoorbeeld: taal, sport.")
    )
    municipalities = models.ManyToManyField(
        Municipality,
        verbose_name=_("gemeenten"),
        related_name="initiatives",
        blank=True,
        help_text=_("De gemeenten die het doen. Zoek op naam of CBS-code."),
    )
    no_municipality_reason = models.CharField(
        _("waarom geen gemeente"),
        max_length=200,
        blank=True,
        help_text=_("Verplicht als er geen gemeente bij staat, bijvoorbeeld: de bron noemt geen gemeente."),
    )
    unnamed_participants = models.CharField(
        _("deelnemers zonder naam"),
        max_length=200,
        blank=True,
        help_text=_("Zoals de bron het zegt, bijvoorbeeld: drie Limburgse gemeenten. Raad niet welke het zijn."),
    )
    unnamed_count = models.PositiveSmallIntegerField(
        _("aantal zonder naam"), null=True, blank=True, help_text=_("Alleen als de bron een aantal noemt.")
    )
    unnamed_province = models.ForeignKey(
        Province,
        verbose_name=_("provincie van deze deelnemers"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="unnamed_initiatives",
        help_text=_("Alleen als de bron de provincie noemt."),
    )
    country = models.CharField(
        _("land"), max_length=60, blank=True, help_text=_("Alleen voor een voorbeeld uit een ander land.")
    )
    city = models.CharField(_("stad in dat land"), max_length=60, blank=True, help_text=_("Als de bron die noemt."))
    proposed_by = models.CharField(
        _("voorgesteld door"), max_length=200, blank=True, help_text=_("Alleen voor een voorstel.")
    )
    start_year = models.PositiveSmallIntegerField(
        _("sinds"), null=True, blank=True, help_text=_("Het jaar waarin het begon. Leeg als het niet bekend is.")
    )
    end_year = models.PositiveSmallIntegerField(
        _("tot en met"),
        null=True,
        blank=True,
        help_text=_("Het jaar waarin het eindigt of eindigde. Leeg als het niet bekend is."),
    )
    end_date = PartialDateField(
        _("einddatum"),
        blank=True,
        help_text=_("Alleen als de bron een maand of dag noemt: juni 2024 of 1-6-2024. Vul dan ook het jaar in."),
    )
    lead_time = models.CharField(
        _("doorlooptijd"), max_length=200, blank=True, help_text=_("Hoe lang het duurde van plan tot start.")
    )
    situation = models.TextField(_("aanleiding"), blank=True, help_text=_("Waarom de gemeente dit begon."))
    approach = models.TextField(_("aanpak"), blank=True, help_text=_("Wat er gebeurt, wie wat doet, stap voor stap."))
    support = models.TextField(
        _("draagvlak"), blank=True, help_text=_("Hoe buren, raad en vrijwilligers betrokken waren.")
    )
    lessons = models.TextField(
        _("wat ging goed, wat niet"), blank=True, help_text=_("Wat anderen hiervan kunnen leren.")
    )
    conditions = models.TextField(
        _("wat heeft u nodig"), blank=True, help_text=_("Wat een andere gemeente nodig heeft om dit ook te doen.")
    )
    bottlenecks = models.ManyToManyField(
        Bottleneck,
        verbose_name=_("knelpunten"),
        related_name="initiatives",
        blank=True,
        help_text=_("De knelpunten waar dit initiatief iets aan doet."),
    )
    hindering_bottlenecks = models.ManyToManyField(
        Bottleneck,
        verbose_name=_("loopt tegen knelpunten aan"),
        related_name="hindered_initiatives",
        blank=True,
        help_text=_("De knelpunten die het moeilijker maken."),
    )
    stopping_bottlenecks = models.ManyToManyField(
        Bottleneck,
        verbose_name=_("is gestopt door knelpunten"),
        related_name="stopped_initiatives",
        blank=True,
        help_text=_("De knelpunten waardoor het stopte."),
    )
    asks = models.ManyToManyField(
        Ask,
        verbose_name=_("vragen en adviezen"),
        related_name="initiatives",
        blank=True,
        help_text=_("Wat er bij dit initiatief aan anderen is gevraagd."),
    )
    statements = models.ManyToManyField(
        Statement,
        verbose_name=_("uitspraken"),
        related_name="initiatives",
        blank=True,
        help_text=_("Wat bestuurders over dit initiatief zeiden."),
    )
    related = models.ManyToManyField(
        "self", verbose_name=_("verwante initiatieven"), blank=True, help_text=_("Wat hier op lijkt of bij hoort.")
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("onderdeel van"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("Het grotere initiatief waar dit een voorbeeld of onderdeel van is."),
    )
    contact_name = models.CharField(
        _("contact: functie"),
        max_length=120,
        blank=True,
        help_text=_("Een functie of team. Nooit de naam van een persoon."),
    )
    contact_email = models.EmailField(
        _("contact: postbus"), blank=True, help_text=_("Een gedeelde postbus. Nooit het adres van een persoon.")
    )
    offline_at = models.DateTimeField(
        _("van de site af op"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Vanaf dan ziet niemand het meer op de site. Leeg: het blijft staan."),
    )
    generation = models.BigIntegerField(_("generatie"), editable=False, default=0, db_index=True)

    publish_rule = PUBLISH_RULE
    objects = InitiativeQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        ordering = ["title"]
        constraints = [*Record.Meta.constraints, *CONSTRAINTS]

    def __str__(self):
        return self.title

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude)
        if "slug" not in (exclude or ()):
            OldAddress.objects.validate_free(self)

    def get_absolute_url(self):
        return reverse("initiatives:detail", args=[self.slug])

    @property
    def is_published(self):
        """Whether the public may see it now; after `offline_at` it may not."""
        return super().is_published and not (self.offline_at and self.offline_at <= timezone.now())

    @property
    def gone_reason(self):
        """Reason that its page is gone: the text of an editor, or else that `offline_at` has passed."""
        if self.withdrawal_reason:
            return self.withdrawal_reason
        day = date_format(timezone.localtime(self.offline_at), "j F Y")
        return _("Dit voorbeeld stond tot %(day)s op de site.") % {"day": day}

    @property
    def public_theme(self):
        """Its main theme, as far as that is published itself."""
        return self.main_theme if self.main_theme.is_published else None

    @property
    def colour(self):
        """The name of the colour token of its main theme, or the neutral one."""
        return self.public_theme.colour if self.public_theme else "dwars"

    @property
    def as_of_in_words(self):
        """The as-of date as the source gives it; empty when it is not known."""
        return self.as_of_text or partial_dates.in_words(self.as_of)

    @property
    def place(self):
        """Its municipalities, or what is known instead, in words."""
        return place_of(self)

    @property
    def result_groups(self):
        """Its results under their headings: pairs of a group and a list."""
        return grouped(self.results.all())

    def obstacles(self):
        has_uncleared = self.galleryitems.uncleared().exists() or self.attachments.uncleared().exists()
        return [*([UNCLEARED] if has_uncleared else []), *adoption_faults(self)]

    @property
    def facts(self):
        """Facts for one line of a list."""
        return Facts(self)

    @property
    def is_proposal(self):
        """Whether this is an idea in its source; it may be practice by now."""
        return self.kind == InitiativeKind.PROPOSAL

    @property
    def is_foreign(self):
        """Whether this is practice in another country."""
        return self.kind == InitiativeKind.FOREIGN
