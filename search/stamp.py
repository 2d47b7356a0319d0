"""Whether the index belongs to its entries, and these to what is published, on any database that rows were moved to.

The engine's own table is in no dump of Django's, and a table may be restored without the others. So each change of the
index writes the same stamp beside the entries and in that table; a pair that differs was not made together.
"""

from uuid import uuid4

from django.db import connection
from django.db.models import Count, F, IntegerField, Sum, Value

from .backends import engine
from .documents import DOCUMENT_SOURCES, KEYS_PER_KIND
from .models import Entry, Stamp


def write():
    """Stamp an index that was built anew; in the transaction that does so."""
    text = uuid4().hex
    Stamp.objects.update_or_create(pk=1, defaults={"text": text})
    with connection.cursor() as cursor:
        engine().write_stamp(cursor, text)


def renew():
    """Stamp the index in the transaction that changes it; where the stamps differ, a change does not make it whole."""
    if _is_pair():
        write()


def is_valid():
    """Whether the index is of these entries, and has all records, by their keys; four short queries."""
    return _is_pair() and _published_keys() == _entry_keys()


def _is_pair():
    with connection.cursor() as cursor:
        in_engine = engine().read_stamp(cursor)
    return in_engine == Stamp.objects.values_list("text", flat=True).first()


def _entry_keys():
    """How many entries of each kind there are, with the sum of the primary keys of their records."""
    kinds = Entry.objects.order_by().annotate(kind=F("id") / KEYS_PER_KIND).values_list("kind")
    rows = kinds.annotate(Count("id"), Sum("id"))
    return {kind: (count, int(total) - count * kind * KEYS_PER_KIND) for kind, count, total in rows}


def _published_keys():
    """The same of the published records."""
    queries = [_published_kind(source, model) for model, source in DOCUMENT_SOURCES.items()]
    return {kind: (count, int(total)) for kind, count, total in queries[0].union(*queries[1:], all=True) if count}


def _published_kind(source, model):
    records = source.published(model.objects.all()).order_by()
    kinds = records.annotate(number_of_kind=Value(int(source.kind), IntegerField())).values_list("number_of_kind")
    return kinds.annotate(Count("pk"), Sum("pk"))
