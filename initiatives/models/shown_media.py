"""The pictures of bundles and markets, the slides of a market, and what visitors of it said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models import Paper, Picture, ShowingQuerySet
from municipalities.models import Municipality

from .bundle import Bundle
from .initiative import Initiative
from .market import MarketEdition

STAND_HELP = _("Bij welke kraam het hoort. Leeg als het van de hele markt is.")


class ShownMediaQuerySet(ShowingQuerySet):
    """QuerySet methods for the pictures and papers of bundles and markets."""

    def shown(self):
        """Media of published bundles or markets; of a stand only when its initiative is public too."""
        owner = self.model.OWNER
        shown = self.filter(**{f"{owner}__in": self.model._meta.get_field(owner).related_model.objects.published()})
        if not hasattr(self.model, "initiative"):
            return shown
        return shown.filter(models.Q(initiative=None) | models.Q(initiative__in=Initiative.objects.published()))


class PlacedPicture(models.Model):
    """A picture on a page, in the order of an editor."""

    STORED = "picture"

    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een lager getal staat eerder op de pagina.")
    )

    objects = ShownMediaQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def __str__(self):
        return str(self.picture)


def picture_of(name):
    """The relation to the picture; name, of the way back."""
    return models.ForeignKey(
        Picture,
        verbose_name=_("afbeelding"),
        on_delete=models.PROTECT,
        related_name=name,
        help_text=_("Kies een afbeelding, of voeg er een toe met het plusteken."),
    )


class BundlePicture(PlacedPicture):
    """A picture with a bundle."""

    OWNER = "bundle"

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="pictures")
    picture = picture_of("bundle_pictures")

    class Meta(PlacedPicture.Meta):
        verbose_name = _("afbeelding bij de stapel")
        verbose_name_plural = _("afbeeldingen bij de stapel")
        constraints = [models.UniqueConstraint(fields=["bundle", "picture"], name="bundle_has_picture_once")]


class MarketPicture(PlacedPicture):
    """A picture of a market, or of one of its stands."""

    OWNER = "edition"

    edition = models.ForeignKey(MarketEdition, on_delete=models.CASCADE, related_name="pictures")
    picture = picture_of("market_pictures")
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("kraam"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="market_pictures",
        help_text=STAND_HELP,
    )

    class Meta(PlacedPicture.Meta):
        verbose_name = _("afbeelding van de markt")
        verbose_name_plural = _("afbeeldingen van de markt")
        constraints = [models.UniqueConstraint(fields=["edition", "picture"], name="market_has_picture_once")]


class Slides(models.Model):
    """Presentation at a market or one of its stands, as a paper of the library."""

    STORED, OWNER = "paper", "edition"

    edition = models.ForeignKey(MarketEdition, on_delete=models.CASCADE, related_name="slides")
    paper = models.ForeignKey(
        Paper,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="slides",
        help_text=_("De presentatie als PDF. Kies een document, of voeg er een toe met het plusteken."),
    )
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("kraam"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="slides",
        help_text=STAND_HELP,
    )

    objects = ShownMediaQuerySet.as_manager()

    class Meta:
        verbose_name = _("presentatie")
        verbose_name_plural = _("presentaties")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "paper"], name="market_has_slides_once")]

    def __str__(self):
        return str(self.paper)


class QuoteQuerySet(models.QuerySet):
    """QuerySet methods for quotes."""

    def shown(self):
        """Quotes that may be on the site: the speaker agreed, and the market is public."""
        return self.filter(has_consent=True, edition__in=MarketEdition.objects.published())


class Quote(models.Model):
    """Quote of a visitor about a market: with a function and a municipality, never a name."""

    edition = models.ForeignKey(MarketEdition, on_delete=models.CASCADE, related_name="quotes")
    text = models.CharField(
        _("uitspraak"), max_length=300, help_text=_("In de eigen woorden, zonder aanhalingstekens.")
    )
    function = models.CharField(
        _("functie"), max_length=100, help_text=_("Bijvoorbeeld: projectleider opvang. Geen naam van een persoon.")
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        help_text=_("Leeg als het niet iemand van een gemeente is."),
    )
    has_consent = models.BooleanField(
        _("mag op de site"),
        default=False,
        help_text=_("Aan als wie het zei, goedvond dat het hier staat. Zonder dat komt het niet op de site."),
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitspraak")
        verbose_name_plural = _("uitspraken")
        ordering = ["pk"]

    def __str__(self):
        return self.text
