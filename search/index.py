"""Keeping the index equal to what is published; call it in the transaction that changes the records."""

from django.db import connection

from core.generation import content_change, current

from .analysis import COMPOUND_PART, stem, words
from .backends import engine
from .compounds import can_be_part, candidates, parts
from .documents import DOCUMENT_SOURCES
from .models import Entry, Label, Word

BATCH_SIZE = 500
MAX_WORD_LENGTH = 100
MAX_TITLE_LENGTH = 300


def update(records, vocabulary=()):
    """Index records again; those that are not published leave the index.

    Args: records, a queryset of a model that has documents; vocabulary, see `write`. A field `generation` of the
        model gets the number of this change, so that what is cached in memory need not be read again as a whole.
    """
    source = DOCUMENT_SOURCES[records.model]
    first_key, _end = source.kind.key_range
    pks = list(records.order_by().values_list("pk", flat=True))
    remove(records.model, pks)
    for start in range(0, len(pks), BATCH_SIZE):
        batch = records.model.objects.filter(pk__in=pks[start : start + BATCH_SIZE])
        write([(first_key + record.pk, source.document(record)) for record in source.published(batch)], vocabulary)
        if hasattr(records.model, "generation"):
            batch.update(generation=current())


def remove(model, pks):
    """Take records out of the index.

    Args: model, of the records; pks, their primary keys.
    """
    first_key, _end = DOCUMENT_SOURCES[model].kind.key_range
    keys = [first_key + pk for pk in pks]
    with connection.cursor() as cursor:
        for start in range(0, len(keys), BATCH_SIZE):
            engine().erase(cursor, keys[start : start + BATCH_SIZE])
            Entry.objects.filter(pk__in=keys[start : start + BATCH_SIZE]).delete()


def write(documents, vocabulary=()):
    """Add documents that are not in the index.

    Args: documents, a list of pairs of a key and a `Document`; vocabulary, words that will be indexed later and of
        which compounds may be made, besides those that the index has.
    """
    analysed = [(key, *_fields(document)) for key, document in documents]
    compound_parts = _add_words({word for _key, *texts in analysed for text in texts for word in text}, vocabulary)
    Entry.objects.bulk_create([_entry(key, document) for key, document in documents], batch_size=BATCH_SIZE)
    labels = [Label(entry_id=key, text=label) for key, document in documents for label in document.labels]
    Label.objects.bulk_create(labels, batch_size=BATCH_SIZE)
    with connection.cursor() as cursor:
        rows = [(key, *(_stems(text, compound_parts) for text in texts)) for key, *texts in analysed]
        engine().write(cursor, rows)


def rebuild():
    """Build the whole index again, in one transaction: until it is committed, visitors search the old one."""
    with content_change():
        with connection.cursor() as cursor:
            engine().clear(cursor)
        Entry.objects.all().delete()
        vocabulary = {word for word in Word.objects.values_list("text", flat=True) if can_be_part(word)}
        Word.objects.all().delete()
        for model in DOCUMENT_SOURCES:
            update(model.objects.all(), vocabulary)


def _add_words(texts, vocabulary=()):
    """Store the words that are new.

    Args: texts, a set of words; vocabulary, words of which a compound may be made besides those stored before.
    Returns: a dict from each word to the stems of its parts.
    """
    texts = {word[:MAX_WORD_LENGTH] for word in texts}
    stored = dict(_stored_words(texts))
    new = texts - set(stored)
    vocabulary = {*vocabulary, *filter(can_be_part, new)}
    possible_parts = {part for word in new for part in candidates(word)} - vocabulary
    vocabulary |= {word for word, _parts in _stored_words(possible_parts)}
    added = [
        Word(text=word, parts=" ".join(sorted({stem(part) for part in parts(word, vocabulary)})))
        for word in sorted(new)
    ]
    Word.objects.bulk_create(added, ignore_conflicts=True, batch_size=BATCH_SIZE)
    return stored | {word.text: word.parts for word in added}


def _stored_words(texts):
    """Those of a set of words that were stored before, with the stems of their parts."""
    texts = sorted(texts)
    for start in range(0, len(texts), BATCH_SIZE):
        yield from Word.objects.filter(text__in=texts[start : start + BATCH_SIZE]).values_list("text", "parts")


def _stems(text, compound_parts):
    """The stems of a text in their order, and then the marked stems of the parts of its compounds."""
    part_stems = {part for word in text for part in compound_parts[word[:MAX_WORD_LENGTH]].split()}
    return [*map(stem, text), *(COMPOUND_PART + part for part in sorted(part_stems))]


def _fields(document):
    """The words of the texts of a document, from the most to the least significant."""
    names = " ".join([document.title, *document.labels])
    return [words(text) for text in (names, " ".join(document.names), document.summary, "\n".join(document.body))]


def _entry(key, document):
    text = "\n".join(text for text in document.body if text)
    return Entry(id=key, title=document.title[:MAX_TITLE_LENGTH], url=document.url, summary=document.summary, text=text)
