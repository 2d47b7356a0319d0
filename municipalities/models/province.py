"""Provinces, and other names of them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TOOI = "https://identifier.overheid.nl/tooi/id/provincie/"
CBS_CODES = {  # of the twelve: CBS numbers them from north to south, and TOOI has the same numbers
    "groningen": "PV20",
    "fryslan": "PV21",
    "drenthe": "PV22",
    "overijssel": "PV23",
    "flevoland": "PV24",
    "gelderland": "PV25",
    "utrecht": "PV26",
    "noord-holland": "PV27",
    "zuid-holland": "PV28",
    "zeeland": "PV29",
    "noord-brabant": "PV30",
    "limburg": "PV31",
}


class Province(models.Model):
    """One of the twelve provinces."""

    name = models.CharField(_("naam"), max_length=30, unique=True, help_text=_("De naam van de provincie."))
    slug = models.SlugField(_("adres"), unique=True, help_text=_("De naam in een webadres."))

    class Meta:
        verbose_name = _("provincie")
        verbose_name_plural = _("provincies")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def list_url(self):
        """Its initiatives: it has no page of its own."""
        return reverse("initiatives:list", query={"provincie": self.slug})

    @property
    def cbs_code(self):
        """The code that CBS gives it, such as "PV25"; empty when it is none of the twelve."""
        return CBS_CODES.get(self.slug, "")

    @property
    def tooi_uri(self):
        """The government identifier of this province, derived from its CBS code; empty without one."""
        return TOOI + self.cbs_code.lower() if self.cbs_code else ""


class ProvinceName(models.Model):
    """Another name of a province: the official one in another spelling, or a popular one."""

    province = models.ForeignKey(
        Province, verbose_name=_("provincie"), on_delete=models.CASCADE, related_name="alternative_names"
    )
    name = models.CharField(_("andere naam"), max_length=60, help_text=_("Bijvoorbeeld Friesland."))

    class Meta:
        verbose_name = _("andere naam")
        verbose_name_plural = _("andere namen")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["province", "name"], name="province_other_name_once")]

    def __str__(self):
        return self.name
