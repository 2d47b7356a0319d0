"""Explanation in the template: for each column what to fill in, its possible values, and an example."""

from django.utils.translation import gettext as _

from initiatives.models import Initiative

from .columns import COLUMNS, PARTS
from .headers import POINTER_HEADER
from .lookups import all_lookups

# All made up; of a column with fixed values the first one is the example.
EXAMPLES = {
    "title": "Samen eten in de buurtkamer",
    "summary": "Elke woensdag eten nieuwe en oude inwoners samen.",
    "as_of": "maart 2026",
    "municipalities": "Woerden",
    "tags": "samen eten | buurtkamer",
    "start_year": "2024",
    "lead_time": "een half jaar",
    "approach": "Vrijwilligers koken. Een medewerker van de gemeente nodigt mensen uit.",
    "cost_one_off": "€ 2.500 voor de keuken",
    "cost_yearly": "€ 12.000",
    "cost_funding": "De gemeente en een fonds",
    "fte": "0,2",
    "contact_name": "Team Samenleving",
    "contact_email": "samenleving@gemeente.example",
    "citations": "PUB-01",
    "results.value": "45",
    "results.number": "45",
    "results.unit": "bezoekers per avond",
    "results.definition": "Het gemiddelde aantal mensen dat kwam eten.",
    "results.denominator": "200 inwoners van de buurt",
    "results.period": "2025",
    "results.publication": "PUB-01",
    "partners.name": "Stichting Buurtkamer",
    "partners.role": "Regelt de keuken",
}


def part_title(part):
    """The title of the sheet with results or partners in the template."""
    return str(Initiative._meta.get_field(part).related_model._meta.verbose_name_plural).capitalize()


def explanation():
    """Yields lines: per column what to fill in, the values that it may have one below the other, and an example."""
    lookups = all_lookups()
    yield [_("kolom"), _("wat u invult"), _("dit kan er staan"), _("voorbeeld")]
    for column in COLUMNS:
        yield from _lines(column, column.header, lookups)
    for part, columns in PARTS.items():
        yield []
        text = _("Eén op elke rij. Staat er hier iets bij een initiatief, dan is dat alles wat het initiatief heeft.")
        yield [_("Blad %s") % part_title(part), text]
        text = _("De titel of de code van het initiatief, zoals op het eerste blad.")
        yield [POINTER_HEADER, text, _("vrij in te vullen"), EXAMPLES["title"]]
        for column in columns:
            yield from _lines(column, column.short_header, lookups)


def _lines(column, header, lookups):
    allowed = column.allowed(lookups)
    first = allowed[0] if allowed else ""
    yield [header, column.help, first or _("vrij in te vullen"), EXAMPLES.get(column.name, first)]
    yield from ([header, "", value] for value in allowed[1:])
