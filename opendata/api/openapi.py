"""The description of the API as OpenAPI 3.1, made from the schemas and the parameters that the code knows."""

from itertools import islice

from django.conf import settings
from django.urls import reverse
from pydantic.json_schema import models_json_schema

from core.licence import LICENCE_ADDRESS, LICENCE_NAME
from initiatives.finder.catalogue import catalogue
from initiatives.finder.facet_values import LEGENDS
from opendata.resources import RESOURCES
from opendata.schemas import KINDS
from opendata.selections import FILTERS, Filters

from . import ROOT, VERSION
from .examples import example_records
from .parameters import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, fields_of
from .problems import DETAILS, PROBLEM

MAX_EXAMPLES = 3  # of the values of a parameter
NUMBER_HEADER = {"schema": {"type": "integer"}}
RATE_HEADERS = {
    "RateLimit-Limit": {"description": "Hoeveel vragen u in een minuut mag stellen.", **NUMBER_HEADER},
    "RateLimit-Remaining": {"description": "Hoeveel u er nog over heeft.", **NUMBER_HEADER},
    "RateLimit-Reset": {"description": "Over hoeveel seconden de telling opnieuw begint.", **NUMBER_HEADER},
}
HEADERS = {
    "API-Version": {"$ref": "#/components/headers/API-Version"},
    **{name: {"$ref": f"#/components/headers/{name}"} for name in RATE_HEADERS},
}
ERRORS = {  # by status what it is called in the document, and when it comes
    400: ("FoutInParameters", "Een parameter of waarde kennen wij niet."),
    404: ("NietGevonden", "Dit record is er niet."),
    405: ("MethodeNietToegestaan", str(DETAILS[405])),
    410: ("Ingetrokken", "Het record is ingetrokken; de reden staat erbij."),
    414: ("AdresTeLang", str(DETAILS[414])),
    429: ("TeVeelVragen", str(DETAILS[429])),
    500: ("Storing", "Er ging iets mis bij ons."),
    503: ("Onbereikbaar", "Het portaal is even niet bereikbaar."),
}
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "De soort fout."},
        "title": {"type": "string", "description": "De fout in het kort."},
        "status": {"type": "integer", "description": "De status van HTTP."},
        "detail": {"type": "string", "description": "Wat er mis is."},
        "instance": {"type": "string", "description": "Het adres dat u vroeg."},
        "errors": {
            "type": "array",
            "description": "Elke fout in de parameters, allemaal tegelijk.",
            "items": {
                "type": "object",
                "required": ["in", "name", "detail"],
                "properties": {name: {"type": "string"} for name in ("in", "name", "detail")},
            },
        },
    },
}


def document():
    """The whole document, as plain values."""
    schemas = models_json_schema(
        [(kind.schema, "serialization") for kind in KINDS.values()], ref_template="#/components/schemas/{model}"
    )[1]["$defs"]
    lists = {f"{kind.schema.__name__}Lijst": _list_schema(kind.schema.__name__) for kind in KINDS.values()}
    return {
        "openapi": "3.1.0",
        "info": _info(),
        "servers": [{"url": settings.PORTAL_URL + ROOT, "description": "Deze site"}],
        "tags": [{"name": name, "description": str(label)} for name, label in RESOURCES.items()],
        "paths": {**_own_paths(), **{path: item for name in RESOURCES for path, item in _paths(name).items()}},
        "components": {
            "schemas": {**schemas, **lists, "Problem": PROBLEM_SCHEMA},
            "headers": {"API-Version": _version_header(), **RATE_HEADERS},
            "responses": {name: _error(text) for name, text in ERRORS.values()},
        },
    }


def _info():
    return {
        "title": "Inspiratiemarkt",
        "version": VERSION,
        "description": "Lokale voorbeelden van migratiebeleid, met wat erbij hoort. U kunt alleen lezen.",
        "contact": {
            "name": "Redactie inspiratiemarkt",
            "email": settings.CONTACT_EMAIL,
            "url": settings.PORTAL_URL + reverse("opendata:api"),
        },
        "license": {"name": LICENCE_NAME, "url": LICENCE_ADDRESS},
    }


def _version_header():
    return {"description": "De versie van de API.", "schema": {"type": "string", "examples": [VERSION]}}


