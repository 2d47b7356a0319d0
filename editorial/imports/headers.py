"""The names that municipalities give to our columns."""

from functools import cache

from core.text import tidy

from .columns import COLUMNS, EXTRA_COLUMNS, PARTS

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
    "frameworks": "kader|wetten en regels|regelgeving",
    "partners.name": "partner|samenwerkingspartners|samenwerkingspartner|betrokken partijen|samenwerking met",
}
POINTER = "initiative"  # the column of another sheet that says to which initiative of the first one a row belongs
POINTER_HEADER = "initiatief"
# What municipalities call the columns of results and partners on a sheet of their own, and that sheet.
PART_SYNONYMS = {
    "results.kind": "soort",
    "results.value": "resultaat|uitkomst|aantal",
    "results.number": "cijfer",
    "results.unit": "eenheden|waarvan",
    "results.definition": "omschrijving|toelichting|wat is geteld|betekenis",
    "results.denominator": "totaal|op een totaal van|noemer",
    "results.period": "jaar|over welke periode|peilperiode",
    "results.publication": "bronnen|vindplaats|document",
    "partners.name": "partner|partners|naam partner|organisatie|partij",
    "partners.role": "taak|rol van de partner|bijdrage",
}
TITLES = {
    "results": "resultaten|resultaat|cijfers|uitkomsten|opbrengsten",
    "partners": "partners|partner|samenwerkingspartners|betrokken partijen",
}


def folded_header(name):
    """The name of a column without what does not matter."""
    return " ".join(tidy(name, lines=False).replace("’", "'").casefold().split()).rstrip(":*")


@cache
def _by_header():
    synonyms = {name: by_name for by_name, names in SYNONYMS.items() for name in names.split("|")}
    return synonyms | {folded_header(column.header): column.name for column in [*COLUMNS, *EXTRA_COLUMNS]}


def column_of(header):
    """The name of the column that a file calls so; None when it is none of ours."""
    return _by_header().get(folded_header(header))


def known_count(headers, part=""):
    """Number of known columns that a line names; part, "results" or "partners" for a sheet with those."""
    return len(known_columns(headers, part))


def known_columns(headers, part=""):
    """The columns of the portal that a line names."""
    return {column_of_part(part, header) if part else column_of(header) for header in headers} - {None}


@cache
def _by_part_header(part):
    synonyms = {by_name: name for name, names in PART_SYNONYMS.items() for by_name in names.split("|")}
    columns = {folded_header(text): column.name for column in PARTS[part] for text in _names(column)}
    return {header: name for header, name in (synonyms | columns).items() if name.startswith(f"{part}.")}


def _names(column):
    return column.header, column.short_header


def column_of_part(part, header):
    """Column of a header on a sheet of results or partners; POINTER for the column that points to the first sheet."""
    column = _by_part_header(part).get(folded_header(header))
    return column or (POINTER if column_of(header) in {"title", "code"} else None)


def part_of(title, lines):
    """Kind of parts on another sheet, "results" or "partners"; None when it is neither.

    Args: title, of the sheet; lines, its first lines with cells, among which that with the names of the columns.
    """
    for part, titles in TITLES.items():
        known = max((known_columns(cells, part) for cells in lines), key=len, default=set())
        is_called_so = folded_header(title) in titles.split("|") and len(known) > 1
        if POINTER in known and (is_called_so or len(known) == 1 + len(PARTS[part])):
            return part
    return None
