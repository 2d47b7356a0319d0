"""Keeping the index equal to what is published; call it in the transaction that changes the records."""

from django.db import connection

from .analysis import stem, words
from .backends import engine
from .documents import SOURCES
from .models import Entry, Label, Word
from .revision import change, current

BATCH = 500
LONGEST_WORD = 100
LONGEST_TITLE = 300


def update(records):
    """Write what records are found by again; those that are not published leave the index.

    Args: records, a queryset of a model that has documents. When the model has a field `revision`, it gets
        the number of this change, so that what is kept in memory need not be read again as a whole.
    """
    source = SOURCES[records.model]
    keys = list(records.order_by().values_list("pk", flat=True))
    remove(records.model, keys)
    for start in range(0, len(keys), BATCH):
        some = records.model.objects.filter(pk__in=keys[start : start + BATCH])
        write([(source.kind.span[0] + record.pk, source.document(record)) for record in source.published(some)])
        if hasattr(records.model, "revision"):
            some.update(revision=current())


def remove(model, keys):
    """Take records out of the index.

    Args: model, of the records; keys, their primary keys.
    """
    first, _last = SOURCES[model].kind.span
    gone = [first + key for key in keys]
    with connection.cursor() as cursor:
        for start in range(0, len(gone), BATCH):
            engine().erase(cursor, gone[start : start + BATCH])
            Entry.objects.filter(pk__in=gone[start : start + BATCH]).delete()


def write(documents):
    """Add documents that are not in the index.

    Args: documents, a list of pairs of a key and a `Document`.
    """
    analysed = [(key, *_parts(document)) for key, document in documents]
    new = sorted({word[:LONGEST_WORD] for _key, *parts in analysed for part in parts for word in part})
    Word.objects.bulk_create([Word(text=word) for word in new], ignore_conflicts=True, batch_size=BATCH)
    Entry.objects.bulk_create([_entry(key, document) for key, document in documents], batch_size=BATCH)
    labels = [Label(entry_id=key, text=label) for key, document in documents for label in document.labels]
    Label.objects.bulk_create(labels, batch_size=BATCH)
    with connection.cursor() as cursor:
        engine().write(cursor, [(key, *([stem(word) for word in part] for part in parts)) for key, *parts in analysed])


def rebuild():
    """Make the whole index again, in one transaction: until it is done, visitors search the old one."""
    with change():
        with connection.cursor() as cursor:
            engine().clear(cursor)
        Entry.objects.all().delete()
        Word.objects.all().delete()
        for model in SOURCES:
            update(model.objects.all())


def _parts(document):
    """The words of a document, from the most to the least telling part."""
    names = " ".join([document.title, *document.labels])
    return [words(text) for text in (names, " ".join(document.names), document.summary, "\n".join(document.body))]


def _entry(key, document):
    text = "\n".join(text for text in document.body if text)
    return Entry(
        id=key, title=document.title[:LONGEST_TITLE], url=document.url, summary=document.summary, text=text
    )
