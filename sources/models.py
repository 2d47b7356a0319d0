"""Where facts come from: publications, and the organisations behind them."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core import partial_dates
from core.dates import days_in_future
from core.fields import PartialDateField
from core.records import PublishRule, Record

TOOI = r"^https://identifier\.overheid\.nl/tooi/id/[a-z]+/[a-z]+[0-9]{2,8}\Z"
DAYS_THAT_WERE = ("date", "consulted_on", "url_confirmed_on")


class Organisation(Record):
    """A body that writes, carries out, pays or is addressed; one record, whatever its earlier names."""

    is_mergeable = True

    class Kind(models.TextChoices):
        """The kind of body."""

        ADVISORY = "adviesorgaan", _("adviesorgaan")
        AGENCY = "uitvoeringsorganisatie", _("uitvoeringsorganisatie")
        UMBRELLA = "koepel", _("koepel")
        GOVERNMENT = "overheid", _("overheid")
        MINISTRY = "ministerie", _("ministerie")
        INSPECTORATE = "toezichthouder", _("toezichthouder")
        PARLIAMENT = "parlement", _("parlement")
        COMMITTEE = "commissie", _("commissie")
        SOCIETY = "maatschappelijk", _("maatschappelijke organisatie")
        MARKET = "markt", _("marktpartij")
        RESEARCH = "kennis", _("kennisinstelling")
        MEDIA = "platform", _("platform of medium")
        INTERNATIONAL = "internationaal", _("internationale organisatie")
        OTHER = "overig", _("overig")

    name = models.CharField(_("naam"), max_length=150, unique=True, help_text=_("De volledige naam van nu."))
    abbreviation = models.CharField(
        _("afkorting"), max_length=20, blank=True, help_text=_("Bijvoorbeeld COA. Leeg als er geen is.")
    )
    other_names = models.JSONField(
        _("andere namen"),
        default=list,
        blank=True,
        help_text=_('Vroegere of andere namen, als lijst: ["ACVZ", "Adviescommissie"].'),
    )
    kind = models.CharField(_("soort"), max_length=25, choices=Kind, help_text=_("Wat voor organisatie is dit?"))
    role = models.TextField(
        _("rol"), blank=True, help_text=_("Wat de organisatie volgens de bronnen doet, in een of twee zinnen.")
    )
    tooi_uri = models.CharField(
        _("kenmerk van de overheid (TOOI)"),
        max_length=80,
        blank=True,
        validators=[RegexValidator(TOOI, _("Een kenmerk begint met https://identifier.overheid.nl/tooi/id/."))],
        help_text=_("Het adres in het register van de overheid. Neem het over uit het register: raad het niet."),
    )
    mentioned_in = models.ManyToManyField(
        "sources.Publication",
        verbose_name=_("genoemd in"),
        related_name="organisations_mentioned",
        blank=True,
        help_text=_("De bronnen die deze organisatie noemen."),
    )

    publish_rule = PublishRule(source="mentioned_in")

    class Meta(Record.Meta):
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    def get_absolute_url(self):
        return reverse("sources:organisation", args=[self.slug])


class Publication(Record):
    """A report, letter, article or page on which facts in the portal rest."""

    is_mergeable = True

    class Kind(models.TextChoices):
        """The kind of document."""

        REPORT = "rapport", _("rapport")
        ADVICE = "advies", _("advies")
        NEWS = "nieuws", _("nieuwsbericht")
        LETTER = "brief", _("brief")
        INTERVIEW = "interview", _("interview")
        ESSAY = "essay", _("essay")
        PAGE = "webpagina", _("webpagina")
        LAW = "wet", _("wet of besluit")
        OTHER = "overig", _("overig")

    class LinkState(models.TextChoices):
        """Whether a visitor can reach the document."""

        UNCHECKED = "niet-gecontroleerd", _("link niet gecontroleerd")
        WORKING = "werkt", _("link werkt")
        BROKEN = "werkt-niet", _("link werkt niet meer")
        PRIVATE = "besloten", _("bron zonder werkende link: het adres is niet openbaar")
        MISSING = "geen-adres", _("bron zonder webadres")

    class Language(models.TextChoices):
        """The language of the document."""

        DUTCH = "nl", _("Nederlands")
        ENGLISH = "en", _("Engels")

    code = models.CharField(
        _("code"), max_length=20, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld PUB-01. Verandert nooit.")
    )
    title = models.CharField(_("titel"), max_length=300, help_text=_("De titel zoals die op het document staat."))
    publisher = models.CharField(
        _("uitgever"), max_length=150, help_text=_("Wie het document uitgaf, zoals het er staat.")
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        help_text=_("Alleen als de uitgever een organisatie in het portaal is."),
    )
    date = PartialDateField(_("datum"), blank=True)
    consulted_on = models.DateField(
        _("geraadpleegd op"),
        null=True,
        blank=True,
        help_text=_("De dag waarop de redactie het document las. Bezoekers zien die bij een bron zonder datum."),
    )
    url = models.URLField(
        _("webadres"), max_length=500, blank=True, help_text=_("Het openbare adres van het document.")
    )
    url_confirmed_on = models.DateField(
        _("adres bekeken op"),
        null=True,
        blank=True,
        help_text=_("De dag waarop u zag dat dit adres naar het goede document leidt. Leeg als niemand keek."),
    )
    hide_address = models.BooleanField(
        _("adres niet afdrukken"),
        default=False,
        help_text=_("Aan als er een naam van een persoon in het adres staat. De link blijft werken."),
    )
    language = models.CharField(
        _("taal"), max_length=2, choices=Language, default=Language.DUTCH, help_text=_("De taal van het document.")
    )
    kind = models.CharField(
        _("soort"), max_length=12, choices=Kind, default=Kind.OTHER, help_text=_("Wat voor document is dit?")
    )
    link_state = models.CharField(
        _("staat van de link"),
        max_length=20,
        choices=LinkState,
        default=LinkState.UNCHECKED,
        help_text=_("Of bezoekers het document kunnen openen."),
    )
    link_broken_since = models.DateField(_("link werkt niet sinds"), null=True, blank=True, editable=False)
    note = models.TextField(
        _("toelichting"), blank=True, help_text=_("Wat een lezer over dit document moet weten. Openbaar.")
    )
    excerpt = models.TextField(
        _("passage"),
        blank=True,
        help_text=_("De zinnen waar wij op steunen, letterlijk. Alleen voor de redactie. Komt nooit op de site."),
    )

    publish_rule = PublishRule(fields=DAYS_THAT_WERE, errors=days_in_future(*DAYS_THAT_WERE))

    class Meta(Record.Meta):
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["-date", "title"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(url="") | Q(link_state__in=["besloten", "geen-adres"]),
                name="sources_publication_address_or_reason",
                violation_error_message=_("Vul een webadres in, of kies waarom er geen is."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("sources:detail", args=[self.slug])

    @property
    def public_address(self):
        """Where to read it; our own page about it when it has no address, or one with a person's name in it."""
        if self.url and not self.hide_address:
            return self.url
        return settings.PORTAL_URL + self.get_absolute_url()

    @property
    def link_in_words(self):
        """Whether the link works, with the day since when it does not."""
        if self.link_state == self.LinkState.BROKEN and self.link_broken_since:
            return _("link werkt niet meer sinds %s") % date_format(self.link_broken_since)
        return self.get_link_state_display()

    @property
    def date_in_words(self):
        """The date as far as known, such as "juli 2022"; without one it says so, with the day we read it if known."""
        if self.date:
            return partial_dates.in_words(self.date)
        if self.consulted_on:
            return _("zonder datum, geraadpleegd op %s") % date_format(self.consulted_on)
        return _("zonder datum")


