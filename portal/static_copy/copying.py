"""Making the static copy: it is made beside the old one, takes its place when it is whole, and goes on after a stop.

A journal beside it says which files are there already. It counts only for the same content, release and day: when
nothing changed since, nothing is made.
"""

import json
import os
import shutil
from collections import deque
from contextlib import suppress
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core import generation
from core.folders import altered_files, new_folder, put_in_place, read_manifest, write_manifest
from core.licence import LICENCE_IN_FULL
from core.page_cache import release
from opendata.linked.files import linked_files

from . import own_pages
from .addresses import DATASET, file_of, first_addresses
from .rewriting import rewrite

COPY = "static copy"  # what its manifest calls itself
WHOLE = "whole"  # last line of the journal of a finished copy
ATTEMPTS = 3
OK = 200
FORMAT = 1


class CopyFailed(Exception):
    """The copy could not be made; its text says why, and the one before is as it was."""


def make_copy(target, report=lambda done, known: None):
    """Make the static copy, or make it anew, of one moment.

    Args: target, the path of its folder; report, called with how many addresses were done and how many are known.
    Returns: a dict from each address that gave no page to its status.
    Raises: FolderRefused, when the folder holds something else; CopyFailed; OSError.
    """
    target = Path(os.path.abspath(target))
    for _attempt in range(ATTEMPTS):
        state = state_of()
        copy = _Copy(target, state)
        if copy.is_whole:
            return copy.missing
        copy.fill(report)
        if state == state_of():
            copy.finish()
            return copy.missing
    raise CopyFailed("The content changes all the time. Try again later.")


def state_of():
    """One line that identifies the version of every page: the content, the release and the day."""
    return f"{FORMAT} {generation.read().number} {release()} {timezone.localdate()}"


class _Copy:
    """One run; missing, the addresses that gave no page, with their statuses; is_whole, whether nothing changed since
    the copy that is there.
    """

    def __init__(self, target, state):
        self.target, self.new = target, new_folder(target, COPY)
        self.journal = target.with_name(f".{target.name}.journal")
        self.done, self.missing, self.is_whole = {}, {}, False
        self.client = Client(raise_request_exception=False, SERVER_NAME=urlsplit(settings.PORTAL_URL).hostname)
        self.is_secure = urlsplit(settings.PORTAL_URL).scheme == "https"
        self._resume(state)

    def _resume(self, state):
        """See what is there already: all of it, or what a run left that was killed; after a change, begin."""
        lines = self.journal.read_text(encoding="utf-8").splitlines() if self.journal.is_file() else []
        if lines[:1] == [state]:
            for line in lines[1:]:
                with suppress(ValueError):  # the last one may be half
                    entry = json.loads(line)
                    self.done[entry["address"]] = entry
            self.missing = {address: entry["status"] for address, entry in self.done.items() if entry["status"] != OK}
            self.is_whole = lines[-1] == WHOLE and not self.new.is_dir() and _is_unaltered(self.target)
        if not self.is_whole and not (self.done and self.new.is_dir()):
            self.done, self.missing = {}, {}
            shutil.rmtree(self.new, ignore_errors=True)
            self.new.mkdir(parents=True)
            self.journal.write_text(f"{state}\n", encoding="utf-8")

    def fill(self, report):
        """Write every page and what it needs."""
        queue = deque(address for address in first_addresses() if file_of(address))
        known = set(queue)
        with self.journal.open("a", encoding="utf-8") as journal:
            journal.write("\n")  # after a line that may be half
            number = 0
            for number, address in enumerate(self._linked_data(journal), start=1):
                known.add(address)
                report(number, len(known))
            while queue:
                address, number = queue.popleft(), number + 1
                entry = self.done.get(address) or self._add(address, journal)
                if entry["status"] != OK:
                    self.missing[address] = entry["status"]
                fresh = [link for link in entry["links"] if link not in known]
                known.update(fresh)
                queue.extend(fresh)
                report(number, len(known))

    def _linked_data(self, journal):
        """Write the data of every record, for not each has a page that links to them; yields the addresses."""
        for address, content in linked_files(lambda address: address not in self.done):
            self._write(file_of(address), content)
            self._note(journal, address)
            yield address

    def _add(self, address, journal):
        content, links, status = self._content(address)
        if content is not None:
            self._write(file_of(address), content)
        return self._note(journal, address, links, status)

    def _note(self, journal, address, links=(), status=OK):
        entry = {"address": address, "links": [*links], "status": status}
        journal.write(json.dumps(entry) + "\n")
        journal.flush()
        return entry

    def _content(self, address):
        """Content of the copy for an address: bytes, the addresses that these need, and the status of the site."""
        if address.startswith(settings.STATIC_URL):
            return _asset(address), [], OK
        response = self.client.get(address, secure=self.is_secure)
        status, file = response.status_code, file_of(address)
        if status == 400 or status >= 500:  # of a wrong setting or a fault; a record that is gone is another matter
            raise CopyFailed(f"{address} gave {status}. Did collectstatic run, and is PORTAL_URL of the ALLOWED_HOSTS?")
        if "Location" in response.headers and status in {301, 302, 303, 307, 308}:
            html = own_pages.redirect_page(response.headers["Location"])
        elif response.headers["Content-Type"].startswith("text/html"):
            html = response.text
        elif status != OK:
            return None, [], status
        else:
            return response.getvalue(), [], status
        text, links = rewrite(html, address, file)
        return text.encode(), links, OK if status < 400 else status

    def _write(self, name, content):
        """Write a file; one that is the same as in the old copy is that very file."""
        path, old = self.new / name, self.target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be that of the old copy
        if old.is_file() and old.read_bytes() == content:
            with suppress(OSError):
                os.link(old, path)
                return
        path.write_bytes(content)

    def finish(self):
        """Add what is the copy's own, and let it take the place of the old one."""
        for name, html in own_pages.pages().items():
            text, links = rewrite(html, f"/{name.removesuffix('index.html')}", name)
            self._write(name, text.encode())
            for link in links:
                if not (self.new / file_of(link)).is_file():
                    self._write(file_of(link), self._content(link)[0])
        for name, text in own_pages.texts().items():
            self._write(name, text.encode())
        self._add_dataset()
        write_manifest(self.new, kind=COPY, format=FORMAT, licence=LICENCE_IN_FULL)
        with self.journal.open("a", encoding="utf-8") as journal:
            journal.write(WHOLE)
        put_in_place(self.new, self.target)

    def _add_dataset(self):
        folder = self.new / DATASET
        shutil.rmtree(folder, ignore_errors=True)
        call_command("dump_content", str(folder), public=True, stdout=StringIO())
        for path in [path for path in folder.rglob("*") if path.is_file()]:
            self._write(path.relative_to(self.new).as_posix(), path.read_bytes())


def _is_unaltered(folder):
    """Whether the files of a copy are what its manifest says."""
    manifest = read_manifest(folder)
    return manifest is not None and not any(altered_files(folder, manifest))


def _asset(address):
    """A style sheet, script or picture of the site itself."""
    name = urlsplit(address).path.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    path = collected if collected.is_file() else finders.find(name)
    if path is None:
        raise CopyFailed(f"{address} is nowhere. Run collectstatic first.")
    return Path(path).read_bytes()
