"""Making a backup: the rows of one moment, the files in the storage, and the settings that are no secret."""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.health import migrations_on_disk
from core.monitoring.version import version

from . import encryption
from .archive import writing
from .rows import backed_up, lines, one_moment

FORMAT = 1
PREFIX, SUFFIX = "inspiratiemarkt-", ".tar.gz"
NAME = re.compile(rf"{PREFIX}\d{{8}}T\d{{12}}Z{re.escape(SUFFIX)}({re.escape(encryption.SUFFIX)})?")
SECRET = re.compile("SECRET|KEY|PASSWORD|TOKEN|DATABASE_URL")
SETTING = re.compile(r"^([A-Z0-9_]+)=", re.MULTILINE)
IN_MEMORY = 4 * 1024 * 1024  # bytes of a table; a larger one is a temporary file


def make_backup(folder, keep=None, recipients=None):
    """Write a backup, and remove the oldest when there are too many.

    Args: folder, where it is written; keep, how many backups stay there, or None for all; recipients, the public keys
        that it is encrypted for, those of BACKUP_RECIPIENTS by default.
    Returns: the path of the file, and how many rows it has. Raises: OSError.
    """
    recipients = settings.BACKUP_RECIPIENTS if recipients is None else recipients
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    suffix = SUFFIX + (encryption.SUFFIX if recipients else "")
    path = folder / f"{PREFIX}{timezone.now():%Y%m%dT%H%M%S%f}Z{suffix}"
    about = {
        "format": FORMAT,
        "version": version(),
        "made_at": timezone.now().isoformat(),
        "migrations": sorted(map(list, migrations_on_disk())),
        "key": key_mark(),
    }
    rows = {}
    with writing(path, {**about, "rows": rows}, recipients) as archive:
        with one_moment():
            for name, model in backed_up().items():
                rows[name] = _add_rows(archive, name, model)
        for name in stored_files():
            with default_storage.open(name) as file:
                archive.add(f"media/{name}", file)
        archive.add_json("settings.json", plain_settings())
    if keep:
        for old in backups(folder)[:-keep]:
            old.unlink()
    return path, sum(rows.values())


def _add_rows(archive, name, model):
    total = 0
    with tempfile.SpooledTemporaryFile(IN_MEMORY, dir=settings.VAR_DIR) as file:
        for total, line in enumerate(lines(model), start=1):  # noqa: B007 - it is the total afterwards
            file.write(line)
        archive.add(name, file)
    return total


def backups(folder):
    """The backups in a folder: a list of paths, the oldest first; other files are left out."""
    folder = Path(folder)
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name)) if folder.is_dir() else []


def stored_files(folder=""):
    """The names of all files in the storage, also within its folders."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was stored yet
        return
    for file in sorted(files):
        yield f"{folder}{file}"
    for inner in sorted(folders):
        yield from stored_files(f"{folder}{inner}/")


def plain_settings():
    """The settings of this installation that are no secret: a dict from name to value."""
    names = SETTING.findall((settings.BASE_DIR / ".env.example").read_text(encoding="utf-8"))
    return {name: os.environ[name] for name in names if name in os.environ and not SECRET.search(name)}


def key_mark():
    """Distinguishes one SECRET_KEY from another, and does not give it away."""
    return salted_hmac("portal.backup", "key", algorithm="sha256").hexdigest()[:16]
