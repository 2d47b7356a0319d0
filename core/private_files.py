"""Only the owner of the process reads what the portal writes: the database, mails that are files, the key."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.checks import Warning as CheckWarning
from django.core.checks import register

FOR_OTHERS = 0o077


def protect():
    """Close VAR_DIR and the database for others, with what was written by an earlier release; what follows is born so.

    What belongs to somebody else is left as it is; the check below names it.
    """
    os.umask(FOR_OTHERS)
    with suppress(OSError):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    for path in exposed_paths():
        with suppress(OSError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~FOR_OTHERS)


def exposed_paths():
    """The private files and folders that others can read or write: a list of paths."""
    return [path for path in _private_paths() if path.exists() and not path.is_symlink() and _is_open(path)]


@register("start")
def private_files(app_configs=None, **kwargs):
    """Check: nobody else can read what is private."""
    text, hint = "Others can read or write %s.", "Let it belong to the account that runs the portal, or chmod go= it."
    return [CheckWarning(text % path, hint=hint, id="core.W001") for path in exposed_paths()]


def _private_paths():
    mails = settings.VAR_DIR / "mail"
    yield from (settings.VAR_DIR.resolve(), settings.VAR_DIR / "secret-key", mails)
    if os.access(mails, os.R_OK | os.X_OK):
        yield from mails.iterdir()
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        yield from (Path(f"{database['NAME']}{suffix}") for suffix in ("", "-wal", "-shm", "-journal"))


def _is_open(path):
    """Whether others reach a path; a folder for everybody, such as /tmp, is not ours to close."""
    mode = path.stat().st_mode
    return bool(mode & FOR_OTHERS) and not mode & stat.S_ISVTX
