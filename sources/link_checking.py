"""What becomes of a link: asking for it politely, and keeping what was found."""

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
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

from .models import LinkCheck, Publication

State = LinkCheck.State
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
MOST_REDIRECTS = 5
NOT_FOR_US = {401, 403, 407, 429, 451}  # there is something, but the server does not show it to a program
TOO_LONG = 200
# How long a link keeps failing before visitors read that it does not work: two runs on different days when the
# server says so itself, a week when there is no answer, for a server that is down comes back.
PATIENCE = {State.GONE: timedelta(days=1), State.UNREACHABLE: timedelta(days=7)}


@dataclass
class Found:
    """What was found at an address."""

    state: State
    detail: str = ""
    final_address: str = ""
    moved_for_good: bool = False
    etag: str = ""
    last_modified: str = ""


class Pace:
    """Keeps two requests to one host some seconds apart, whoever asks."""

    def __init__(self, seconds):
        self._seconds = seconds
        self._lock = Lock()
        self._next = {}

    def wait(self, url):
        """Wait for the turn of a request to this address."""
        host = urlsplit(url).hostname
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._seconds
        time.sleep(turn - now)


class Checker:
    """Looks whether addresses work; touches no database, so that it may run in threads."""

    def __init__(self, pause=1, local=""):
        self._pace = Pace(pause)
        self._local = local

    def look(self, url, known=None):
        """Find out how an address does; known is its last `LinkCheck`, if any. Returns: Found."""
        try:
            return self._follow(url, known)
        except (safe_http.Forbidden, UnicodeError) as error:
            return Found(State.FORBIDDEN, str(error)[:TOO_LONG])
        except (OSError, HTTPException, ValueError) as error:
            return Found(State.UNREACHABLE, f"{type(error).__name__}: {error}"[:TOO_LONG])

    def _follow(self, url, known):
        at, for_good = urldefrag(url).url, True
        for _hop in range(MOST_REDIRECTS + 1):
            status, headers = self._ask(at, known)
            location = headers.get("Location")
            if status not in REDIRECTS or not location:
                moved = at != urldefrag(url).url
                return self._verdict(status, headers, known, at if moved else "", for_good and moved)
            for_good = for_good and status in FOR_GOOD
            at = urldefrag(urljoin(at, quote(location, safe_http.IN_ADDRESSES, encoding="latin-1"))).url
        return Found(State.GONE, _("Het adres verwijst meer dan %d keer door.") % MOST_REDIRECTS)

    def _ask(self, url, known):
        """HEAD, and GET when the server thinks nothing of HEAD."""
        headers = _conditions(known) if known and url == (known.final_address or urldefrag(known.address).url) else {}
        self._pace.wait(url)
        status, answer = safe_http.request("HEAD", url, headers, self._local)
        if status >= 400 and status != 429:
            self._pace.wait(url)
            status, answer = safe_http.request("GET", url, headers, self._local)
        return status, answer

    def _verdict(self, status, headers, known, final_address, for_good):
        where = {"final_address": final_address[:2000], "moved_for_good": for_good}
        if status == 304 and known:
            where |= {"etag": known.etag, "last_modified": known.last_modified}
        elif status < 300:
            where |= {"etag": _kept(headers, "ETag"), "last_modified": _kept(headers, "Last-Modified")}
        if status < 300 or status == 304:
            return Found(State.MOVED if final_address else State.WORKING, **where)
        if status in NOT_FOR_US:
            return Found(State.BLOCKED, f"HTTP {status}", **where)
        temporary = status >= 500 or status in {408, 425}
        return Found(State.UNREACHABLE if temporary else State.GONE, f"HTTP {status}", **where)


def _conditions(known):
    """The headers that let a server answer that nothing changed."""
    found = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in found.items() if value}


def _kept(headers, name):
    value = headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= TOO_LONG else ""


def by_turns(publications):
    """The same publications with the hosts taking turns, so that one host with many keeps nobody waiting."""
    hosts = defaultdict(list)
    for publication in publications:
        hosts[publication.url.partition("//")[2].partition("/")[0]].append(publication)
    return [one for one in chain.from_iterable(zip_longest(*hosts.values())) if one]


def check(publications, checker, at_once=4):
    """Look at the links of publications, and keep each answer as it comes.

    Args: publications, with their `link_check`; checker; at_once, how many requests run at the same time.
    Yields: (publication, Found).
    """
    pool = ThreadPoolExecutor(at_once)
    try:
        waiting = {
            pool.submit(checker.look, one.url, getattr(one, "link_check", None)): one for one in by_turns(publications)
        }
        for done in as_completed(waiting):
            publication, found = waiting[done], done.result()
            keep(publication, found)
            yield publication, found
    finally:
        pool.shutdown(cancel_futures=True)


def keep(publication, found):
    """Write down what was found, unless an editor gave the publication another address meanwhile."""
    here = Publication.objects.filter(pk=publication.pk, url=publication.url)
    before = LinkCheck.objects.filter(publication=publication.pk, address=publication.url).first()
    since = _failing_since(before, found)
    seen = here.first()
    news = _news(seen, found, since) if seen else {}
    # The desk takes the number of the change first too: in another order the two could wait for each other.
    with content_change() if news and seen.is_published else transaction.atomic():
        row = here.select_for_update().first()
        if row:
            values = {**vars(found), "address": row.url, "checked_at": timezone.now(), "failing_since": since}
            LinkCheck.objects.update_or_create(publication=row, defaults=values)
            if news:
                here.update(**news)


def _failing_since(before, found):
    """The day of the first failure in a row; a server that shows us nothing tells nothing new."""
    known = before.failing_since if before else None
    if found.state in PATIENCE:
        return known or timezone.localdate()
    return None if found.state in {State.WORKING, State.MOVED} else known


def _news(row, found, since):
    """What the pages must say about a link and do not say yet: fields with their values."""
    told = {"link_state": row.link_state, "link_broken_since": row.link_broken_since}
    now = told
    if found.state in {State.WORKING, State.MOVED}:
        now = {"link_state": Publication.LinkState.WORKING, "link_broken_since": None}
    elif found.state in PATIENCE and timezone.localdate() - since >= PATIENCE[found.state]:
        now = {"link_state": Publication.LinkState.BROKEN, "link_broken_since": since}
    return now if now != told else {}
