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
    """What a manifest says; None without one. Raises: FolderRefused, when it cannot be read."""
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
    for name, said in sorted(manifest["files"].items()):
        path = folder / name
        if not path.is_file() or checksum(path) != said.get("sha256"):
            yield name


@contextmanager
def replaced_folder(target, kind):
    """Within this a new folder is filled, at the end it takes the place of the old one, with a manifest.

    Args: target, its path; kind, what its manifest is of: another folder that has files is not replaced.
    Yields: the path of the new folder. Raises: FolderRefused.
    """
    target = Path(os.path.abspath(target))
    new, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    if old.exists() and not target.exists():  # killed between the two renames below
        old.rename(target)
    check_replaceable(target, kind)
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def check_replaceable(target, kind):
    """Raise FolderRefused for a file, and for a folder with files that nobody made with the same command."""
    if target.exists() and not target.is_dir():
        raise FolderRefused(f"{target} is a file.")
    if target.exists() and any(target.iterdir()) and (read_manifest(target) or {}).get("kind") != kind:
        raise FolderRefused(f"{target} holds other files; name an empty folder, or one of this command.")
