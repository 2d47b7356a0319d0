"""The names that municipalities give to our columns."""

from functools import cache

from core.text import tidy

from .columns import COLUMNS

# What municipalities call our columns, in folded form.
SYNONYMS = {
    "title": "naam initiatief|initiatief|project|projectnaam|naam project|naam van het initiatief|titel initiatief",
    "summary": "omschrijving|korte omschrijving|beschrijving|korte beschrijving|wat is het",
    "kind": "soort initiatief|type|type initiatief",
    "status": "stand van zaken|fase|stand",
    "as_of": "stand per|datum|per datum|peildatum gegevens",
    "main_theme": "thema|categorie|hoofdcategorie",
    "themes": "themas|alle thema's|subthema|subthema's",
    "target_groups": "doelgroep|voor wie",
    "tags": "trefwoord|tags|steekwoorden|labels",
    "municipalities": "gemeente|gemeente(n)|gemeentenaam|plaats|woonplaats|kern|deelnemende gemeenten",
    "start_year": "startjaar|jaar|start|begin|startdatum|begindatum|gestart in|jaar van start|gestart op",
    "end_year": "eindjaar|einde|eind",
    "situation": "waarom|probleem|achtergrond",
    "approach": "werkwijze|wat doen we|hoe|activiteiten",
    "support": "participatie",
    "lessons": "lessen|leerpunten|geleerde lessen|ervaringen|tips",
    "conditions": "voorwaarden|randvoorwaarden|wat is nodig|benodigdheden",
    "cost_one_off": "kosten|eenmalige kosten|budget|investering|begroting",
    "cost_yearly": "jaarlijkse kosten|structurele kosten|kosten per jaar (structureel)",
    "cost_funding": "financiering|dekking|subsidie|bekostiging",
    "fte": "fte|formatie",
    "contact_name": "functie contactpersoon|team|afdeling|contact functie",
    "contact_email": "e-mail|email|e-mailadres|mail|mailadres|contact e-mail|postbus",
    "citations": "bron",
}


def folded_header(name):
    """The name of a column without what does not matter."""
    return " ".join(tidy(name, lines=False).replace("’", "'").casefold().split()).rstrip(":*")


@cache
def _by_header():
    synonyms = {name: by_name for by_name, names in SYNONYMS.items() for name in names.split("|")}
    return synonyms | {folded_header(column.header): column.name for column in COLUMNS}


def column_of(header):
    """The name of the column that a file calls so; None when it is none of ours."""
    return _by_header().get(folded_header(header))


def known_count(headers):
    """How many of our columns a line names."""
    return len({column_of(header) for header in headers} - {None})
