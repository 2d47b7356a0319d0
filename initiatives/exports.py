"""A selection of initiatives as a table: one row each, in the order of the finder."""

from itertools import islice

from django.conf import settings

from sources.spreadsheets import LICENCE, answer

from .models import Initiative
from .peers import peers

AT_ONCE = 500
LIKENESS = "lijkt op uw gemeente"  # the last column, when the reader chose a municipality


def export(selected):
    """The file of an `InitiativeFilter`; it is read a part at a time, however long it is."""
    name = "inspiratiemarkt-initiatieven-selectie" if selected.data else "inspiratiemarkt-initiatieven"
    return answer(name, [*COLUMNS, *([LIKENESS] if selected.mine else [])], _rows(selected.keys(), selected.mine))


def _rows(keys, mine):
    while some := list(islice(keys, AT_ONCE)):
        nearest = peers().nearest(some, mine) if mine else {}
        for initiative in Initiative.objects.published().for_export().in_order(some):
            likeness = [str(nearest.get(initiative.pk, ""))] if mine else []
            yield [*(value(initiative) for value in COLUMNS.values()), *likeness]


def _titles(records):
    return [str(record) for record in records.all()]


def _provinces(initiative):
    """The provinces of its municipalities, and of those that the source does not name."""
    found = [place.province for place in initiative.municipalities.all()]
    found += [initiative.unnamed_province] if initiative.unnamed_province else []
    return list(dict.fromkeys(province.name for province in found))


def _main_theme(initiative):
    return initiative.main_theme.name if initiative.main_theme.is_published else ""


def _sources(initiative):
    return list(dict.fromkeys(citation.publication.public_address for citation in initiative.citations.all()))


# The names are part of what we promise to those who read the file with a program: they do not change.
COLUMNS = {
    "code": lambda initiative: initiative.code,
    "titel": lambda initiative: initiative.title,
    "adres": lambda initiative: settings.PORTAL_URL + initiative.get_absolute_url(),
    "samenvatting": lambda initiative: initiative.summary,
    "gemeenten": lambda initiative: _titles(initiative.municipalities),
    "CBS-codes": lambda initiative: [place.code for place in initiative.municipalities.all()],
    "provincies": _provinces,
    "hoofdthema": _main_theme,
    "thema’s": lambda initiative: _titles(initiative.themes),
    "doelgroepen": lambda initiative: _titles(initiative.target_groups),
    "soort": lambda initiative: initiative.get_kind_display(),
    "status": lambda initiative: initiative.get_status_display(),
    "peildatum": lambda initiative: initiative.as_of,
    "peildatum in woorden": lambda initiative: initiative.as_of_text,
    "onderbouwing": lambda initiative: initiative.get_evidence_display(),
    "sinds": lambda initiative: initiative.start_year,
    "tot en met": lambda initiative: initiative.end_year,
    "kosten eenmalig: klasse": lambda initiative: initiative.get_band_one_off_display(),
    "kosten eenmalig": lambda initiative: initiative.cost_one_off,
    "kosten per jaar: klasse": lambda initiative: initiative.get_band_yearly_display(),
    "kosten per jaar": lambda initiative: initiative.cost_yearly,
    "wie betaalt": lambda initiative: initiative.cost_funding,
    "formatie (fte)": lambda initiative: initiative.fte,
    "doorlooptijd": lambda initiative: initiative.lead_time,
    "land": lambda initiative: initiative.country or "Nederland",
    "trefwoorden": lambda initiative: sorted(tag.name for tag in initiative.tags.all()),
    "knelpunten": lambda initiative: _titles(initiative.bottlenecks),
    "kaders": lambda initiative: _titles(initiative.frameworks),
    "bronnen": _sources,
    "gecontroleerd op": lambda initiative: initiative.checked_on,
    "volgende controle": lambda initiative: initiative.next_check,
    "gewijzigd op": lambda initiative: initiative.updated_at,
    "licentie": lambda initiative: LICENCE,
}
