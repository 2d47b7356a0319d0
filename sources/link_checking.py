"""Checking links: requesting addresses politely, and storing the results."""

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException
from itertools import chain, zip_longest
from threading import Lock
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import safe_http
from core.generation import content_change
from core.jobs.background import begin_last_step, renew_lease, with_progress
from core.text import readable

from .models import LinkCheck, Publication

State = LinkCheck.State
REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT_REDIRECTS = {301, 308}
MAX_REDIRECTS = 5
BLOCKED_STATUSES = {401, 403, 407, 429, 451}  # there is something, but the server does not show it to a program
MAX_TEXT_LENGTH = 200
# How long a link keeps failing before visitors read that it does not work: two runs on different days when the
# server says so itself, a week when there is no response, for a server that is down comes back.
GRACE_PERIOD = {State.GONE: timedelta(days=1), State.UNREACHABLE: timedelta(days=7)}


@dataclass
class LinkResult:
    """The result of one check of an address; its fields are fields of `LinkCheck`."""

    state: State
    detail: str = ""
    final_address: str = ""
    moved_for_good: bool = False
    etag: str = ""
    last_modified: str = ""


class RateLimiter:
    """Keeps two requests to one host some seconds apart, over all threads."""

    def __init__(self, seconds):
        self._seconds = seconds
        self._lock = Lock()
        self._next_slots = {}

    def wait(self, url):
        """Wait until a request to this address may be sent."""
        host = urlsplit(url).hostname
        with self._lock:
            start = time.monotonic()
            slot = max(start, self._next_slots.get(host, start))
            self._next_slots[host] = slot + self._seconds
        time.sleep(slot - start)


class Checker:
    """Checks whether addresses work; touches no database, so that it may run in threads."""

    def __init__(self, pause=1, local=""):
        self._rate_limiter = RateLimiter(pause)
        self._local = local

    def check(self, url, previous=None):
        """Check an address.

        Args: url; previous, its last `LinkCheck`, if any.
        Returns: a `LinkResult`.
        """
        try:
            return self._follow(url, previous)
        except (safe_http.ForbiddenAddress, UnicodeError) as error:
            return LinkResult(State.FORBIDDEN, _detail(error))
        except (OSError, HTTPException, ValueError) as error:
            return LinkResult(State.UNREACHABLE, f"{type(error).__name__}: {_detail(error)}"[:MAX_TEXT_LENGTH])

    def _follow(self, url, previous):
        current_url, is_permanent = urldefrag(url).url, True
        for _hop in range(MAX_REDIRECTS + 1):
            status, headers = self._request(current_url, previous)
            location = headers.get("Location")
            if status not in REDIRECTS or not location:
                has_moved = current_url != urldefrag(url).url
                final_address = current_url if has_moved else ""
                return self._result(status, headers, previous, final_address, is_permanent and has_moved)
            is_permanent = is_permanent and status in PERMANENT_REDIRECTS
            target = quote(location, safe_http.SAFE_CHARACTERS, encoding="latin-1")
            current_url = urldefrag(urljoin(current_url, target)).url
        return LinkResult(State.GONE, _("Het adres verwijst meer dan %d keer door.") % MAX_REDIRECTS)

    def _request(self, url, previous):
        """HEAD, and GET when the server refuses HEAD."""
        is_same = previous and url == (previous.final_address or urldefrag(previous.address).url)
        headers = _conditional_headers(previous) if is_same else {}
        self._rate_limiter.wait(url)
        status, response_headers = safe_http.request("HEAD", url, headers, self._local)
        if status >= 400 and status != 429:
            self._rate_limiter.wait(url)
            status, response_headers = safe_http.request("GET", url, headers, self._local)
        return status, response_headers

    def _result(self, status, headers, previous, final_address, moved_for_good):
        values = {"final_address": final_address[:2000], "moved_for_good": moved_for_good}
        if status == 304 and previous:
            values |= {"etag": previous.etag, "last_modified": previous.last_modified}
        elif status < 300:
            values |= {"etag": _validator(headers, "ETag"), "last_modified": _validator(headers, "Last-Modified")}
        if status < 300 or status == 304:
            return LinkResult(State.MOVED if final_address else State.WORKING, **values)
        if status in BLOCKED_STATUSES:
            return LinkResult(State.BLOCKED, f"HTTP {status}", **values)
        is_temporary = status >= 500 or status in {408, 425}
        return LinkResult(State.UNREACHABLE if is_temporary else State.GONE, f"HTTP {status}", **values)


