"""A selection of initiatives as a table: one row each, in the order of the finder."""

from collections import defaultdict
from itertools import islice
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _

from core.generation import current, pinned
from core.licence import LICENCE_NAME
from initiatives.choices import CostBand, Evidence, InitiativeKind
from initiatives.finder.peers import peers
from initiatives.media import public_media
from initiatives.models import Adoption, Citation, Initiative, Partner, Result
from initiatives.result_groups import RESULT_GROUPS
from initiatives.shortlist.shortlist import PARAMETER
from municipalities.gazetteer import gazetteer
from sources.models import Publication

BATCH_SIZE = 500
LIKENESS = "lijkt op uw gemeente"  # the last column, when the reader chose a municipality
# Relations to records with the same columns, what these are ordered by, which no two have alike, and what is exported.
RELATIONS = [
    (["themes"], ["position", "code"], ["name"]),
    (["municipalities"], ["name", "code"], ["slug"]),
    (["target_groups"], ["position", "name"], ["name"]),
    (["bottlenecks", "hindering_bottlenecks", "stopping_bottlenecks"], ["code"], ["title"]),
    (["frameworks", "later_frameworks", "tags"], ["name", "code"], ["name"]),
]
NAMED_OTHERWISE = {("tags", "code"): "slug"}


def list_errors(request):
    """Return the error that this export has no shortlist: a dict from parameter to messages, empty without a list."""
    if not request.GET.get(PARAMETER):
        return {}
    query = urlencode({PARAMETER: request.GET[PARAMETER], "vorm": "csv"})
    address = f"{settings.PORTAL_URL}{reverse('initiatives:shortlist')}?{query}"
    message = _("Hier staat een selectie, geen lijst. Uw lijst als bestand: %(address)s")
    return {PARAMETER: [message % {"address": address}]}


def table_of(keys, own_slug=""):
    """Initiatives as a table.

    Args: keys, an iterator of primary keys, in order; own_slug, of the reader's municipality.
    Returns: the names of the columns, and the rows as an iterator.
    """
    return [*COLUMNS, *([LIKENESS] if own_slug else [])], _rows(keys, own_slug, current())


def _rows(keys, own_slug, number):
    while batch := list(islice(keys, BATCH_SIZE)):
        with pinned(number):  # or each row would look whether what it needs is still in memory
            rows = list(_rows_of_batch(batch, own_slug))
        yield from rows


def _rows_of_batch(keys, own_slug):
    links, nearest = _links(keys), peers().nearest(keys, own_slug) if own_slug else {}
    for initiative in Initiative.objects.published().for_export().in_order(keys):
        initiative.links = links[initiative.pk]
        likeness = [str(nearest.get(initiative.pk, ""))] if own_slug else []
        yield [*(value(initiative) for value in COLUMNS.values()), *likeness]


def _links(keys):
    """Return the published links of initiatives: by primary key, and then by relation and field.

    As plain values: with `prefetch_related` it takes ten times as long, which counts at a hundred thousand rows. They
    are put in order here: each database has its own idea of the alphabet.
    """
    values = defaultdict(lambda: defaultdict(list))
    for relations, order, fields in RELATIONS:
        columns = list(dict.fromkeys([*order, *fields]))
        first, *others = [_linked_rows(relation, columns, keys) for relation in relations]
        for key, relation, *row in sorted(first.union(*others, all=True)):
            for field in fields:
                values[key][relation, field].append(row[columns.index(field)])
    citations = Citation.objects.filter(initiative__in=keys, publication__in=Publication.objects.published())
    for citation in citations.select_related("publication"):
        values[citation.initiative_id]["citations", "address"].append(citation.publication.public_address)
    results = Result.objects.filter(initiative__in=keys, publication__in=Publication.objects.published())
    for result in results.select_related("publication").order_by("pk"):
        group = next(group for group in RESULT_GROUPS if result.kind in group.kinds)
        values[result.initiative_id]["results", group.id].append(_result(result))
    for adoption in Adoption.objects.public().filter(initiative__in=keys).select_related("publication").order_by("pk"):
        values[adoption.initiative_id]["adoptions", "line"].append(_adoption(adoption))
    for partner in Partner.objects.filter(initiative__in=keys).order_by("pk"):
        role = f" ({partner.role})" if partner.role else ""
        values[partner.initiative_id]["partners", "line"].append(f"{partner.name}{role}")
    return values


def _linked_rows(relation, columns, keys):
    """The linked records of a relation: the primary key of the initiative, the relation, and the columns."""
    records = Initiative._meta.get_field(relation).related_model.objects
    public = records.published() if hasattr(records, "published") else records.all()
    links = Initiative.objects.filter(pk__in=keys, **{f"{relation}__in": public}).order_by()
    names = [f"{relation}__{NAMED_OTHERWISE.get((relation, column), column)}" for column in columns]
    return links.values_list("pk", Value(relation), *names)


def _result(result):
    total = f", {_('van:')} {result.denominator}" if result.denominator else ""
    counted = f"{result.value} {result.unit}: {result.definition}{total}"
    return f"{counted} ({result.period}; {result.publication.public_address})"


def _adoption(adoption):
    places = gazetteer()
    name = places.places[places.slugs[adoption.municipality_id]].label
    return f"{name} ({'; '.join(filter(None, [adoption.when, adoption.publication.public_address]))})"


