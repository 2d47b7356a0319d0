"""Keeping the index equal to what is published; call it in the transaction that changes the records."""

import logging
from collections import Counter, defaultdict
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import connection
from django.db.models import F, Q

from core.codes import code_key
from core.database_faults import query_timeout
from core.generation import content_change, current
from core.memo import is_dry_run

from . import stamp
from .analysis import COMPOUND_PART, NEXT_NAME, stem, words
from .backends import engine
from .compounds import can_be_part, candidates, parts
from .documents import DOCUMENT_SOURCES
from .models import Entry, Label, LabelKind, Word

logger = logging.getLogger(__name__)
BATCH_SIZE = 500
MAX_WORD_LENGTH = 100
MAX_TITLE_LENGTH = 300


def update(records, vocabulary=()):
    """Index records again, and what consists of them; those that are not published leave the index.

    Args: records, a queryset of a model that has documents; vocabulary, see `write`. A field `generation` of the
        model gets the number of this change, so that what is cached in memory need not be read again as a whole.
    """
    source = DOCUMENT_SOURCES[records.model]
    first_key, _end = source.kind.key_range
    pks = list(records.order_by().values_list("pk", flat=True))
    if not pks:
        return
    counts = _remove(records.model, pks)
    for start in range(0, len(pks), BATCH_SIZE):
        batch_pks = pks[start : start + BATCH_SIZE]
        batch = records.model.objects.filter(pk__in=batch_pks)
        documents = [(first_key + record.pk, source.document(record)) for record in source.published(batch)]
        counts.update(_write(documents, vocabulary))
        if hasattr(records.model, "generation"):
            batch.update(generation=current())
    _count_words(counts)
    update_wholes(records.model, pks, vocabulary)


def update_wholes(model, pks, vocabulary=()):
    """Index what consists of some records or stands on them, by its documents; and what did so until now.

    Args: model, of the records; pks, their primary keys; vocabulary, see `write`.
    """
    for source in DOCUMENT_SOURCES.values():
        if model in source.parts:
            for start in range(0, len(pks), BATCH_SIZE):
                update(_wholes(source, model, pks[start : start + BATCH_SIZE]), vocabulary)


def _wholes(source, model, pks):
    """The records of a source with one of some parts, and those in the index that are no longer published."""
    start, end = source.kind.key_range
    indexed = Entry.objects.filter(pk__gte=start, pk__lt=end).values_list(F("pk") - start)
    records = source.model.objects.order_by()
    stale = Q(pk__in=indexed) & ~Q(pk__in=source.published(source.model.objects.all()).order_by().values("pk"))
    linked = [Q(pk__in=records.filter(**{f"{path}__in": pks}).values("pk")) for path in source.parts[model]]
    return records.filter(reduce(or_, linked, stale))


def add_missing(records):
    """Index those of some records that became public by themselves, for their time came.

    Args: records, a queryset of published records of a model that has documents.
    """
    first_key, end = DOCUMENT_SOURCES[records.model].kind.key_range
    known = Entry.objects.filter(pk__gte=first_key, pk__lt=end).values_list("pk", flat=True)
    update(records.exclude(pk__in=[key - first_key for key in known]))


def remove(model, pks):
    """Take records out of the index.

    Args: model, of the records; pks, their primary keys.
    """
    _count_words(_remove(model, pks))


def write(documents, vocabulary=()):
    """Add documents that are not in the index.

    Args: documents, a list of pairs of a key and a `Document`; vocabulary, words that will be indexed later and of
        which compounds may be made, besides those that the index has.
    """
    _count_words(_write(documents, vocabulary))


def rebuild():
    """Build the whole index again, in one transaction: until it is committed, visitors search the old one."""
    with content_change():
        with connection.cursor() as cursor:
            engine().clear(cursor)
        Entry.objects.all().delete()
        vocabulary = {word for word in Word.objects.values_list("text", flat=True) if can_be_part(word)}
        Word.objects.all().delete()
        stamp.write()
        for model in DOCUMENT_SOURCES:
            update(model.objects.all(), vocabulary)


def ensure():
    """Rebuild the index if it does not belong to its entries or to what is published, and say so in the log.

    Returns: whether it was rebuilt. In a dry run, which would undo it, nothing happens.
    """
    if is_dry_run() or stamp.is_valid():
        return False
    # A visitor waits for it as an editor does; and whoever was here first may have done it.
    with query_timeout.of(settings.DATABASE_WRITE_SECONDS), content_change():
        if stamp.is_valid():
            return False
        logger.warning("The search index did not belong to the records, after a restore or a load. It is built anew.")
        rebuild()
    return True


