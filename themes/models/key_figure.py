"""Figures about migration as a whole, which no single initiative brought about."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records import Publishable
from sources.models import Quotation

from .sourced import SourcedQuerySet
from .theme import Theme


class KeyFigure(Publishable, Quotation):
    """A number with what it counts, when and where; what the source leaves out stays empty."""

    code = models.CharField(
        _("code"), max_length=10, unique=True, help_text=_("Vast kenmerk, bijvoorbeeld CIJ-01. Verandert nooit.")
    )
    value = models.CharField(
        _("waarde"), max_length=40, help_text=_("Het getal zoals de bron het geeft, bijvoorbeeld ongeveer 1 op de 10.")
    )
    unit = models.CharField(
        _("eenheid"), max_length=100, help_text=_("Wat het getal telt, bijvoorbeeld arbeidsmigranten.")
    )
    definition = models.TextField(
        _("wat het getal betekent"), help_text=_("Wie of wat er wel en niet is meegeteld, in eigen woorden.")
    )
    period = models.CharField(
        _("periode"), max_length=60, blank=True, help_text=_("Waarover het getal gaat. Leeg als de bron dat niet zegt.")
    )
    place = models.CharField(
        _("gebied"), max_length=60, blank=True, help_text=_("Bijvoorbeeld Nederland. Leeg als de bron dat niet zegt.")
    )
    themes = models.ManyToManyField(
        Theme,
        verbose_name=_("thema’s"),
        related_name="key_figures",
        help_text=_("De thema’s waar dit bij hoort."),
    )

    objects = SourcedQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        ordering = ["code"]

    def __str__(self):
        return f"{self.value} {self.unit}"

    @property
    def list_url(self):
        """Its place on the page of all figures: it has no page of its own."""
        return f"{reverse('themes:key_figures')}#{self.anchor}"

    @property
    def anchor(self):
        """The name of that place, such as "cij-10"."""
        return self.code.lower()