def _error(text):
    return {
        "description": text,
        "headers": HEADERS,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _paths(name):
    """The two paths of a resource."""
    title, filters = KINDS[name].schema.__name__, FILTERS.get(name, Filters())
    parameters = [*(_filter(name, each, filters) for each in filters.labels), *_paging(name)]
    code = {"name": "code", "in": "path", "required": True, "schema": {"type": "string"}}
    code["description"] = "Het vaste kenmerk."
    record = example_records().get(name)
    if record:
        code["example"] = record["code"]
    moved = {"301": {"description": "Samengevoegd: het staat nu op een ander adres.", "headers": _moved_headers()}}
    return {
        f"/{name}": {"get": _operation(name, f"{name}Lijst", f"{title}Lijst", parameters, [400])},
        f"/{name}/{{code}}": {
            "get": _operation(
                name, f"{name}Record", _whole_or_part(title), [code, _fields(name)], [400, 404, 410], moved, record
            )
        },
    }


def _own_paths():
    plain = {"type": "object"}
    return {
        "/openapi.json": {"get": _operation(None, "openapi", plain, [], [400])},
    }


def _moved_headers():
    return {**HEADERS, "Location": {"description": "Het nieuwe adres.", "schema": {"type": "string", "format": "uri"}}}


def _operation(tag, operation, schema, parameters, errors, others=None, example=None):
    content = {"$ref": f"#/components/schemas/{schema}"} if isinstance(schema, str) else schema
    etag = {"ETag": {"description": "Het kenmerk van deze inhoud.", "schema": {"type": "string"}}}
    responses = {
        "200": {
            "description": "Gelukt.",
            "headers": {**HEADERS, **etag},
            "content": {"application/json": {"schema": content, **({"example": example} if example else {})}},
        },
        "304": {"description": "Niet veranderd sinds u het ophaalde.", "headers": HEADERS},
        **(others or {}),
        **{
            str(status): {"$ref": f"#/components/responses/{ERRORS[status][0]}"}
            for status in sorted({*errors, 405, 414, 429, 500, 503})
        },
    }
    return {
        "operationId": operation,
        "summary": f"{str(RESOURCES[tag]) if tag else 'Beschrijving van de API'}",
        **({"tags": [tag]} if tag else {}),
        "parameters": parameters,
        "responses": responses,
    }


def _filter(resource, name, filters):
    single = {"type": "string", **_known_values(resource, name, filters)}
    many = {"type": "array", "items": single}
    return {
        "name": name,
        "in": "query",
        "description": f"{filters.labels[name]}.",
        "schema": many if name in filters.repeated else single,
        **({"style": "form", "explode": True} if name in filters.repeated else {}),
    }


def _known_values(resource, name, filters):
    """All values of a parameter when no content changes these, or else a few that find something."""
    values = filters.values(name)
    if name in filters.fixed:
        values = values if name in filters.repeated else ["", *values]  # empty: as if it were not there
        return {"enum": values} if values else {}
    if resource == "initiatieven":
        values = (value for value in values if catalogue().any_of("gemeente" if name == "zoals" else name, [value]))
    examples = list(islice(values, MAX_EXAMPLES))
    return {"examples": examples} if examples else {}


def _paging(name):
    page = {"type": "integer", "minimum": 1, "default": 1}
    size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE}
    parameters = [
        {"name": "page", "in": "query", "description": "Welke bladzijde.", "schema": page},
        {"name": "pageSize", "in": "query", "description": "Hoeveel records op een bladzijde.", "schema": size},
        _fields(name),
    ]
    if name == "initiatieven":
        text = "Tel voor deze keuzes hoeveel elke waarde geeft, met een komma ertussen."
        parameters.append(_listed("facetten", text, list(LEGENDS)))
    return parameters


def _fields(name):
    return _listed("fields", "Alleen deze velden, met een komma ertussen.", fields_of(KINDS[name].schema))


def _listed(name, text, values):
    items = {"type": "array", "items": {"type": "string", "enum": values}, "minItems": 1}
    return {"name": name, "in": "query", "description": text, "schema": items, "style": "form", "explode": False}


def _whole_or_part(title):
    """Return a schema for a whole record or, with `fields`, a part of one, in which no field is required."""
    part = {"type": "object", "description": "Met ‘fields’ alleen die velden."}
    return {"anyOf": [{"$ref": f"#/components/schemas/{title}"}, part]}


def _list_schema(title):
    number = {"type": "integer"}
    option = {"code": {"type": "string"}, "naam": {"type": "string"}, "aantal": number, "gekozen": {"type": "boolean"}}
    options = {"type": "array", "items": {"type": "object", "properties": option}}
    return {
        "type": "object",
        "required": ["totaal", "page", "pageSize", "aantalPaginas", "links", "items"],
        "properties": {
            "totaal": {**number, "description": "Hoeveel records er zijn."},
            "page": {**number, "description": "Deze bladzijde."},
            "pageSize": {**number, "description": "Hoeveel records op een bladzijde."},
            "aantalPaginas": {**number, "description": "Hoeveel bladzijden er zijn."},
            "links": {
                "type": "object",
                "additionalProperties": {"type": "string", "format": "uri"},
                "description": "Deze bladzijde, de eerste, vorige, volgende en laatste.",
            },
            "items": {"type": "array", "items": _whole_or_part(title)},
            "facetten": {"type": "object", "additionalProperties": options},
        },
    }
