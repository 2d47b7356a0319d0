"""Writing a folder of files as one: whoever looks sees the old one or the new one, whatever is killed."""

import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

MANIFEST = "manifest.json"
BUFFER = 1024 * 1024  # bytes


class FolderRefused(Exception):
    """A folder that is not ours to replace, or that is not what its manifest says; its text says why."""


def checksum(path):
    """The SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while block := file.read(BUFFER):
            digest.update(block)
    return digest.hexdigest()


def files_in(folder):
    """Every file in a folder but its manifest: a sorted list of paths as the manifest names them."""
    paths = (path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())
    return sorted(path for path in paths if path != MANIFEST)


def write_manifest(folder, **about):
    """Write what is in a folder: the size and the checksum of each file; about, what else the manifest says."""
    files = {
        name: {"bytes": (folder / name).stat().st_size, "sha256": checksum(folder / name)} for name in files_in(folder)
    }
    text = json.dumps({**about, "files": files}, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder):
    """Read the manifest of a folder; None without one. Raises: FolderRefused, when it cannot be read."""
    try:
        manifest = json.loads((Path(folder) / MANIFEST).read_text(encoding="utf-8"))
        return manifest if isinstance(manifest["files"], dict) else None
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise FolderRefused(f"{MANIFEST}: {error}") from error


def altered_files(folder, manifest):
    """The names of the files that are gone, or are not what the manifest says."""
    folder = Path(folder)
    for name, entry in sorted(manifest["files"].items()):
        path = folder / name
        if not path.is_file() or checksum(path) != entry.get("sha256"):
            yield name


def new_folder(target, kind):
    """The folder beside another one in which the new one is made; what an earlier run left there stays.

    Args: target, the path of the other one; kind, what its manifest is of: a folder with other files is not replaced.
    Raises: FolderRefused.
    """
    target, old = Path(target), _beside(target, "old")
    if old.exists() and not target.exists():  # killed between the two renames of `put_in_place`
        old.rename(target)
    if target.exists() and not target.is_dir():
        raise FolderRefused(f"{target} is a file.")
    if target.exists() and any(target.iterdir()) and (read_manifest(target) or {}).get("kind") != kind:
        raise FolderRefused(f"{target} holds other files; name an empty folder, or one of this command.")
    return _beside(target, "new")


def put_in_place(new, target):
    """Let the new folder take the place of the old one."""
    old = _beside(target, "old")
    shutil.rmtree(old, ignore_errors=True)
    if Path(target).exists():
        Path(target).rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def replaced_folder(target, kind):
    """Within this a new folder is filled, which then takes the place of the old one, or is removed after an error.

    Args: as of `new_folder`. Yields: the path of the new folder. Raises: FolderRefused.
    """
    target = Path(os.path.abspath(target))
    new = new_folder(target, kind)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        put_in_place(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _beside(target, word):
    return Path(target).with_name(f".{Path(target).name}.{word}")
