"""Relations of a record to others, as identifiers: all in one query."""

from collections import defaultdict

from django.conf import settings
from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from .identifiers import KINDS, name_field, visible


def related(**querysets):
    """Links to the records of some querysets, as far as the public may see these.

    Args: querysets, one or a list of them, by the name of a property as `node()` has it.
    Returns: a dict from that name to a list of links, in order of their identifiers; what has none is not in it.
    """
    lists = {name: found if isinstance(found, list) else [found] for name, found in querysets.items()}
    queries = [_query(name, queryset) for name, found in lists.items() for queryset in found]
    codes = defaultdict(set)
    for name, prefix, code in queries[0].union(*queries[1:], all=True):
        codes[name].add(prefix + code)
    return {name: [{"@id": _address(code)} for code in sorted(found)] for name, found in codes.items()}


def _query(name, queryset):
    """The query for one relation: its name, and the two parts of the code of each record."""
    model = queryset.model
    prefix, field = (f"{KINDS[model]}-", name_field(model)) if model in KINDS else ("", "code")
    return (
        queryset.filter(pk__in=visible(model).order_by().values("pk"))
        .order_by()
        .annotate(
            link_name=Value(name, CharField()),
            link_prefix=Value(prefix, CharField()),
            link_code=Cast(field, CharField()),
        )
        .values_list("link_name", "link_prefix", "link_code")
    )


def _address(code):
    return settings.PORTAL_URL + reverse("by_code", args=[code])
