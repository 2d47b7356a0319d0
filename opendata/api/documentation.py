"""Context for the page about the API, made from the code itself."""

from django.conf import settings

from opendata.resources import RESOURCES
from opendata.schemas import KINDS
from opendata.selections import FILTERS, Filters

from . import ROOT, VERSION
from .parameters import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, PAGED
from .rate_limit import LIMIT


def context():
    """The resources with their parameters and fields, and the limits."""
    return {
        "base": settings.PORTAL_URL + ROOT,
        "version": VERSION,
        "resources": [(name, label, *_about(name)) for name, label in RESOURCES.items()],
        "paging": PAGED,
        "default_size": DEFAULT_PAGE_SIZE,
        "max_size": MAX_PAGE_SIZE,
        "limit": LIMIT,
    }


def _about(name):
    filters = FILTERS.get(name, Filters())
    fields = [(field.alias, field.description) for field in KINDS[name].schema.model_fields.values()]
    return list(filters.labels.items()), fields
