"""The permanent address of whatever has a code: `/id/INI-01` leads to the record, whatever its address is now."""

import qrcode
from django.conf import settings
from django.db.models import IntegerField, Value
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from core.http import Gone
from core.merging import survivor_key
from initiatives.models import Initiative
from municipalities.models import Consultation, Municipality
from sources.models import Publication
from themes.models import Ask, Bottleneck, Framework, KeyFigure, Statement, Theme

CODED = [Initiative, Publication, Framework, Bottleneck, Theme, Ask, Statement, KeyFigure, Municipality, Consultation]
MAX_CODE_LENGTH = 30


def record_by_code(request, code):
    """303 to the page of a record, with what the address says of the visitor; 404 or 410 as that page has it."""
    response = HttpResponseRedirect(with_query(public_path(find_record(code)), request.GET.urlencode()))
    response.status_code = 303
    return response


def qr_code(request, code):
    """A QR code of the permanent address of a record, as an SVG image; 404 or 410 as its page has it."""
    image = qrcode.make(permanent_url(find_record(code)), image_factory=SvgPathImage)
    return HttpResponse(image.to_string(), content_type="image/svg+xml")


def find_record(code):
    """The record with a code.

    Args: code, also in small letters.
    Returns: a record that the public may see.
    Raises: Gone when it is withdrawn; Http404 when there is none, or when it is not published yet.
    """
    if not code.isprintable() or len(code) > MAX_CODE_LENGTH:
        raise Http404
    spellings = {code.strip(), code.strip().upper()}
    if record := _first([(model, _visible(model)) for model in CODED], spellings):
        return record
    withdrawn = [(model, model.objects.gone()) for model in CODED if hasattr(model.objects, "gone")]
    if record := _first(withdrawn, spellings):
        raise Gone(record.gone_reason)
    if record := _merged(spellings):
        return record
    raise Http404


def _merged(codes):
    """The record that one with some code was merged into; None when the public may not see it, or there is none."""
    for model in CODED:
        if (key := survivor_key(model, codes)) and (record := _visible(model).filter(pk=key).first()):
            return record
    return None


def _first(querysets, codes):
    """The record of some querysets that has one of some codes, looked up in one query; None when there is none."""
    found = [
        queryset.order_by()
        .filter(code__in=codes)
        .annotate(model=Value(number, IntegerField()))
        .values_list("model", "pk")
        for number, (_model, queryset) in enumerate(querysets)
    ]
    for number, key in found[0].union(*found[1:], all=True):
        return querysets[number][1].get(pk=key)
    return None


def public_path(record):
    """Where the public reads a record; what has no page of its own is on that of what it belongs to."""
    if isinstance(record, Ask):
        bottleneck = record.bottlenecks.published().first()
        return f"{(bottleneck or record.publication).get_absolute_url()}#vragen"
    if isinstance(record, Statement):
        return f"{record.publication.get_absolute_url()}#uitspraken"
    if isinstance(record, Consultation):
        return record.publication.get_absolute_url()
    return record.list_url if isinstance(record, KeyFigure) else record.get_absolute_url()


def permanent_url(record):
    """The whole permanent address of a record."""
    return settings.PORTAL_URL + reverse("by_code", args=[record.code])


def with_query(path, query):
    """A path with a query string before its fragment."""
    path, mark, fragment = path.partition("#")
    return f"{path}?{query}{mark}{fragment}" if query else f"{path}{mark}{fragment}"


def _visible(model):
    """What the public may see of a model; a consultation is as public as its source."""
    if model is Consultation:
        return model.objects.filter(publication__in=Publication.objects.published())
    return model.objects.published() if hasattr(model.objects, "published") else model.objects.all()