class LinkCheck(models.Model):
    """The last result of `check_links` for the address of a publication; never public."""

    class State(models.TextChoices):
        """The response of a server."""

        WORKING = "werkt", _("werkt")
        MOVED = "verhuisd", _("werkt, op een ander adres")
        BLOCKED = "geweigerd", _("de website laat onze controle niet toe")
        UNREACHABLE = "onbereikbaar", _("niet bereikbaar")
        GONE = "niet-gevonden", _("niet gevonden")
        FORBIDDEN = "verboden", _("dit adres opent het portaal niet")

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="link_check")
    address = models.URLField(_("adres dat is gecontroleerd"), max_length=500)
    state = models.CharField(_("laatste controle"), max_length=15, choices=State)
    detail = models.CharField(_("bijzonderheid"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("gecontroleerd op"))
    failing_since = models.DateField(_("eerste mislukte controle"), null=True, blank=True)
    final_address = models.CharField(_("adres na doorverwijzing"), max_length=2000, blank=True)
    moved_for_good = models.BooleanField(_("blijvend verhuisd"), default=False)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("controle van een link")
        verbose_name_plural = _("controles van links")

    def __str__(self):
        return f"{self.get_state_display()} ({date_format(timezone.localdate(self.checked_at))})"

    @property
    def advice(self):
        """Advice to an editor; empty when nothing needs doing."""
        if self.state != self.State.MOVED:
            return ""
        if self.moved_for_good:
            return _("Het document is blijvend verhuisd. Neem dit adres over: %s") % self.final_address
        return _("De website verwijst nu door naar %s") % self.final_address


class Quotation(models.Model):
    """A place in a publication: what a citation, a mention or a statement points at."""

    publication = models.ForeignKey(
        Publication,
        verbose_name=_("bron"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text=_("Het document waar dit in staat."),
    )
    heading = models.CharField(
        _("kop in de bron"), max_length=200, blank=True, help_text=_("Onder welke kop of noot het staat.")
    )

    class Meta:
        abstract = True
