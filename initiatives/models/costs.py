"""Costs of an initiative, and the number of people who work on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.choices import CostBand


class HasCosts(models.Model):
    """Costs and staff of an initiative, as in the source; an empty field means that it is not known."""

    cost_one_off = models.CharField(
        _("kosten eenmalig"), max_length=300, blank=True, help_text=_("Bedrag met jaar, zoals in de bron.")
    )
    cost_yearly = models.CharField(
        _("kosten per jaar"), max_length=300, blank=True, help_text=_("Bedrag met jaar, zoals in de bron.")
    )
    band_one_off = models.CharField(
        _("kosten eenmalig: klasse"),
        max_length=20,
        choices=CostBand,
        blank=True,
        help_text=_("Alleen als de bron een bedrag noemt. Zo kunnen bezoekers vergelijken."),
    )
    band_yearly = models.CharField(
        _("kosten per jaar: klasse"),
        max_length=20,
        choices=CostBand,
        blank=True,
        help_text=_("Alleen als de bron een bedrag noemt. Zo kunnen bezoekers vergelijken."),
    )
    cost_funding = models.CharField(
        _("wie betaalt"), max_length=300, blank=True, help_text=_("Waar het geld vandaan komt.")
    )
    cost_note = models.TextField(_("toelichting op de kosten"), blank=True, help_text=_("Wat bij de bedragen hoort."))
    fte = models.CharField(_("formatie (fte)"), max_length=200, blank=True, help_text=_("Hoeveel mensen, in fte."))

    has_amount_in_note = False  # as far as `for_cards()` or `for_comparing()` read it

    class Meta:
        abstract = True

    @property
    def has_costs(self):
        """Whether anything is known of the costs or of the people who work on it."""
        return any(getattr(self, field.name) for field in HasCosts._meta.fields)

    @property
    def are_costs_not_split(self):
        """Whether the only amount is in the note: what was spent once and what each year is not told apart."""
        return self.has_amount_in_note and not self.has_amount

    @property
    def has_amount(self):
        """Whether an amount or its class is known, once or for each year."""
        return bool(self.known_costs)

    @property
    def known_costs(self):
        """Known one-off and yearly costs: triples of a label, a CostBand and an amount."""
        costs = [
            (_("eenmalig"), self.band_one_off, self.cost_one_off),
            (_("per jaar"), self.band_yearly, self.cost_yearly),
        ]
        return [(label, band, amount) for label, band, amount in costs if band or amount]

    @property
    def costs(self):
        """Known costs in a few words."""
        known = [f"{label}: {CostBand(band).label if band else amount}" for label, band, amount in self.known_costs]
        unknown = _("een bedrag in de toelichting") if self.has_amount_in_note else _("niet bekend")
        return "; ".join(known) or unknown
