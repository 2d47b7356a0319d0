"""The files of pictures and papers that come with the content."""

from pathlib import Path, PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from library.models import Stored

MEDIA = "media"


def stored_names(record):
    """Where the storage has the files of a picture or paper."""
    return [record.stored_name(name) for name in record.file_names]


def copy_files(rows, folder):
    """Copy the files of pictures or papers out of the storage."""
    for row in rows.order_by("pk"):
        for name in stored_names(row):
            path = folder / MEDIA / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with default_storage.open(name) as file:
                path.write_bytes(file.read())


def store_files(changed, folder, check_only=False):
    """Store the files of the pictures and papers that were written; `purge_files` removes them if that is taken back.

    Args: changed, of the `Loader`; folder, of the content. Raises: ContentError, for a file that is not there.
    """
    for kind, record, _values, instance in changed:
        if not issubclass(kind.model, Stored):
            continue
        for name in stored_names(instance):
            path = Path(folder) / MEDIA / name
            if PurePosixPath(name).parts != (instance.folder, path.name) or not path.is_file():
                raise record.error(_("het bestand %s is er niet.") % name)
            if not check_only:
                _store(name, path.read_bytes())


def _store(name, content):
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            if file.read() == content:
                return
        default_storage.delete(name)
    default_storage.save(name, ContentFile(content))
