"""Encryption of a backup by the program age, with a public key: the machine that makes it cannot read it afterwards."""

import errno
import subprocess
from contextlib import contextmanager, suppress

SUFFIX = ".age"
MARK = b"age-encryption.org/"
PROGRAM = "age"
BUFFER = 1024 * 1024  # bytes


class NotDecrypted(Exception):
    """A backup that cannot be read with this key; its text says why, in Dutch."""


def is_encrypted(path):
    """Whether a file was encrypted, by how it begins."""
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


@contextmanager
def encrypting(target, recipients):
    """Within this, what is written goes into a file encrypted: the private key of any recipient decrypts it.

    Args: target, a file open for writing bytes; recipients, public keys. Yields: a file to write to. Raises: OSError.
    """
    with _started([word for key in recipients for word in ("--recipient", key)], target, stdin=subprocess.PIPE) as age:
        is_cut_off = False
        try:
            yield age.stdin
            age.stdin.close()
        except BrokenPipeError:  # it ended; why, it says itself
            is_cut_off = True
            with suppress(BrokenPipeError):
                age.stdin.close()
        except BaseException:
            age.kill()
            raise
        if age.wait() or is_cut_off:
            raise OSError(errno.EIO, _said(age))


@contextmanager
def decrypting(path, identity):
    """Within this a file is read as it was before it was encrypted; all of it, or what went wrong is raised at the end.

    Args: path; identity, the path of the file with the private key. Yields: a file to read from. Raises: NotDecrypted.
    """
    if identity is None:
        raise NotDecrypted("is versleuteld. Geef met --identity het bestand met de sleutel.")
    if not identity.is_file():
        raise NotDecrypted(f"is versleuteld, en het bestand met de sleutel ({identity}) is er niet.")
    words = ["--decrypt", "--identity", str(identity), str(path)]
    with _started(words, subprocess.PIPE, stdin=subprocess.DEVNULL) as age:
        fault = None
        try:
            yield age.stdout
        except Exception as error:
            fault = error
        while age.stdout.read(BUFFER):  # only at its end it knows that all was as it was written
            pass
        if age.wait():
            raise NotDecrypted(f"is niet te ontcijferen: {_said(age)}") from fault
        if fault:
            raise fault


def _started(words, target, stdin):
    try:
        return subprocess.Popen([PROGRAM, *words], stdin=stdin, stdout=target, stderr=subprocess.PIPE)  # noqa: S603
    except FileNotFoundError as error:
        raise OSError(errno.ENOENT, "het programma age is er niet (apt-get install age)") from error


def _said(age):
    """First line of the error output of age, without its prefix; its exit code when it wrote nothing."""
    lines = age.stderr.read().decode(errors="replace").splitlines()
    return lines[0].removeprefix("age: error: ") if lines else f"age eindigde met {age.returncode}"
