"""Answering again without making the page again: kept pages, and 304 for a visitor who still has the last one."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone

from search import revision

MOST_KEPT = 16 * 1024 * 1024
LARGEST = 256 * 1024
SAME_FOR_ALL = "public, max-age=0, must-revalidate"
CODE = ["*/*.py", "*/*/*.py", "templates/**/*.html", "static/**/*", "portal/locale/**/*.mo"]
UNCOMMON = {"q", "i"}  # what somebody typed or chose
SHOWN_SETTINGS = ["PORTAL_URL", "CONTACT_EMAIL", "ACCESSIBILITY_STATUS", "BENCHMARK", "PERSONAL_DATA_MONTHS"]


@cache
def release():
    """What tells this version of the code and its settings from any other, on every machine alike."""
    digest = blake2b(repr([getattr(settings, name) for name in SHOWN_SETTINGS]).encode(), digest_size=8)
    for file in sorted({file for pattern in CODE for file in Path(settings.BASE_DIR).glob(pattern) if file.is_file()}):
        digest.update(file.read_bytes())
    return digest.hexdigest()


class Pages:
    """The pages of one edition, as far as they fit in memory; a page of another edition makes room for itself."""

    def __init__(self):
        self._lock = Lock()
        self._edition, self._size, self._pages = None, 0, {}

    def get(self, edition, name):
        """A new answer with the page; None when it is not kept."""
        kept = self._pages.get(name) if edition == self._edition else None
        return kept and HttpResponse(kept[0], headers=kept[1])

    def put(self, edition, name, response):
        """Keep the page of an answer."""
        size = len(response.content)
        with self._lock:
            if edition != self._edition or self._size + size > MOST_KEPT:
                self._edition, self._size, self._pages = edition, 0, {}
            self._pages[name] = response.content, dict(response.items())
            self._size += size


def kept_pages(get_response):
    """Middleware: an anonymous visitor gets the kept page, or 304 when they still have it; nobody an older one.

    An edition is the number of the last change (`request.revision`) and the day, for what is shown depends on both.
    Searches and comparisons are not kept: hardly anybody asks the same. Nor are files that are made while they are
    sent.
    """
    pages = Pages()

    def middleware(request):
        request.get_host()  # a wrong one is refused, as for a page that is made
        edition, name = (request.revision, timezone.localdate()), _name(request)
        if settings.DEBUG or request.COOKIES or request.method not in {"GET", "HEAD"} or _is_desk(request):
            return get_response(request)
        if request.revision is None:  # what needs no database can still be shown
            return get_response(request)
        tag = _tag(edition, name)
        if tag in request.headers.get("If-None-Match", "").split(", "):
            return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": SAME_FOR_ALL})
        answer = pages.get(edition, name)
        if answer is None:
            with revision.hold(edition[0]):
                answer = get_response(request)
            if answer.status_code == 200 and not answer.cookies and not _is_for_once(answer):
                answer.headers.setdefault("ETag", tag)
                answer.headers.setdefault("Cache-Control", SAME_FOR_ALL)
                if not UNCOMMON & request.GET.keys() and not answer.streaming and len(answer.content) <= LARGEST:
                    pages.put(edition, name, answer)
        return answer

    return middleware


def _is_desk(request):
    return request.path_info.startswith("/beheer/")


def _is_for_once(answer):
    return "no-store" in answer.headers.get("Cache-Control", "")


def _name(request):
    """What the answer depends on: the address, and the headers that `Vary` names."""
    headers = request.headers
    fragment = headers.get("HX-Request"), headers.get("HX-History-Restore-Request")
    return request.get_full_path(), *fragment, "gzip" in headers.get("Accept-Encoding", "")


def _tag(edition, name):
    return f'"{blake2b(repr((edition, name, release())).encode(), digest_size=12).hexdigest()}"'
