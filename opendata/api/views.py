"""The answers of the API; what these need is imported when the first request comes."""

import json
from math import ceil

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.merging import survivor_key
from opendata.resources import RESOURCES

from . import ROOT, VERSION
from .problems import problem, wrong_parameters

MAX_CODE_LENGTH = 80


def root(request):
    """Endpoint with the links of all resources and of the documentation."""
    from .parameters import unknown_errors

    if errors := unknown_errors(request.GET, []):
        return wrong_parameters(errors)
    links = {name: f"{settings.PORTAL_URL}{ROOT}/{name}" for name in RESOURCES}
    documents = {"openapi": f"{settings.PORTAL_URL}{ROOT}/openapi.json", "documentatie": f"{settings.PORTAL_URL}/api/"}
    return as_json({"versie": VERSION, "links": {**links, **documents}})


def openapi(request):
    """The description of this API for programs: OpenAPI 3.1."""
    from .openapi import document
    from .parameters import unknown_errors

    if errors := unknown_errors(request.GET, []):
        return wrong_parameters(errors)
    return as_json(document())


def collection(request, resource):
    """A page of the records of a kind, in the order of the site."""
    from .parameters import read_list

    if resource not in RESOURCES:
        raise Http404
    wanted, errors = read_list(resource, request.GET)
    if errors:
        return wrong_parameters(errors)
    pages = max(ceil(wanted.selection.total / wanted.size), 1)
    if wanted.page > pages:
        return wrong_parameters({"page": [_("De laatste bladzijde is %(last)s.") % {"last": pages}]})
    records = wanted.selection.page((wanted.page - 1) * wanted.size, wanted.page * wanted.size)
    body = {
        "totaal": wanted.selection.total,
        "page": wanted.page,
        "pageSize": wanted.size,
        "aantalPaginas": pages,
        "links": _links(request, wanted.page, pages),
        "items": [_sparse(record, wanted.fields) for record in records],
    }
    if wanted.facets:
        facets = wanted.selection.facets(wanted.facets)
        body["facetten"] = {name: [_option(option) for option in options] for name, options in facets.items()}
    return as_json(body)


def detail(request, resource, code):
    """One record; 410 with the reason when it is withdrawn, 301 when it was merged into another."""
    from opendata.schemas import KINDS

    from .parameters import fields_of, listed, unknown_errors

    if resource not in RESOURCES or not code.isprintable() or len(code) > MAX_CODE_LENGTH:
        raise Http404
    kind = KINDS[resource]
    errors = unknown_errors(request.GET, ["fields"])
    fields = listed(request.GET, "fields", fields_of(kind.schema), errors)
    if errors:
        return wrong_parameters(errors)
    spellings = {code, code.upper()} if kind.key == "code" else {code}
    keys = list(kind.published().filter(**{f"{kind.key}__in": spellings}).values_list("pk", flat=True)[:1])
    if records := kind.read(keys):
        return as_json(_sparse(records[0], fields))
    return _gone_or_moved(request, kind, spellings)


def _gone_or_moved(request, kind, spellings):
    records = kind.published().model.objects
    gone = records.gone().filter(**{f"{kind.key}__in": spellings}).first() if hasattr(records, "gone") else None
    if gone:
        return problem(410, gone.gone_reason, instance=request.path)
    was = {"codes": spellings} if kind.key == "code" else {"slug": next(iter(spellings))}
    key = survivor_key(kind.published().model, **was)
    if key and (survivor := kind.published().filter(pk=key).first()):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        address = f"{settings.PORTAL_URL}{ROOT}/{kind.name}/{getattr(survivor, kind.key)}{query}"
        return HttpResponsePermanentRedirect(address)
    raise Http404


def documentation(request):
    """The documentation of the API for people, with the resources and parameters that the code knows."""
    from .documentation import context

    return render(request, "opendata/api.html", context())


def as_json(body):
    """A response with JSON."""
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type="application/json")


def _sparse(record, fields):
    aliases = {each.alias: name for name, each in type(record).model_fields.items()}
    chosen = {aliases[name] for name in fields} or None
    return record.model_dump(mode="json", by_alias=True, include=chosen)


def _option(option):
    return {"code": option.value, "naam": str(option.label), "aantal": option.count, "gekozen": option.chosen}


def _links(request, page, pages):
    """The addresses of this page of a list and of others, with the same parameters."""
    numbers = {"self": page, "first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    links = {}
    for name, number in numbers.items():
        if 1 <= number <= pages:
            query = request.GET.copy()
            query["page"] = str(number)
            links[name] = f"{settings.PORTAL_URL}{request.path}?{query.urlencode()}"
    return links
