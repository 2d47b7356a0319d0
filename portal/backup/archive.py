"""The file of a backup: a compressed tar, with a manifest at its end of the size and SHA-256 of all before it."""

import gzip
import hashlib
import io
import json
import os
import pwd
import tarfile
import zlib
from contextlib import contextmanager, nullcontext
from pathlib import Path, PurePosixPath

from .encryption import NotDecrypted, decrypting, encrypting, is_encrypted

MANIFEST = "manifest.json"
BUFFER = 1024 * 1024  # bytes
DAMAGED = (tarfile.TarError, EOFError, OSError, zlib.error, ValueError, KeyError, TypeError)


class BackupRefused(Exception):
    """A file that is no whole backup, or not one for this installation; its text says why, in Dutch."""


class Writer:
    """Adds files to a backup, one after the other."""

    def __init__(self, tar):
        self._tar, self.files = tar, {}

    def add(self, name, file):
        """Add a file, open for reading bytes and at its begin."""
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashing = _Hashing(file)
        self._tar.addfile(member, hashing)
        self.files[name] = {"bytes": size, "sha256": hashing.digest.hexdigest()}

    def add_json(self, name, value):
        """Add a value as JSON."""
        self.add(name, io.BytesIO(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()))


class _Hashing:
    """A file that knows the checksum of what was read of it."""

    def __init__(self, file):
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size=-1):
        block = self._file.read(size)
        self.digest.update(block)
        return block


@contextmanager
def writing(path, about, recipients=()):
    """Within this a backup is filled, which is at its path when it is whole, and nowhere after an error.

    Args: path; about, what the manifest says besides the files; recipients, the public keys for which it is encrypted.
    Yields: a `Writer`. Raises: OSError.
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            target = encrypting(file, recipients) if recipients else nullcontext(file)
            with target as plain, gzip.GzipFile(fileobj=plain, mode="wb", mtime=0) as packed, _tar(packed) as tar:
                writer = Writer(tar)
                yield writer
                writer.add_json(MANIFEST, {**about, "files": writer.files})
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _tar(file):
    return tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT)


def unpack(path, folder, identity=None):
    """Unpack a backup in a folder, and look at every byte of it.

    Args: path, of the file; folder, a new one; identity, the file with the private key, when it is encrypted.
    Returns: what the manifest says. Raises: BackupRefused; OSError, without the program that decrypts.
    """
    path, folder = Path(path), Path(folder)
    try:
        if not path.is_file():
            raise BackupRefused(f"{path} is er niet.")
        with _plain(path, identity) as file:
            actual = dict(_unpacked(file, folder))
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        expected = {name: facts["sha256"] for name, facts in manifest["files"].items()}
    except NotDecrypted as error:
        raise BackupRefused(f"{path.name} {error}") from error
    except PermissionError as error:  # somebody brought in the file, or the key, as root
        raise BackupRefused(f"{error.filename} mag niet worden gelezen door {_account()}.") from error
    except DAMAGED as error:
        raise BackupRefused(f"{path.name} is beschadigd, of is geen reservekopie ({type(error).__name__}).") from error
    actual.pop(MANIFEST)
    wrong = sorted(name for name in actual.keys() | expected.keys() if actual.get(name) != expected.get(name))
    if wrong:
        raise BackupRefused(f"{path.name} is beschadigd: {', '.join(wrong[:5])}.")
    return manifest


def _account():
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # in a container it may have a number only
        return f"account {os.geteuid()}"


def _plain(path, identity):
    """A file as it was before it was encrypted, if it was."""
    return decrypting(path, identity and Path(identity)) if is_encrypted(path) else path.open("rb")


def _unpacked(source, folder):
    """Write the files of a tar; yields the name and checksum of each."""
    with tarfile.open(fileobj=source, mode="r|gz") as tar:
        for member in tar:
            parts = PurePosixPath(member.name).parts
            if not member.isreg() or ".." in parts or PurePosixPath(member.name).is_absolute():
                raise ValueError(member.name)
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            content = _Hashing(tar.extractfile(member))
            with target.open("xb") as file:  # a name that is there twice is refused
                while block := content.read(BUFFER):
                    file.write(block)
            yield member.name, content.digest.hexdigest()
