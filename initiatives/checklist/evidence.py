"""Checks of the results and the costs of an initiative; `load_content --check` reports them too."""

import re

from django.utils.translation import gettext as _

from .findings import Finding, Level

MONEY = re.compile(r"€|\beuro\b|\b\d+(?:[.,]\d+)?\s*(?:miljoen|mln|ton)\b", re.IGNORECASE)
NOT_ONCE = re.compile(r"\bper (?:jaar|maand|week|dag|half ?jaar)\b|\bfasen?\b|\bin totaal\b", re.IGNORECASE)


def check_evidence(initiative):
    """Yields a Finding for each thing that does not mean what its field says."""
    if initiative.is_assessed and not initiative.assessment_publication.is_published:
        text = _("De bron van de beoordeling staat niet op de site. Kies een andere, of beoordeel opnieuw.")
        yield Finding(Level.WARNING, "assessment_publication", text)
    if any(not result.kind for result in initiative.results.all()):
        text = _("Kies bij elk resultaat wat het zegt: inzet, bereik, uitkomst of reactie.")
        yield Finding(Level.WARNING, "results", text)
    if MONEY.search(initiative.fte):
        yield Finding(Level.WARNING, "fte", _("Hier staat een bedrag. Zet dat bij de kosten."))
    yield from _check_cost_class(initiative, "cost_one_off", "band_one_off")
    yield from _check_cost_class(initiative, "cost_yearly", "band_yearly")
    if NOT_ONCE.search(initiative.cost_one_off):
        text = _("Hier hoort alleen wat één keer is betaald. Dit lijkt een bedrag per periode of van meer fasen.")
        yield Finding(Level.WARNING, "cost_one_off", text)


def _check_cost_class(initiative, amount, band):
    """A visitor who filters or compares by the class must find each amount, and nothing without one."""
    if getattr(initiative, amount) and not getattr(initiative, band):
        text = _("Kies de klasse van dit bedrag. Is dit maar een deel van de kosten? Zet het dan in de toelichting.")
        yield Finding(Level.WARNING, band, text)
    if getattr(initiative, band) and not getattr(initiative, amount):
        text = _("Er is een klasse gekozen, maar geen bedrag. Vul het bedrag uit de bron in, of haal de klasse weg.")
        yield Finding(Level.WARNING, amount, text)
