"""The identifiers of records: `/id/INI-01` is one for ever, whatever the address of its page is now.

A record without a code of its own has one made of its kind and its slug, such as `begrip-statushouder`: neither the
code nor the slug of what was published ever changes.
"""

from typing import NamedTuple

from django.conf import settings
from django.db.models import IntegerField, Model, Value
from django.http import Http404
from django.urls import reverse

from core.http import Gone
from core.merging import survivor_key
from initiatives.models import Bundle, Initiative, MarketEdition
from library.models import Paper
from municipalities.models import Consultation, Municipality, MunicipalityType, Province
from pages.models import NewsItem
from sources.models import Organisation, Publication
from themes.models import (
    Ask,
    Bottleneck,
    Concept,
    Framework,
    KeyFigure,
    Statement,
    TargetGroup,
    Theme,
)

from .negotiation import SUFFIXES

CODED = [Initiative, Publication, Framework, Bottleneck, Theme, Ask, Statement, KeyFigure, Municipality, Consultation]
NAMED = {  # the part before the first hyphen; it never changes
    "begrip": Concept,
    "document": Paper,
    "doelgroep": TargetGroup,
    "gemeentetype": MunicipalityType,
    "markt": MarketEdition,
    "nieuws": NewsItem,
    "organisatie": Organisation,
    "provincie": Province,
    "stapel": Bundle,
}
KINDS = {model: name for name, model in NAMED.items()}
IDENTIFIED = [*CODED, *KINDS]
RESOURCE_OF = {  # what the API calls them
    Initiative: "initiatieven",
    Municipality: "gemeenten",
    Theme: "themas",
    Bottleneck: "knelpunten",
    Framework: "kaders",
    Concept: "begrippen",
    Publication: "bronnen",
    MarketEdition: "markten",
    KeyFigure: "cijfers",
    Organisation: "organisaties",
    Bundle: "stapels",
    Ask: "vragen",
    Statement: "uitspraken",
    Consultation: "gesprekken",
    TargetGroup: "doelgroepen",
    MunicipalityType: "gemeentetypen",
    Province: "provincies",
}
MAX_CODE_LENGTH = 100


class Identified(NamedTuple):
    """A record that the public may see, and whether it was asked for by the code of one that it was merged with."""

    record: Model
    is_survivor: bool = False


def code_of(record):
    """The code in the identifier of a record."""
    model = type(record)
    return f"{KINDS[model]}-{getattr(record, name_field(model))}" if model in KINDS else record.code


def permanent_url(record):
    """The whole identifier of a record, as a web address."""
    return settings.PORTAL_URL + reverse("by_code", args=[code_of(record)])


def find_record(code):
    """The record with a code, or what it was merged into.

    Args: code, also in small letters.
    Returns: a record that the public may see.
    Raises: Gone when it is withdrawn; Http404 when there is none, or when it is not published yet.
    """
    return find(code).record


def find(code):
    """Resolve a code to an `Identified`; raises what `find_record` does."""
    if not code.isprintable() or len(code) > MAX_CODE_LENGTH:
        raise Http404
    code = code.strip()
    return _named(code.lower()) or _coded({code, code.upper()}) or _not_found()


def data_paths(record):
    """Where programs read a record: a dict from media type to path; some kinds are in no API."""
    paths = linked_data_paths(record)
    if resource := RESOURCE_OF.get(type(record)):
        name = record.slug if type(record) in KINDS else record.code
        paths["application/json"] = reverse("opendata:api_detail", args=[resource, name])
    return paths


def linked_data_paths(record):
    """The files with the linked data of a record: a dict from media type to path."""
    code = code_of(record)
    return {kind: reverse("linked:record", args=[code, suffix]) for kind, suffix in SUFFIXES.items()}


def public_path(record):
    """Where the public reads a record; what has no page of its own is on that of what it belongs to."""
    if isinstance(record, Ask):
        bottleneck = record.bottlenecks.published().first()
        return f"{(bottleneck or record.publication).get_absolute_url()}#vragen"
    if isinstance(record, Statement):
        return f"{record.publication.get_absolute_url()}#uitspraken"
    if isinstance(record, Consultation):
        return record.publication.get_absolute_url()
    return _own_path(record)


def visible(model):
    """Public records of a model; a consultation or a type is as public as its source."""
    if model is Consultation:
        return model.objects.filter(publication__in=Publication.objects.published())
    if model is MunicipalityType:
        return model.objects.published().filter(publication__in=Publication.objects.published())
    return model.objects.published() if hasattr(model.objects, "published") else model.objects.all()


def name_field(model):
    """The column that names a record among those of its kind, for a kind of `NAMED`."""
    return "token" if model is Paper else "slug"


def _own_path(record):
    if isinstance(record, MunicipalityType):
        return f"{reverse('municipalities:list')}#typen"
    if isinstance(record, TargetGroup):
        return reverse("initiatives:list", query={"doelgroep": record.slug})
    if isinstance(record, Paper):
        return record.download
    return record.list_url if isinstance(record, KeyFigure | Province) else record.get_absolute_url()


def _coded(codes):
    """Record with one of some codes in a column; None when there is none; raises Gone when it is withdrawn."""
    if record := _first([(model, visible(model)) for model in CODED], codes):
        return Identified(record)
    withdrawn = [(model, model.objects.gone()) for model in CODED if hasattr(model.objects, "gone")]
    if record := _first(withdrawn, codes):
        raise Gone(record.gone_reason)
    for model in CODED:
        if (key := survivor_key(model, codes)) and (record := visible(model).filter(pk=key).first()):
            return Identified(record, is_survivor=True)
    return None


def _named(code):
    """Record that a code names by its kind and slug; None when there is none; raises Gone when it is withdrawn."""
    kind, _hyphen, name = code.partition("-")
    model = NAMED.get(kind)
    if model is None or not name:
        return None
    named = {name_field(model): name}
    if record := visible(model).filter(**named).first():
        return Identified(record)
    if hasattr(model.objects, "gone") and (record := model.objects.gone().filter(**named).first()):
        raise Gone(record.gone_reason)
    if (key := survivor_key(model, slug=name)) and (record := visible(model).filter(pk=key).first()):
        return Identified(record, is_survivor=True)
    return None


def _not_found():
    raise Http404


def _first(querysets, codes):
    """The record of some querysets that has one of some codes, looked up in one query; None when there is none."""
    queries = [
        queryset.order_by()
        .filter(code__in=codes)
        .annotate(model=Value(number, IntegerField()))
        .values_list("model", "pk")
        for number, (_model, queryset) in enumerate(querysets)
    ]
    for number, key in queries[0].union(*queries[1:], all=True):
        return querysets[number][1].get(pk=key)
    return None
