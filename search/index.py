"""Keeping the index equal to what is published; call it in the transaction that changes the records."""

from django.db import connection

from core.generation import content_change, current

from .analysis import INSIDE, stem, words
from .backends import engine
from .compounds import can_be_part, candidates, parts
from .documents import SOURCES
from .models import Entry, Label, Word

BATCH = 500
LONGEST_WORD = 100
LONGEST_TITLE = 300


def update(records, known=()):
    """Write what records are found by again; those that are not published leave the index.

    Args: records, a queryset of a model that has documents; known, see `write`. A field `generation` of the model
        gets the number of this change, so that what is kept in memory need not be read again as a whole.
    """
    source = SOURCES[records.model]
    keys = list(records.order_by().values_list("pk", flat=True))
    remove(records.model, keys)
    for start in range(0, len(keys), BATCH):
        some = records.model.objects.filter(pk__in=keys[start : start + BATCH])
        write([(source.kind.span[0] + record.pk, source.document(record)) for record in source.published(some)], known)
        if hasattr(records.model, "generation"):
            some.update(generation=current())


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


def write(documents, known=()):
    """Add documents that are not in the index.

    Args: documents, a list of pairs of a key and a `Document`; known, words that are coming and of which
        compounds may be made, besides those that the index has.
    """
    analysed = [(key, *_texts(document)) for key, document in documents]
    inside = _learn({word for _key, *texts in analysed for text in texts for word in text}, known)
    Entry.objects.bulk_create([_entry(key, document) for key, document in documents], batch_size=BATCH)
    labels = [Label(entry_id=key, text=label) for key, document in documents for label in document.labels]
    Label.objects.bulk_create(labels, batch_size=BATCH)
    with connection.cursor() as cursor:
        engine().write(cursor, [(key, *(_stems(text, inside) for text in texts)) for key, *texts in analysed])


def rebuild():
    """Make the whole index again, in one transaction: until it is done, visitors search the old one."""
    with content_change():
        with connection.cursor() as cursor:
            engine().clear(cursor)
        Entry.objects.all().delete()
        known = {word for word in Word.objects.values_list("text", flat=True) if can_be_part(word)}
        Word.objects.all().delete()
        for model in SOURCES:
            update(model.objects.all(), known)


def _learn(found, known=()):
    """Note the words that are new.

    Args: found, a set of words; known, words of which a compound may be made besides those noted before.
    Returns: a dict from each word to the stems of its parts.
    """
    found = {word[:LONGEST_WORD] for word in found}
    inside = dict(_noted(found))
    new = found - set(inside)
    known = {*known, *filter(can_be_part, new)}
    known |= {word for word, _parts in _noted({one for word in new for one in candidates(word)} - known)}
    made = [
        Word(text=word, parts=" ".join(sorted({stem(part) for part in parts(word, known)}))) for word in sorted(new)
    ]
    Word.objects.bulk_create(made, ignore_conflicts=True, batch_size=BATCH)
    return inside | {word.text: word.parts for word in made}


def _noted(some):
    """The words among some that were noted before, with the stems of their parts."""
    some = sorted(some)
    for start in range(0, len(some), BATCH):
        yield from Word.objects.filter(text__in=some[start : start + BATCH]).values_list("text", "parts")


def _stems(text, inside):
    """The stems of a text in their order, and then the marked stems of what is inside its compounds."""
    hidden = {one for word in text for one in inside[word[:LONGEST_WORD]].split()}
    return [*map(stem, text), *(INSIDE + one for one in sorted(hidden))]


def _texts(document):
    """The words of the texts of a document, from the most to the least telling."""
    names = " ".join([document.title, *document.labels])
    return [words(text) for text in (names, " ".join(document.names), document.summary, "\n".join(document.body))]


def _entry(key, document):
    text = "\n".join(text for text in document.body if text)
    return Entry(id=key, title=document.title[:LONGEST_TITLE], url=document.url, summary=document.summary, text=text)
