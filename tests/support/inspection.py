"""What must hold of a portal at every moment, also right after a kill; looking at it mends nothing.

To be imported in a process of the portal. No search is made here, for at the first one the index repairs itself.
"""

from collections import Counter
from hashlib import sha256
from itertools import chain

from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.db.models import Max

from core.models import Generation
from core.records import State
from editorial.audit.models import AuditEntry
from editorial.imports.models import SheetImport
from editorial.outbox.models import Mail
from editorial.revisions import snapshot
from editorial.revisions.models import Revision, RevisionState, is_or_was_published
from initiatives.models import Initiative
from search import index, stamp
from search.backends import engine
from search.documents import DOCUMENT_SOURCES
from search.models import Entry, Label, Word

ENTRY_FIELDS = ["title", "url", "summary", "text", "words"]
BATCH = 500


def inspect():
    """Look at everything in one state of the database; raises AssertionError where something is half.

    Returns: the number of the generation, a digest of what visitors see, and how much work was done: a dict.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        content = _check_index()
        _check_revisions()
        _check_imports()
        _check_logs_and_mails()
        return {
            "generation": _check_generation(),
            "content": content,
            "initiatives": Initiative.objects.count(),
            "revisions": Revision.objects.count(),
            "planned": Revision.objects.planned().count(),
            "imports": SheetImport.objects.count(),
        }


def _check_index():
    """The entries are those of the published rows, the words those of the entries, and the engine has the same."""
    documents = {
        source.kind.key_range[0] + record.pk: source.document(record)
        for model, source in DOCUMENT_SOURCES.items()
        for record in source.published(model.objects.all())
    }
    texts = {key: index._fields(document) for key, document in documents.items()}
    entries = {key: index._entry(key, document, texts[key]) for key, document in documents.items()}
    rows = {key: [getattr(entry, name) for name in ENTRY_FIELDS] for key, entry in entries.items()}
    stored = {key: values for key, *values in Entry.objects.values_list("pk", *ENTRY_FIELDS)}
    assert stored == rows, sorted(key for key in stored.keys() | rows.keys() if stored.get(key) != rows.get(key))
    labels = [label for key, document in documents.items() for label in index._labels(key, document)]
    expected = Counter((label.entry_id, label.kind, label.text) for label in labels)
    assert Counter(Label.objects.values_list("entry", "kind", "text")) == expected

    words = Counter(chain.from_iterable(entry.words.split() for entry in entries.values()))
    assert dict(Word.objects.values_list("text", "documents")) == words
    parts = dict(Word.objects.values_list("text", "parts"))
    _check_engine({key: [" ".join(index._stems(text, parts)) for text in fields] for key, fields in texts.items()})
    assert stamp.is_valid()
    return sha256(repr(sorted(rows.items())).encode()).hexdigest()


def _check_engine(stems):
    """The tables of the engine have the stems of each document, the stamp, and nothing else."""
    sizes = {"search_words": len(stems) + 1} | ({"search_titles": len(stems)} if connection.vendor == "sqlite" else {})
    with connection.cursor() as cursor:
        for table, size in sizes.items() if stems else ():
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            assert cursor.fetchone()[0] == size, table
        for start in range(0, len(stems), BATCH):
            keys = sorted(stems)[start : start + BATCH]
            stored = {key: list(fields) for key, fields in engine().stems_of(cursor, keys, body=True)}
            assert stored == {key: stems[key] for key in keys}, [key for key in keys if stored.get(key) != stems[key]]


def _check_revisions():
    """Each has content; the live one is what the row has, and so is the open one of what was never on the site."""
    rows = snapshot.take_many(list(Initiative.objects.values_list("pk", flat=True)))
    numbers = {}
    for revision in Revision.objects.select_related("initiative").order_by("initiative", "number"):
        numbers.setdefault(revision.initiative_id, []).append(revision.number)
        row, state = rows[revision.initiative_id], revision.state
        assert revision.snapshot.keys() == row.keys(), revision.pk
        assert revision.publish_at is None or state == RevisionState.APPROVED, revision.pk
        if state == RevisionState.LIVE:
            assert revision.published_at, revision.pk
            assert revision.initiative.state != State.PUBLISHED or revision.snapshot == row, revision.pk
        elif revision.is_open:
            assert not revision.published_at, revision.pk
            assert is_or_was_published(revision.initiative) or revision.snapshot == row, revision.pk
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values()), numbers


def _check_imports():
    """Of each import everything is there; of one that was cut off, nothing."""
    assert not SheetImport.objects.exclude(state=SheetImport.State.APPLIED).exists()
    written = [row for sheet_import in SheetImport.objects.all() for row in sheet_import.import_rows]
    titles = dict(Initiative.objects.filter(code__startswith="RED-").values_list("pk", "title"))
    assert {row.pk: row.title for row in written} == titles


def _check_logs_and_mails():
    """What was saved or published is in both logs, what was published was mailed, and a mail is whole."""
    lines = AuditEntry.objects.filter(object_type="initiatives.initiative", result="ok")
    by_portal = lines.filter(actor="het portaal").count()
    history = LogEntry.objects.filter(content_type__model="initiative")
    assert history.count() + by_portal == lines.count()
    authored = Revision.objects.exclude(author=None)
    assert history.filter(change_message__contains="bewaard").count() == authored.filter(note="").count()
    published = authored.exclude(published_at=None).count()
    assert history.filter(change_message__contains="staat op de site").count() + by_portal == published
    mails = Mail.objects.filter(kind=Mail.Kind.REVISION)
    assert mails.count() == published
    assert all("staat nu op de site" in mail.text and mail.next_attempt_at for mail in mails)


def _check_generation():
    """It is not behind the rows, and knows when the first plan is due."""
    generation = Generation.objects.first() or Generation()
    assert generation.number >= (Initiative.objects.aggregate(last=Max("generation"))["last"] or 0)
    if first := Revision.objects.planned().first():
        assert generation.due is not None
        assert generation.due <= int(first.publish_at.timestamp() * 1_000_000)
    return generation.number
