"""The parts of initiatives (results, partners, citations, adoptions and more), read with two queries."""

from collections import defaultdict

from django.db.models import BigIntegerField, Case, CharField, F, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from core.records import State
from initiatives.choices import InitiativeStatus, ResultKind
from initiatives.models import Adoption, Citation, Initiative, Partner, Result, StatusEntry
from municipalities.gazetteer import gazetteer
from sources.models import Publication
from themes.models import Statement

from . import initiatives as schemas
from .base import Gemeenteverwijzing, choice, source

NOTHING = Cast(Value(None), BigIntegerField())  # PostgreSQL takes a NULL without a type for text
TEXTS = 7  # columns with text in the one query for all parts
LOCAL = Case(When(local_initiative__in=Initiative.objects.published(), then=F("local_initiative__code")))
ORGANISATION = Case(When(organisation__state=State.PUBLISHED, then=F("organisation__slug")))
SPEAKER = Case(When(organisation__state=State.PUBLISHED, then=F("organisation__name")))
ON_BEHALF = Coalesce("municipality__name", SPEAKER)
PARTS = {  # by the field that lists them: the model, the municipality, and the columns with text
    "resultaten": (Result, None, ["kind", "value", "number", "unit", "definition", "denominator", "period"]),
    "partners": (Partner, None, ["name", "role", ORGANISATION]),
    "bronvermeldingen": (Citation, None, ["heading"]),
    "overnames": (Adoption, "municipality", ["heading", "year", "adopted_on", "changes", "outcome", LOCAL]),
    "statusverloop": (StatusEntry, None, ["status", "as_of", "note"]),
}
STATEMENT = ["code", "person", "function", ON_BEHALF, "period", "topic", "gist"]


class Parts:
    """The public parts of some initiatives: `parts[key]` is a dict from field to schemas, in the order of the page.

    Args: keys, primary keys of published initiatives.
    """

    def __init__(self, keys):
        queries = [
            _rows(name, model.objects.filter(initiative__in=keys), *rest) for name, (model, *rest) in PARTS.items()
        ]
        statements = Statement.objects.published().filter(initiatives__in=keys)
        queries.append(_rows("uitspraken", statements, None, STATEMENT, "initiatives"))
        first, *others = queries
        rows = sorted(first.union(*others, all=True), key=_place) if keys else []
        cited = {row[4] for row in rows} - {None}
        publications = Publication.objects.published().in_bulk(cited) if cited else {}
        self._found = defaultdict(lambda: defaultdict(list))
        for key, name, _pk, municipality, publication, *texts in rows:
            if publication is None or publication in publications:
                part = MAKERS[name](texts, publications.get(publication), municipality)
                self._found[key][name].append(part)

    def __getitem__(self, key):
        return self._found.get(key, {})


def _place(row):
    """What parts are sorted by: what each relation is sorted by on the page."""
    _key, name, pk, _municipality, _publication, *texts = row
    return name, texts[1] if name == "statusverloop" else texts[0] if name == "uitspraken" else "", pk


def _rows(name, queryset, municipality, columns, initiative="initiative"):
    padded = [*columns, *[Value("")] * (TEXTS - len(columns))]
    named = {
        "part_initiative": F(initiative),
        "part_name": Value(name, CharField()),
        "part_pk": F("pk"),
        "part_place": F(municipality) if municipality else NOTHING,
        "part_source": F("publication") if name != "partners" else NOTHING,
        **{f"part_{place}": _text(column) for place, column in enumerate(padded)},
    }
    return queryset.order_by().annotate(**named).values_list(*named)


def _text(column):
    return Coalesce(Cast(column, TextField()), Value(""), output_field=TextField())


def municipality(slug):
    """The `Gemeenteverwijzing` to a municipality."""
    places = gazetteer().places
    place = places[slug]
    now = places[place.current_slug]
    return Gemeenteverwijzing(code=place.code, naam=place.name, code_nu=now.code, provincie=now.province)


def _result(texts, publication, _key):
    kind, value, number, unit, definition, denominator, period = texts
    return schemas.Resultaat(
        soort=choice(ResultKind, kind),
        waarde=value,
        getal=float(number) if number else None,
        eenheid=unit,
        definitie=definition,
        van_hoeveel=denominator,
        periode=period,
        bron=source(publication),
    )


def _adoption(texts, publication, key):
    heading, year, adopted_on, changes, outcome, local, *_rest = texts
    return schemas.Overname(
        gemeente=municipality(gazetteer().slugs[key]),
        datum=adopted_on or year.zfill(4) if year else adopted_on,
        aanpassingen=changes,
        opbrengst=outcome,
        initiatief_daar=local,
        bron=source(publication, heading),
    )


def _status(texts, publication, _key):
    status, as_of, note, *_rest = texts
    value = choice(InitiativeStatus, status)
    return schemas.Statusmoment(status=value, peildatum=as_of, toelichting=note, bron=source(publication))


def _statement(texts, publication, _key):
    names = ["code", "persoon", "functie", "namens", "periode", "onderwerp", "strekking"]
    return schemas.Uitspraak(**dict(zip(names, texts, strict=True)), bron=source(publication))


MAKERS = {
    "resultaten": _result,
    "partners": lambda texts, _source, _key: schemas.Partner(naam=texts[0], rol=texts[1], organisatie=texts[2]),
    "bronvermeldingen": lambda texts, publication, _key: source(publication, texts[0]),
    "overnames": _adoption,
    "statusverloop": _status,
    "uitspraken": _statement,
}
