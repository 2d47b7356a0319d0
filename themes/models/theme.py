"""Themes with their sub-themes, and the groups of people that policy is for."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records import PublishRule, Record, RecordQuerySet


class ThemeQuerySet(RecordQuerySet):
    """The queryset of themes."""

    def main(self):
        """Themes that are not a part of another theme."""
        return self.filter(parent__isnull=True)

    def family(self, theme):
        """A theme and its sub-themes."""
        return self.filter(Q(pk=theme.pk) | Q(parent=theme))


class Theme(Record):
    """A subject of migration policy; a sub-theme has a parent, a cross-cutting theme runs through the others."""

    code = models.CharField(
        _("code"), max_length=6, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld T1 of T1.2. Verandert nooit.")
    )
    name = models.CharField(_("naam"), max_length=60, help_text=_("Zoals het op de site staat."))
    parent = models.ForeignKey(
        "self",
        verbose_name=_("hoofdthema"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subthemes",
        help_text=_("Leeg voor een hoofdthema."),
    )
    cross_cutting = models.BooleanField(
        _("dwarsthema"), default=False, help_text=_("Aan als het thema door de andere thema’s heen loopt.")
    )
    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een lager getal staat eerder in de lijst.")
    )
    summary = models.TextField(_("uitleg"), blank=True, help_text=_("Waar dit thema over gaat, in een of twee zinnen."))
    sources = models.ManyToManyField(
        "sources.Publication",
        verbose_name=_("bronnen"),
        related_name="themes",
        blank=True,
        help_text=_("De bronnen die dit thema noemen."),
    )

    publish_rule = PublishRule(source="sources")
    objects = ThemeQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")
        ordering = ["position", "code"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="theme_not_own_parent",
                violation_error_message=_("Een thema kan niet onder zichzelf vallen."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("themes:detail", args=[self.slug])

    @property
    def colour(self):
        """The name of the colour token: the main theme's slug, or "dwars" for a cross-cutting theme."""
        main = self.parent or self
        return "dwars" if main.cross_cutting else main.slug


class TargetGroup(models.Model):
    """A group of people that an initiative is meant for."""

    slug = models.SlugField(_("adres"), unique=True, help_text=_("De naam in een webadres."))
    name = models.CharField(_("naam"), max_length=60, unique=True, help_text=_("Zoals het op de site staat."))
    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een lager getal staat eerder in de lijst.")
    )

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name
