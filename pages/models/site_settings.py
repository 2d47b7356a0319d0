"""Settings of the site: its owner and contact details, its menu, and whether it has news."""

from hashlib import blake2b

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SettingsQuerySet(models.QuerySet):
    """QuerySet methods for the one row of settings."""

    def with_news(self):
        """The row of settings, when the site has news; else an empty queryset."""
        return self.filter(news=True)


class SiteSettings(models.Model):
    """Owner of the site, contact details and menu; an empty field falls back on the environment.

    texts: what editors published instead of the texts of the portal, a dict from the slug of a page to a `PageText`.
    menu: what differs from that of the portal: "order", the names of all entries, and "positions", a dict from name.
    """

    owner = models.CharField(
        _("eigenaar"),
        max_length=120,
        blank=True,
        help_text=_("Wie de site beheert, zoals het op ‘Over de inspiratiemarkt’ komt. Leeg: wat op de server staat."),
    )
    contact_email = models.EmailField(
        _("mailadres van de redactie"),
        blank=True,
        help_text=_("Een gedeelde postbus. Hij staat onderaan elke bladzijde. Leeg: wat op de server staat."),
    )
    news = models.BooleanField(
        _("nieuws op de site"),
        default=False,
        help_text=_("Aan: er is een bladzijde met nieuws, een feed, en de nieuwste drie staan op de voorpagina."),
    )
    texts = models.JSONField(default=dict, blank=True, editable=False)
    menu = models.JSONField(default=dict, blank=True, editable=False)

    objects = SettingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("instellingen van de site")
        verbose_name_plural = _("instellingen van de site")
        default_permissions = ("view", "change")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_row_of_site_settings")]

    def __str__(self):
        return str(_("Eigenaar, contact en menu"))

    @property
    def written(self):
        """Values that an editor sets in the form, for comparison."""
        return self.owner, self.contact_email, self.news, sorted(self.menu.items())

    @property
    def mark(self):
        """Other when an editor set something else: so that a form knows what it was filled in with."""
        return blake2b(repr(self.written).encode(), digest_size=6).hexdigest()
