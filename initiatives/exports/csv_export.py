"""A selection of initiatives as a table: one row each, in the order of the finder."""

from collections import defaultdict
from itertools import islice

from django.conf import settings

from core.csv_files import LICENCE, csv_response
from initiatives.choices import CostBand, Evidence, Kind, Status
from initiatives.finder.peers import peers
from initiatives.models import Citation, Initiative
from sources.models import Publication

AT_ONCE = 500
LIKENESS = "lijkt op uw gemeente"  # the last column, when the reader chose a municipality
RELATIONS = {  # by name: the relation, what it is ordered by, and what is told of it
    "themes": ("themes", "position", "name"),
    "places": ("municipalities", "name", "name"),
    "codes": ("municipalities", "name", "code"),
    "provinces": ("municipalities", "name", "province__name"),
    "target_groups": ("target_groups", "position", "name"),
    "tags": ("tags", "name", "name"),
    "bottlenecks": ("bottlenecks", "code", "title"),
    "frameworks": ("frameworks", "name", "name"),
}


def export(selection, *, is_whole):
    """The file of an `InitiativeSelection`, read a part at a time; is_whole, whether no parameter was given."""
    name = "inspiratiemarkt-initiatieven" if is_whole else "inspiratiemarkt-initiatieven-selectie"
    mine = selection.mine
    return csv_response(name, [*COLUMNS, *([LIKENESS] if mine else [])], _rows(selection.keys(), mine))


def _rows(keys, mine=""):
    while some := list(islice(keys, AT_ONCE)):
        links, nearest = _links(some), peers().nearest(some, mine) if mine else {}
        for initiative in Initiative.objects.published().for_export().in_order(some):
            initiative.links = links[initiative.pk]
            likeness = [str(nearest.get(initiative.pk, ""))] if mine else []
            yield [*(value(initiative) for value in COLUMNS.values()), *likeness]


def _links(keys):
    """What some initiatives are linked to, as far as that is published: by primary key and then by name.

    As plain values: with `prefetch_related` it takes ten times as long, which counts at a hundred thousand rows.
    """
    found = defaultdict(lambda: defaultdict(list))
    for name, (relation, order, label) in RELATIONS.items():
        others = Initiative._meta.get_field(relation).related_model.objects
        shown = others.published() if hasattr(others, "published") else others.all()
        links = Initiative.objects.filter(pk__in=keys, **{f"{relation}__in": shown}).order_by(f"{relation}__{order}")
        for key, value in links.values_list("pk", f"{relation}__{label}"):
            found[key][name].append(value)
    citations = Citation.objects.filter(initiative__in=keys, publication__in=Publication.objects.published())
    for citation in citations.select_related("publication"):
        found[citation.initiative_id]["sources"].append(citation.publication.public_address)
    return found


def _all(name):
    """A column with what an initiative is linked to by that name, each once."""
    return lambda initiative: list(dict.fromkeys(initiative.links[name]))


def _label(choices, name):
    """A column with the label of one of some choices; unlike `get_…_display()` it does not translate all of them."""
    return lambda initiative: choices(value).label if (value := getattr(initiative, name)) else ""


def _provinces(initiative):
    """The provinces of its municipalities, and of those that the source does not name."""
    unnamed = [initiative.unnamed_province.name] if initiative.unnamed_province else []
    return list(dict.fromkeys([*initiative.links["provinces"], *unnamed]))


def _main_theme(initiative):
    return initiative.main_theme.name if initiative.main_theme.is_published else ""


# The names are part of what we promise to those who read the file with a program: they do not change.
COLUMNS = {
    "code": lambda initiative: initiative.code,
    "titel": lambda initiative: initiative.title,
    "adres": lambda initiative: settings.PORTAL_URL + initiative.get_absolute_url(),
    "samenvatting": lambda initiative: initiative.summary,
    "gemeenten": _all("places"),
    "CBS-codes": _all("codes"),
    "provincies": _provinces,
    "hoofdthema": _main_theme,
    "thema’s": _all("themes"),
    "doelgroepen": _all("target_groups"),
    "soort": _label(Kind, "kind"),
    "status": _label(Status, "status"),
    "peildatum": lambda initiative: initiative.as_of,
    "peildatum in woorden": lambda initiative: initiative.as_of_text,
    "onderbouwing": _label(Evidence, "evidence"),
    "sinds": lambda initiative: initiative.start_year,
    "tot en met": lambda initiative: initiative.end_year,
    "kosten eenmalig: klasse": _label(CostBand, "band_one_off"),
    "kosten eenmalig": lambda initiative: initiative.cost_one_off,
    "kosten per jaar: klasse": _label(CostBand, "band_yearly"),
    "kosten per jaar": lambda initiative: initiative.cost_yearly,
    "wie betaalt": lambda initiative: initiative.cost_funding,
    "formatie (fte)": lambda initiative: initiative.fte,
    "doorlooptijd": lambda initiative: initiative.lead_time,
    "land": lambda initiative: initiative.country or "Nederland",
    "trefwoorden": _all("tags"),
    "knelpunten": _all("bottlenecks"),
    "kaders": _all("frameworks"),
    "bronnen": _all("sources"),
    "gecontroleerd op": lambda initiative: initiative.checked_on,
    "volgende controle": lambda initiative: initiative.next_check,
    "gewijzigd op": lambda initiative: initiative.updated_at,
    "licentie": lambda initiative: LICENCE,
}
