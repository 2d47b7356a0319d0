"""Themes with their sub-themes, and the groups of people that policy is for."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records import PublishRule, Record, RecordQuerySet


class Colour(models.TextChoices):
    """The colours of awnings; the values are tokens of the stylesheet, called after their first theme."""

    OPVANG = "opvang", _("rood")
    HUISVESTING = "huisvesting", _("oker")
    INTEGRATIE = "integratie", _("groen")
    ARBEIDSMIGRATIE = "arbeidsmigratie", _("paars")
    OEKRAINE = "oekraine", _("blauw")
    ONGEDOCUMENTEERDEN = "ongedocumenteerden", _("wijnrood")
    DWARS = "dwars", _("grijs")


class Icon(models.TextChoices):
    """The icons that there are for themes; the values are symbols of `icons.svg`."""

    OPVANG = "opvang", _("opvang")
    HUISVESTING = "huisvesting", _("huisvesting")
    INTEGRATIE = "integratie", _("integratie")
    ARBEIDSMIGRATIE = "arbeidsmigratie", _("arbeidsmigratie")
    OEKRAINE = "oekraine", _("Oekraïne")
    ONGEDOCUMENTEERDEN = "ongedocumenteerden", _("ongedocumenteerden")
    DWARS = "dwars", _("dwarsthema")
    WORK = "werk", _("werk")
    GOVERNMENT = "bestuur", _("bestuur")
    CHILDREN = "migrantenkinderen", _("kinderen")
    FAMILY = "gezin-en-studie", _("gezin en studie")
    MUNICIPALITY = "gemeente", _("gemeente")
    CLOCK = "klok", _("klok")
    RULE = "regel", _("regel")
    IDEA = "idee", _("idee")


class ThemeQuerySet(RecordQuerySet):
    """The queryset of themes."""

    def main(self):
        """Themes that are not a part of another theme."""
        return self.filter(parent__isnull=True)

    def family(self, theme):
        """A theme and its sub-themes."""
        return self.filter(Q(pk=theme.pk) | Q(parent=theme))

    def by_family(self):
        """Each theme with its sub-themes right after it, for a list to choose from."""
        family = Coalesce("parent__position", "position"), Coalesce("parent__code", "code")
        return self.order_by(*family, F("parent").asc(nulls_first=True), "position", "code")


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
    awning = models.CharField(
        _("kleur"),
        max_length=20,
        choices=Colour,
        blank=True,
        help_text=_("De kleur van de kraam. Leeg: de kleur die bij dit thema hoort, en anders grijs."),
    )
    icon = models.CharField(
        _("icoon"),
        max_length=20,
        choices=Icon,
        blank=True,
        help_text=_(
            "Het plaatje bij het thema. Leeg: het icoon dat bij dit thema hoort, en anders dat van dwarsthema’s."
        ),
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
        """The name of the colour token: what was chosen for the main theme, else its slug if there is such a token."""
        main = self.parent or self
        fallback = main.slug if main.slug in Colour and not main.cross_cutting else Colour.DWARS.value
        return main.awning or fallback

    @property
    def icon_name(self):
        """The name of the icon: what was chosen for the main theme, else its slug if there is such an icon."""
        main = self.parent or self
        return main.icon or (main.slug if main.slug in Icon else Icon.DWARS.value)


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
