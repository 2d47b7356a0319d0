"""The parameters of the API, checked all at once: what is not known is refused, never ignored."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.finder.facet_values import LEGENDS
from opendata.selections import FILTERS, Filters, Selection

MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE = 100, 20
MAX_DIGITS = 6
PAGED = ["page", "pageSize", "fields"]


@dataclass(frozen=True)
class ListRequest:
    """Request for a list: selection, page number, page size, fields (all when empty) and facets."""

    selection: Selection
    page: int
    size: int
    fields: list
    facets: list


def names_of(resource):
    """The parameters that a list knows."""
    facets = ["facetten"] if resource == "initiatieven" else []
    return [*FILTERS.get(resource, Filters()).labels, *PAGED, *facets]


def fields_of(schema):
    """The names of the fields of a schema, as they are in JSON."""
    return [each.alias for each in schema.model_fields.values()]


def read_list(resource, data):
    """Read a request for a list: returns a `ListRequest`, and all errors: a dict from parameter to messages."""
    filters = FILTERS.get(resource, Filters())
    errors = unknown_errors(data, names_of(resource)) | _repeated(data, filters.repeated)
    own = data.copy()
    for name in data:
        if name not in filters.labels:
            del own[name]
    selection = Selection(resource, own)
    errors = {**selection.errors, **errors}
    page, size = (
        number(data, "page", 1, None, errors),
        number(data, "pageSize", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, errors),
    )
    fields = listed(data, "fields", fields_of(selection.kind.schema), errors)
    facets = listed(data, "facetten", list(LEGENDS), errors) if resource == "initiatieven" else []
    return ListRequest(selection, page, size, fields, facets), errors


def unknown_errors(data, known):
    """An error for each parameter that is not known."""
    text = _("Deze parameter kennen wij niet. Kies uit: %(names)s.")
    return {name: [text % {"names": ", ".join(known)}] for name in data if name not in known}


def _repeated(data, may_repeat):
    text = _("Deze parameter mag er één keer staan.")
    return {name: [text] for name, values in data.lists() if len(values) > 1 and name not in may_repeat}


def number(data, name, default, most, errors):
    """A parameter that is a whole number from 1."""
    text = data.get(name, str(default))
    is_number = text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS and int(text) >= 1
    if is_number and (most is None or int(text) <= most):
        return int(text)
    message = _("Geef een heel getal van 1 tot en met %(most)s.") if most else _("Geef een heel getal vanaf 1.")
    errors.setdefault(name, []).append(message % {"most": most} if most else message)
    return default


def listed(data, name, known, errors):
    """The values of a parameter that is a list with commas."""
    values = [value.strip() for value in data[name].split(",")] if name in data else []
    if unknown := [value for value in values if value not in known]:
        text = _("‘%(value)s’ kennen wij niet. Kies uit: %(names)s.")
        names = ", ".join(known)
        errors.setdefault(name, []).extend(text % {"value": value, "names": names} for value in unknown)
    return values