def _remove(model, pks):
    """Take records out; returns a Counter of their words, below zero."""
    first_key, _end = DOCUMENT_SOURCES[model].kind.key_range
    keys, counts = [first_key + pk for pk in pks], Counter()
    with connection.cursor() as cursor:
        for start in range(0, len(keys), BATCH_SIZE):
            entries = Entry.objects.filter(pk__in=keys[start : start + BATCH_SIZE])
            for entry_words in entries.values_list("words", flat=True):
                counts.subtract(entry_words.split())
            engine().erase(cursor, keys[start : start + BATCH_SIZE])
            entries.delete()
    return counts


def _write(documents, vocabulary):
    """Add documents; returns a Counter of their words: in how many documents each is."""
    analysed = [(key, *_fields(document)) for key, document in documents]
    counts = Counter(word for _key, *texts in analysed for word in _distinct(texts))
    compound_parts = _add_words(set(counts), vocabulary)
    entries = [_entry(key, document, texts) for (key, document), (_, *texts) in zip(documents, analysed, strict=True)]
    Entry.objects.bulk_create(entries, batch_size=BATCH_SIZE)
    labels = [label for key, document in documents for label in _labels(key, document)]
    Label.objects.bulk_create(labels, batch_size=BATCH_SIZE)
    with connection.cursor() as cursor:
        rows = [(key, *(_stems(text, compound_parts) for text in texts)) for key, *texts in analysed]
        engine().write(cursor, rows)
    return counts


def _count_words(counts):
    """Add to the numbers of documents that words are in; a word that is in none is forgotten."""
    changes = sorted((word, change) for word, change in counts.items() if change)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Word._meta.db_table} SET documents = documents + %s WHERE text = %s",  # noqa: S608
            [(change, word) for word, change in changes],
        )
    Word.objects.filter(documents__lte=0).delete()
    stamp.renew()


def _add_words(texts, vocabulary):
    """Store the words that are new.

    Words with one stem have the same marked parts, also when one of them is newer: what a document is found by then
    depends on its stems only, and not on when it was indexed.
    Args: texts, a set of words; vocabulary, words of which a compound may be made besides those stored before.
    Returns: a dict from each word to the stems of its parts.
    """
    stored = dict(_stored_words(texts))
    new = texts - set(stored)
    vocabulary = {*vocabulary, *filter(can_be_part, new)}
    possible_parts = {part for word in new for part in candidates(word)} - vocabulary
    vocabulary |= {word for word, _parts in _stored_words(possible_parts)}
    marks = defaultdict(set)
    for word in new:
        marks[stem(word)] |= {stem(part) for part in parts(word, vocabulary)}
    marks = {stem: " ".join(sorted(part_stems)) for stem, part_stems in marks.items()} | dict(_stored_stems(marks))
    added = [Word(text=word, stem=stem(word), parts=marks[stem(word)]) for word in sorted(new)]
    Word.objects.bulk_create(added, ignore_conflicts=True, batch_size=BATCH_SIZE)
    return stored | {word.text: word.parts for word in added}


def _stored_words(texts):
    """Words of a set that are in the index already: pairs of the word and the stems of its parts."""
    texts = sorted(texts)
    for start in range(0, len(texts), BATCH_SIZE):
        yield from Word.objects.filter(text__in=texts[start : start + BATCH_SIZE]).values_list("text", "parts")


def _stored_stems(stems):
    """Stems of a set that are in the index already: pairs of the stem and the stems of the parts of its word."""
    stems = sorted(stems)
    for start in range(0, len(stems), BATCH_SIZE):
        yield from Word.objects.filter(stem__in=stems[start : start + BATCH_SIZE]).values_list("stem", "parts")


def _distinct(texts):
    return {word[:MAX_WORD_LENGTH] for text in texts for word in text} - {NEXT_NAME}


def _stems(text, compound_parts):
    """The stems of a text in their order, and then the marked stems of the parts of its compounds."""
    part_stems = {part for word in _distinct([text]) for part in compound_parts[word].split()}
    return [*map(stem, text), *(COMPOUND_PART + part for part in sorted(part_stems))]


def _fields(document):
    """The words of the texts of a document, from the most to the least significant."""
    names = words(document.title)
    for label in document.labels:
        names += [NEXT_NAME, *words(label)]
    texts = [" ".join(document.names), document.summary, "\n".join(document.body)]
    return [names, *map(words, texts)]


def _labels(key, document):
    names = {
        LabelKind.NAME: document.labels,
        LabelKind.SEARCH_TERM: document.search_terms,
        LabelKind.PLACE: document.places,
        LabelKind.HOMONYM: document.homonyms,
        LabelKind.CODE: map(code_key, document.other_codes),
    }
    return [Label(entry_id=key, kind=kind, text=text) for kind, texts in names.items() for text in texts]


def _entry(key, document, texts):
    return Entry(
        id=key,
        title=document.title[:MAX_TITLE_LENGTH],
        url=document.url,
        summary=document.summary,
        text="\n".join(text for text in document.body if text),
        words=" ".join(sorted(_distinct(texts))),
        code=code_key(document.code),
    )