def _linked(relation, field):
    """A column with a field of the records that an initiative is linked to, without duplicates."""
    return lambda initiative: list(dict.fromkeys(initiative.links[relation, field]))


def _results(group):
    """A column with the results in a group."""
    return lambda initiative: initiative.links["results", group]


def _label(choices, name):
    """A column with the label of a choice; unlike `get_…_display()` it does not translate all choices."""
    return lambda initiative: choices(value).label if (value := getattr(initiative, name)) else ""


def _provinces(initiative):
    """The provinces of its municipalities, and of those that the source does not name."""
    unnamed = [initiative.unnamed_province.name] if initiative.unnamed_province else []
    return list(dict.fromkeys([*(place.province for place in _places_of_today(initiative)), *unnamed]))


def _places_of_today(initiative):
    """Its municipalities, and instead of one that merged what it is a part of now."""
    places = gazetteer().places
    return [places[places[slug].current_slug] for slug in initiative.links["municipalities", "slug"] if slug in places]


def _municipalities(initiative):
    """The names of its municipalities; of one that merged also that of today."""
    places = gazetteer().places
    return [places[slug].label for slug in initiative.links["municipalities", "slug"] if slug in places]


def _municipality_codes(initiative):
    """The codes of its municipalities of today."""
    return list(dict.fromkeys(place.code for place in _places_of_today(initiative)))


def _assessed_source(initiative):
    """The publication that an assessment of the evidence rests on."""
    publication = initiative.assessment_publication
    return publication.public_address if publication and publication.is_published else ""


def _addresses(paths):
    return [settings.PORTAL_URL + path for path in paths]


def _main_theme(initiative):
    return initiative.public_theme.name if initiative.public_theme else ""


# The names are part of what we promise to those who read the file with a program: they do not change.
COLUMNS = {
    "code": lambda initiative: initiative.code,
    "titel": lambda initiative: initiative.title,
    "adres": lambda initiative: settings.PORTAL_URL + initiative.get_absolute_url(),
    "samenvatting": lambda initiative: initiative.summary,
    "gemeenten": _municipalities,
    "CBS-codes": _municipality_codes,
    "provincies": _provinces,
    "hoofdthema": _main_theme,
    "thema’s": _linked("themes", "name"),
    "doelgroepen": _linked("target_groups", "name"),
    "soort": _label(InitiativeKind, "kind"),
    "status": lambda initiative: initiative.freshness.status_label,
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
    "trefwoorden": _linked("tags", "name"),
    "knelpunten": _linked("bottlenecks", "title"),
    "kaders": _linked("frameworks", "name"),
    "bronnen": _linked("citations", "address"),
    "gecontroleerd op": lambda initiative: initiative.checked_on,
    "volgende controle": lambda initiative: initiative.freshness.next_check,
    "gewijzigd op": lambda initiative: initiative.content_changed_on,
    "licentie": lambda initiative: LICENCE_NAME,
    "gecontroleerd door": lambda initiative: initiative.freshness.checker if initiative.checked_on else "",
    "bevestigd door de gemeente op": lambda initiative: initiative.confirmed_on,
    "einddatum": lambda initiative: initiative.end_date,
    "tegenstrijdig": lambda initiative: [each.sentence for each in initiative.freshness.contradictions],
    "onderbouwing: waarom": lambda initiative: initiative.assessment_reason,
    "onderbouwing: bron": _assessed_source,
    "onderbouwing: beoordeeld op": lambda initiative: initiative.assessed_on,
    "wat het opleverde": _results("opbrengst"),
    "omvang": _results("omvang"),
    "reacties": _results("reacties"),
    "andere cijfers": _results("andere-cijfers"),
    "loopt tegen knelpunten aan": _linked("hindering_bottlenecks", "title"),
    "stopte door knelpunten": _linked("stopping_bottlenecks", "title"),
    "kaders die er later bij kwamen": _linked("later_frameworks", "name"),
    "afbeeldingen": lambda initiative: _addresses(picture.largest for picture in public_media(initiative.pk).pictures),
    "documenten": lambda initiative: _addresses(
        item.paper.download for item in public_media(initiative.pk).attachments
    ),
    "overgenomen door": _linked("adoptions", "line"),
    "soorten documenten": lambda initiative: sorted(
        {item.paper.get_kind_display() for item in public_media(initiative.pk).attachments}
    ),
    "over datum": lambda initiative: _("nee") if initiative.freshness.own_kind is None else _("ja"),
    "toelichting op de status": lambda initiative: initiative.status_reason,
    "aanleiding": lambda initiative: initiative.situation,
    "aanpak": lambda initiative: initiative.approach,
    "draagvlak": lambda initiative: initiative.support,
    "wat ging goed, wat niet": lambda initiative: initiative.lessons,
    "wat heeft u nodig": lambda initiative: initiative.conditions,
    "toelichting op de kosten": lambda initiative: initiative.cost_note,
    "partners": _linked("partners", "line"),
    "waarom geen gemeente": lambda initiative: initiative.no_municipality_reason,
    "deelnemers zonder naam": lambda initiative: initiative.unnamed_participants,
    "contact: functie": lambda initiative: initiative.contact_name,
    "contact: postbus": lambda initiative: initiative.contact_email,
}
