"""Municipalities, other names of them, and the places that lie in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dates import is_future
from municipalities.sizes import SizeClass
from sources.models import Publication

from .province import Province

TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"


class MunicipalityQuerySet(models.QuerySet):
    """Municipalities have no drafts: they are public reference data of CBS."""

    def current(self):
        """Municipalities that still exist."""
        return self.filter(ended_on__isnull=True)

    def findable(self):
        """Municipalities without a successor; the others are found by the successor, which has their names."""
        return self.filter(successor__isnull=True)

    def with_predecessors(self):
        """These and all that merged into them, at whatever time."""
        return self._with_all_by("successor")

    def with_successors(self):
        """These and all that they became a part of, at whatever time."""
        return self._with_all_by("predecessors")

    def _with_all_by(self, relation):
        """These, and in as many steps as it takes those of which a relation leads to one of them."""
        keys = newest = set(self.values_list("pk", flat=True))
        while newest:
            linked = Municipality.objects.filter(**{f"{relation}__in": newest})
            newest = set(linked.values_list("pk", flat=True)) - keys
            keys = keys | newest
        return Municipality.objects.filter(pk__in=keys)


class Municipality(models.Model):
    """A municipality, known by its CBS code; one that merged stays, with an end date and a successor."""

    code = models.CharField(
        _("CBS-code"), max_length=6, unique=True, help_text=_("GM en vier cijfers, bijvoorbeeld GM0363.")
    )
    slug = models.SlugField(_("adres"), unique=True, help_text=_("De naam in een webadres."))
    name = models.CharField(
        _("naam"), max_length=60, unique=True, help_text=_("De naam die mensen gebruiken, zoals Den Haag.")
    )
    official_name = models.CharField(
        _("officiële naam"), max_length=60, help_text=_("De naam volgens het CBS, zoals 's-Gravenhage.")
    )
    province = models.ForeignKey(
        Province,
        verbose_name=_("provincie"),
        on_delete=models.PROTECT,
        related_name="municipalities",
        help_text=_("De provincie waarin de gemeente ligt."),
    )
    population = models.PositiveIntegerField(
        _("inwoners"), null=True, blank=True, help_text=_("Aantal inwoners op 1 januari van het jaar hieronder (CBS).")
    )
    population_year = models.PositiveSmallIntegerField(
        _("inwoners: jaar"), null=True, blank=True, help_text=_("Het jaar waarvoor het aantal inwoners geldt.")
    )
    latitude = models.FloatField(
        _("breedtegraad"), null=True, blank=True, help_text=_("Middelpunt (WGS84), in graden.")
    )
    longitude = models.FloatField(
        _("lengtegraad"), null=True, blank=True, help_text=_("Middelpunt (WGS84), in graden.")
    )
    tile_column = models.PositiveSmallIntegerField(
        _("kolom op de tegelkaart"), null=True, blank=True, help_text=_("Vaste plaats op de tegelkaart.")
    )
    tile_row = models.PositiveSmallIntegerField(
        _("rij op de tegelkaart"), null=True, blank=True, help_text=_("Rij 0 ligt in het noorden.")
    )
    neighbours = models.ManyToManyField(
        "self", verbose_name=_("buurgemeenten"), blank=True, help_text=_("Gemeenten die aan deze grenzen.")
    )
    ended_on = models.DateField(
        _("opgeheven op"), null=True, blank=True, help_text=_("Alleen voor een gemeente die niet meer bestaat.")
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("opgegaan in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text=_("De gemeente waarin deze is opgegaan."),
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^GM[0-9]{4}$"),
                name="municipality_code_is_cbs",
                violation_error_message=_("Een CBS-code is GM met vier cijfers, bijvoorbeeld GM0363."),
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                name="municipality_population_has_year",
                violation_error_message=_("Vul bij het aantal inwoners ook het jaar in."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(ended_on__isnull=False),
                name="municipality_successor_has_end",
                violation_error_message=_("Vul bij de opvolger ook de datum in waarop de gemeente is opgeheven."),
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("id")),
                name="municipality_not_own_successor",
                violation_error_message=_("Een gemeente kan niet in zichzelf opgaan."),
            ),
            models.UniqueConstraint(
                fields=["tile_column", "tile_row"],
                name="municipality_one_per_tile",
                violation_error_message=_("Op deze plaats van de tegelkaart staat al een gemeente."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("municipalities:detail", args=[self.slug])

    def clean(self):
        if self.ended_on and is_future(self.ended_on):
            text = _("Deze dag ligt in de toekomst. Leg een fusie of splitsing vast bij ‘Herindelingen’.")
            raise ValidationError({"ended_on": text})

    def later(self):
        """Successors, one after the other; without a query when it still exists."""
        chain = [self]
        while (successor := chain[-1].successor) and successor not in chain:
            chain.append(successor)
        return chain[1:]

    @property
    def tooi_uri(self):
        """The government identifier of this municipality, derived from its CBS code."""
        return TOOI + self.code.lower()

    @property
    def size(self):
        """The size class, or None when the population is not known."""
        return SizeClass.of(self.population)


class MunicipalityName(models.Model):
    """Another name by which people look for a municipality: an old one, or a popular one."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="other_names"
    )
    name = models.CharField(_("andere naam"), max_length=60, help_text=_("Bijvoorbeeld Den Bosch."))
    merged_year = models.PositiveSmallIntegerField(
        _("fusie in (jaar)"),
        null=True,
        blank=True,
        help_text=_("Alleen voor een gemeente van vroeger: het jaar waarin zij opging in deze gemeente."),
    )
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("bron"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="municipality_names",
        help_text=_("Waar het jaar van de fusie in staat."),
    )

    class Meta:
        verbose_name = _("andere naam")
        verbose_name_plural = _("andere namen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="municipality_other_name_once"),
            models.CheckConstraint(
                condition=Q(merged_year__isnull=True) | Q(publication__isnull=False),
                name="municipality_merger_has_source",
                violation_error_message=_("Kies bij het jaar van de fusie ook de bron."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def label(self):
        """Label such as "Uden (gemeente tot 2022)"; the name alone when no published source has the year."""
        if not (self.merged_year and self.publication.is_published):
            return self.name
        return _("%(name)s (gemeente tot %(year)d)") % {"name": self.name, "year": self.merged_year}


class Place(models.Model):
    """A village or a district, by which people look for the municipality that it lies in; from GeoNames."""

    slug = models.SlugField(
        _("kenmerk"), max_length=80, unique=True, help_text=_("De naam en de code van de gemeente, als dokkum-gm1970.")
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.CASCADE,
        related_name="places",
        help_text=_("De gemeente waarin de plaats ligt."),
    )
    name = models.CharField(_("naam"), max_length=60, help_text=_("De naam van het dorp of de wijk."))
    latitude = models.FloatField(_("breedtegraad"), help_text=_("Middelpunt (WGS84), in graden."))
    longitude = models.FloatField(_("lengtegraad"), help_text=_("Middelpunt (WGS84), in graden."))
    has_other_meaning = models.BooleanField(
        _("betekent ook iets anders"),
        default=False,
        help_text=_("Aan als de naam ook een gewoon woord is, of een andere gemeente, zoals Hoeven en Hengelo."),
    )

    class Meta:
        verbose_name = _("plaats")
        verbose_name_plural = _("plaatsen")
        ordering = ["name", "municipality__name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="place_once_in_municipality")]

    def __str__(self):
        return self.name
