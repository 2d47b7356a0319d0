"""Digests of loaded records, by which a load recognises what an editor changed and must stay; a dump has them too."""

from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from core.folders import FolderRefused, altered_files, read_manifest

from .files import ContentError, json_rows
from .models import DUMPED, LoadedRecord
from .values import digest, prefetches, snapshot

DATASET = "dataset"  # what the manifest of a dump calls it
LOADED_FILE = "loaded.jsonl"


def is_dump(folder):
    """Whether a folder is a dump, and whole; raises ContentError when a file of it is not what its manifest says."""
    try:
        manifest = read_manifest(folder)
    except FolderRefused as error:
        raise ContentError(error, folder) from error
    if manifest is None or manifest.get("kind") != DATASET:
        return False
    for name in altered_files(folder, manifest):
        raise ContentError(_("dit bestand is er niet, of het is na het exporteren gewijzigd."), name)
    return True


class LoadOutcome(StrEnum):
    """Outcome of a load for a record of a file; RETAINED: the change of an editor stays."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETAINED = "kept"


class Fingerprints:
    """The digests of what was loaded before, by the files of the portal and by dumps.

    A dump brings along what the files of the portal had loaded at the other site, so that these do the same here as
    there: what editors changed there stays as they left it.
    """

    def __init__(self, folder):
        self.folder = folder
        self.is_dump = is_dump(folder)
        self.prefix = DUMPED if self.is_dump else ""
        self.before = {(row.kind, row.key): row.digest for row in LoadedRecord.objects.all()}

    def outcome(self, kind, key, values, instance):
        """Outcome for a record of a file: a `LoadOutcome`.

        Args: kind and key, of the record; values, what the file says; instance, the row, or None.
        """
        names = {kind.name, f"{self.prefix}{kind.name}"}
        loaded = {self.before.get((name, key)) for name in names} - {None}
        if instance is None:
            return LoadOutcome.RETAINED if loaded else LoadOutcome.NEW
        current = digest(snapshot(instance, kind))
        if current == digest(values):
            return LoadOutcome.UNCHANGED
        return LoadOutcome.CHANGED if current in loaded else LoadOutcome.RETAINED

    def save(self, kinds, changed, ids):
        """Save a digest of what the database now holds for each record that was written.

        Args: kinds, in their order; changed, of the `Loader`; ids, of all records, by model.
        """
        written = []
        for kind in kinds:
            keys = [row.record.key for row in changed if row.kind is kind]
            rows = kind.model.objects.filter(**{f"{kind.key}__in": keys}).prefetch_related(*prefetches(kind))
            for row in rows:
                key = getattr(row, kind.key)
                written.append(
                    LoadedRecord(kind=f"{self.prefix}{kind.name}", key=key, digest=digest(snapshot(row, kind)))
                )
        written_keys = {(row.kind.name, row.record.key) for row in changed}
        known = {kind.name: ids.get(kind.model, {}) for kind in kinds}
        written += [row for row in self._carried() if self._is_wanted(row, written_keys, known)]
        LoadedRecord.objects.bulk_create(
            written, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["digest"]
        )

    def _carried(self):
        path = Path(self.folder) / LOADED_FILE
        if not self.is_dump or not path.is_file():
            return []
        try:
            return [LoadedRecord(**row) for row in json_rows(path)]
        except TypeError as error:
            raise ContentError(error, path.name) from error

    def _is_wanted(self, row, written_keys, known):
        """Whether it is about a record that this load wrote, or one that was removed there and is not here."""
        is_new_here = (row.kind, row.key) not in self.before and row.key not in known.get(row.kind, {})
        return (row.kind, row.key) in written_keys or is_new_here
