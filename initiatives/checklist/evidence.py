"""What to look at in the results and the costs of an initiative; `load_content --check` reports it too."""

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
    if NOT_ONCE.search(initiative.cost_one_off):
        text = _("Hier hoort alleen wat één keer is betaald. Dit lijkt een bedrag per periode of van meer fasen.")
        yield Finding(Level.WARNING, "cost_one_off", text)
