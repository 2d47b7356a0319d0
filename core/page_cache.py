"""The page cache: rendered pages for anonymous visitors, until the content changes; 304 for a browser that has one."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone

from . import generation
from .http import is_desk, is_no_store, is_update
from .safe_methods import SAFE_METHODS

MAX_CACHE_BYTES = 10 * 1024 * 1024
MAX_CACHED_PAGES = 2_000
MAX_PAGE_BYTES = 256 * 1024
MAX_STALE_SECONDS = 3600
ENTRY_BYTES = 1024  # overhead of Python for each page; measured
REVALIDATE = "public, max-age=0, must-revalidate"
CODE = ["*/*.py", "*/*/*.py", "*/*/*/*.py", "templates/**/*.html", "static/**/*", "portal/locale/**/*.mo"]
CODE += ["pages/texts/*.md"]
SHARED_PARAMETERS = {"zoals"}  # every page knows it
SHOWN_SETTINGS = ["PORTAL_URL", "SITE_OWNER", "CONTACT_EMAIL", "ACCESSIBILITY_STATUS", "BENCHMARK"]
SHOWN_SETTINGS += ["PERSONAL_DATA_MONTHS"]


@cache
def release():
    """A digest that distinguishes this release of the code and its settings from any other, on every machine alike."""
    digest = blake2b(repr([getattr(settings, name) for name in SHOWN_SETTINGS]).encode(), digest_size=8)
    for file in sorted({file for pattern in CODE for file in Path(settings.BASE_DIR).glob(pattern) if file.is_file()}):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def cached_with(*parameters):
    """Decorator: the pages of a view are cached for addresses with these parameters, or some of them.

    Of any other view they are cached only without a query. What a visitor types or picks is not worth it: hardly
    anybody requests the same.
    """

    def decorate(view):
        view.cached_parameters = frozenset(parameters)
        return view

    return decorate


class PageCache:
    """The pages of one cache version, as far as they fit in memory; the first page of another one empties the cache."""

    def __init__(self):
        self._lock = Lock()
        self._version, self._size, self._pages = None, 0, {}
        self._valid_at = 0

    def confirm(self, cache_version):
        """Note that this version is the current one: pages of another one are forgotten."""
        with self._lock:
            self._begin(cache_version)
            self._valid_at = monotonic()

    def get(self, cache_version, key):
        """A new response with the cached page; None when it is not cached."""
        page = self._pages.get(key) if cache_version == self._version else None
        return page and HttpResponse(page[0], headers=page[1])

    def get_stale(self, key):
        """A new response with a cached page of which nobody knows whether it is still valid, and that says so.

        None when it is not cached, or was valid too long ago (`stale-if-error`, RFC 5861, is like this).
        """
        page, age = self._pages.get(key), int(monotonic() - self._valid_at)
        if page is None or age > MAX_STALE_SECONDS:
            return None
        headers = {name: value for name, value in page[1].items() if name != "ETag"}
        stale = {"Age": str(age), "Cache-Control": "no-store", "Cache-Status": f"inspiratiemarkt; hit; ttl=-{age}"}
        return HttpResponse(page[0], headers=headers | stale)

    def put(self, cache_version, key, response):
        """Cache the page of a response, unless it took so long that it is of before a change.

        The oldest pages make room for it.
        """
        page = response.content, dict(response.items())
        with self._lock:
            if self._version not in {None, cache_version}:
                return
            self._begin(cache_version)
            self._remove(key)
            self._pages[key] = page
            self._size += _size(key, page)
            while self._size > MAX_CACHE_BYTES or len(self._pages) > MAX_CACHED_PAGES:
                self._remove(next(iter(self._pages)))

    def _begin(self, cache_version):
        if cache_version != self._version:
            self._version, self._size, self._pages = cache_version, 0, {}

    def _remove(self, key):
        if page := self._pages.pop(key, None):
            self._size -= _size(key, page)


def _size(key, page):
    """The bytes that a page takes in memory, its address and headers included."""
    body, headers = page
    return ENTRY_BYTES + len(body) + len(repr(key)) + sum(len(name) + len(value) for name, value in headers.items())


def page_cache_middleware(get_response):
    """Middleware: an anonymous visitor gets the cached page, or 304 when they still have it; never an older one.

    A cache version is the content generation (`request.generation`) and the day, for what is shown depends on both.
    Only addresses with parameters that their view is `cached_with` are cached, and no streamed files.
    """
    cached_pages = PageCache()

    def middleware(request):
        request.get_host()  # raises DisallowedHost, also for a cached page
        cache_version, key = (request.generation, timezone.localdate()), _cache_key(request)
        is_public = request.method in SAFE_METHODS and not is_desk(request)
        if request.generation is None:  # what needs no database can still be shown
            return (is_public and cached_pages.get_stale(key)) or get_response(request)
        cached_pages.confirm(cache_version)
        if settings.DEBUG or request.COOKIES or not is_public:
            return get_response(request)
        etag = _etag(cache_version, key)
        if etag in request.headers.get("If-None-Match", "").split(", "):
            request.page_cache = "unchanged"
            return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": REVALIDATE})
        response = cached_pages.get(cache_version, key)
        request.page_cache = "miss" if response is None else "hit"  # for the metrics
        if response is None:
            with generation.pinned(cache_version[0]):
                response = get_response(request)
            if response.status_code == 200 and not response.cookies and not is_no_store(response):
                response.headers.setdefault("ETag", etag)
                response.headers.setdefault("Cache-Control", REVALIDATE)
                if _is_cacheable(request, response):
                    cached_pages.put(cache_version, key, response)
        return response

    return middleware


def _is_cacheable(request, response):
    is_small = not response.streaming and len(response.content) <= MAX_PAGE_BYTES
    known = getattr(request.resolver_match.func, "cached_parameters", frozenset()) | SHARED_PARAMETERS
    return is_small and request.GET.keys() <= known


def _cache_key(request):
    """Cache key of a request: its address, and the values that follow from the headers in `Vary`."""
    return request.get_full_path(), is_update(request), "gzip" in request.headers.get("Accept-Encoding", "")


def _etag(cache_version, key):
    return f'"{blake2b(repr((cache_version, key, release())).encode(), digest_size=12).hexdigest()}"'
