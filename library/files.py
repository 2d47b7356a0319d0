"""Files in the storage, and what is asked of each file that somebody uploads."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

MAX_BYTES = 5 * 1024 * 1024  # `body_limit` lets no more in
TOKEN_LENGTH = 32
TIME_TO_SAVE = timedelta(hours=1)  # a file is there before its record is


class FileRefused(Exception):
    """A file that we do not take; its text says why, to whoever sent it."""


def store(contents):
    """Store files, all of them or none; contents, a dict from the name in the storage to bytes.

    Raises: OSError, when there is no room.
    """
    try:
        for name, content in contents.items():
            default_storage.save(name, ContentFile(content))
    except BaseException:
        for name in contents:
            default_storage.delete(name)
        raise


def purge(model):
    """Delete the files of which no record is left: it was deleted, or never saved. Returns: how many."""
    known, removed = set(model.objects.values_list("token", flat=True)), 0
    for file in _stored(model.folder):
        name = f"{model.folder}/{file}"
        if file[:TOKEN_LENGTH] not in known and not _is_new(name):
            default_storage.delete(name)
            removed += 1
    return removed


def _is_new(name):
    return default_storage.get_modified_time(name) > timezone.now() - TIME_TO_SAVE


def _stored(folder):
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:  # nothing was stored yet
        return []
