"""Whether the index belongs to its entries, and these to what is published, on any database that rows were moved to.

The engine's own table is in no dump of Django's, and a table may be restored without the others. So each change of the
index writes the same stamp beside the entries and in that table; a pair that differs was not made together.
"""

from collections import Counter
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
    """Whether the index is of these entries, and has all records, by their keys; three short queries."""
    return _is_pair() and _has_all_records()


def _is_pair():
    with connection.cursor() as cursor:
        in_engine = engine().read_stamp(cursor)
    return in_engine == Stamp.objects.values_list("text", flat=True).first()


def _has_all_records():
    """Whether of each kind there are as many entries as published records, with the same sum of primary keys."""
    entries = Entry.objects.order_by().annotate(number_of_kind=F("id") / KEYS_PER_KIND, record=F("id") % KEYS_PER_KIND)
    queries = [_published_kind(source, model) for model, source in DOCUMENT_SOURCES.items()]
    rows = _numbers(entries, "record").union(*queries, all=True)
    totals = Counter((kind, count, int(total)) for kind, count, total in rows if count)
    return all(number == 2 for number in totals.values())


def _published_kind(source, model):
    records = source.published(model.objects.all()).order_by()
    return _numbers(records.annotate(number_of_kind=Value(int(source.kind), IntegerField())), "pk")


def _numbers(rows, key):
    return rows.values_list("number_of_kind").annotate(Count(key), Sum(key))
