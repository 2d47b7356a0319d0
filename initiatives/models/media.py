"""The pictures and papers of an initiative: parts of it, so that they are drafted, reviewed and published with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models import Paper, Picture, ShowingQuerySet

from .initiative import Initiative
from .parts import InitiativePart

MAX_PICTURES = 6


class MediaQuerySet(ShowingQuerySet):
    """QuerySet methods for the pictures and papers of initiatives."""

    def shown(self):
        """Media of initiatives that the public may see."""
        return self.filter(initiative__in=Initiative.objects.published())

    def uncleared(self):
        """Media that were not cleared, and must not be on the site."""
        return self.exclude(pk__in=self.cleared().values("pk"))


class GalleryItem(InitiativePart):
    """A picture in the gallery of an initiative."""

    STORED = "picture"

    picture = models.ForeignKey(
        Picture,
        verbose_name=_("afbeelding"),
        on_delete=models.PROTECT,
        related_name="gallery_items",
        help_text=_("Kies een afbeelding, of voeg er een toe met het plusteken."),
    )
    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een lager getal staat eerder op de pagina.")
    )

    objects = MediaQuerySet.as_manager()

    class Meta:
        verbose_name = _("afbeelding bij het initiatief")
        verbose_name_plural = _("afbeeldingen bij het initiatief")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["initiative", "picture"], name="gallery_has_picture_once")]

    def __str__(self):
        return str(self.picture)


class Attachment(InitiativePart):
    """A paper that others may use again, with an initiative."""

    STORED = "paper"

    paper = models.ForeignKey(
        Paper,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="attachments",
        help_text=_("Kies een document, of voeg er een toe met het plusteken."),
    )
    note = models.CharField(
        _("toelichting"), max_length=200, blank=True, help_text=_("Waar een ander op moet letten die dit gebruikt.")
    )

    objects = MediaQuerySet.as_manager()

    class Meta(InitiativePart.Meta):
        verbose_name = _("document bij het initiatief")
        verbose_name_plural = _("documenten bij het initiatief")
        constraints = [models.UniqueConstraint(fields=["initiative", "paper"], name="initiative_has_paper_once")]

    def __str__(self):
        return str(self.paper)