def _detail(error):
    """Text of an error in readable form; it may quote what a server sent."""
    return readable(str(error))[:MAX_TEXT_LENGTH]


def _conditional_headers(previous):
    """The headers with which a server may respond that nothing changed."""
    headers = {"If-None-Match": previous.etag, "If-Modified-Since": previous.last_modified}
    return {name: value for name, value in headers.items() if value}


def _validator(headers, name):
    """A header to send along with the next check; empty when it cannot be stored as it is."""
    value = headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= MAX_TEXT_LENGTH else ""


def interleave_hosts(publications):
    """Reorder publications so that the hosts take turns, and one host with many delays no other."""
    by_host = defaultdict(list)
    for publication in publications:
        by_host[publication.url.partition("//")[2].partition("/")[0]].append(publication)
    return [publication for publication in chain.from_iterable(zip_longest(*by_host.values())) if publication]


def check_links(publications, checker, workers=4):
    """Check the links of publications, and store each result as it comes.

    Args: publications, with their `link_check`; checker; workers, how many requests run at the same time.
    Yields: (publication, LinkResult).
    """
    with _requested(publications, checker, workers) as publication_by_future:
        for future in as_completed(publication_by_future):
            publication, result = publication_by_future[future], future.result()
            store_result(publication, result)
            yield publication, result


def check_and_store_all(publications, checker, workers=4):
    """Check links in a background job; results are stored when all are there, or, when it is stopped, not at all.

    Returns: a list of pairs of a publication and a LinkResult.
    """
    with _requested(publications, checker, workers) as publication_by_future:
        futures = with_progress(list(publication_by_future), _("Links controleren"))
        results = [(publication_by_future[future], future.result()) for future in futures]
    begin_last_step(_("Uitkomsten opslaan"))
    with content_change():
        renew_lease()
        for publication, result in results:
            store_result(publication, result)
    return results


@contextmanager
def _requested(publications, checker, workers):
    """Within this the links of publications are requested, some at a time: a dict from future to publication."""
    pool = ThreadPoolExecutor(workers)
    try:
        yield {
            pool.submit(checker.check, publication.url, getattr(publication, "link_check", None)): publication
            for publication in interleave_hosts(publications)
        }
    finally:
        pool.shutdown(cancel_futures=True)


def store_result(publication, result):
    """Store the result of a check, unless an editor gave the publication another address meanwhile."""
    rows = Publication.objects.filter(pk=publication.pk, url=publication.url)
    previous = LinkCheck.objects.filter(publication=publication.pk, address=publication.url).first()
    failing_since = _failing_since(previous, result)
    stored = rows.first()
    changes = _public_changes(stored, result, failing_since) if stored else {}
    # The desk locks the content generation first too: in another order the two could wait for each other.
    with content_change() if changes and stored.is_published else transaction.atomic():
        locked = rows.select_for_update().first()
        if locked:
            times = {"checked_at": timezone.now(), "failing_since": failing_since}
            values = {**vars(result), "address": locked.url, **times}
            LinkCheck.objects.update_or_create(publication=locked, defaults=values)
            if changes:
                rows.update(**changes)


def _failing_since(previous, result):
    """The day of the first failure in a row; a server that blocks us says nothing new."""
    since = previous.failing_since if previous else None
    if result.state in GRACE_PERIOD:
        return since or timezone.localdate()
    return None if result.state in {State.WORKING, State.MOVED} else since


def _public_changes(publication, result, failing_since):
    """Changes to the public link state of a publication: fields with their new values; empty when nothing changes."""
    current = {"link_state": publication.link_state, "link_broken_since": publication.link_broken_since}
    values = current
    if result.state in {State.WORKING, State.MOVED}:
        values = {"link_state": Publication.LinkState.WORKING, "link_broken_since": None}
    elif result.state in GRACE_PERIOD and timezone.localdate() - failing_since >= GRACE_PERIOD[result.state]:
        values = {"link_state": Publication.LinkState.BROKEN, "link_broken_since": failing_since}
    return values if values != current else {}
