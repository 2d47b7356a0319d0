"""The headers of requests and responses, which addresses and methods are allowed, and what is gone or moved."""

import re

from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from core.http import Gone, Moved, content_policy, is_desk, is_update
from core.safe_methods import SAFE_METHODS

HEADERS = {
    "Content-Security-Policy": content_policy(),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Of what says nothing itself: a browser would store a 301, 404 or 410 for as long as it likes, and what was
    # withdrawn may come back.
    "Cache-Control": "no-cache",
}
MAX_BODY = 6 * 1024 * 1024  # bytes: a sheet of 5 MB with its form
REFUSED = re.compile(r";\s*q\s*=\s*0(\.0*)?\s*$", re.IGNORECASE)
MAX_QUERY_LENGTH = 1_500  # characters
MAX_PARAMETERS = 50


def default_headers(get_response):
    """Middleware: the headers of every response that has none of its own, errors and static files included."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def body_limit(get_response):
    """Middleware: 413 for a body that no form of the portal has, before any of it is written to the disk."""

    def middleware(request):
        size = request.META.get("CONTENT_LENGTH") or ""
        if size.isdecimal() and int(size) > MAX_BODY:
            return render(request, "413.html", status=413)
        return get_response(request)

    return middleware


def accepted_encodings(get_response):
    """Middleware: `Accept-Encoding` without what it refuses: Django and WhiteNoise only look for a name in it."""

    def middleware(request):
        if encodings := request.META.get("HTTP_ACCEPT_ENCODING"):
            accepted = [encoding for encoding in encodings.split(",") if not REFUSED.search(encoding)]
            request.META["HTTP_ACCEPT_ENCODING"] = ",".join(accepted)
        return get_response(request)

    return middleware


def whole_error_pages(get_response):
    """Middleware: when an update of a page fails, htmx opens its address, where a whole page says why."""

    def middleware(request):
        response = get_response(request)
        if response.status_code >= 400 and is_update(request):
            response.headers["HX-Redirect"] = request.get_full_path()
        return response

    return middleware


def bounded_address(get_response):
    """Middleware: 414 for an address that is too long, for a page repeats it in each of its links."""

    def middleware(request):
        return get_response(request)

    def process_view(request, _view, _args, _kwargs):
        if is_too_long(request):
            return render(request, "414.html", {"max_parameters": MAX_PARAMETERS}, status=414)
        return None

    middleware.process_view = process_view
    return middleware


def is_too_long(request):
    """Whether a request has more parameters than we read, or would make links of more characters than we write."""
    if len(request.META.get("QUERY_STRING", "")) > MAX_QUERY_LENGTH:
        return True
    parameters = sum(len(values) for _name, values in request.GET.lists())
    return parameters > MAX_PARAMETERS or len(request.GET.urlencode()) > MAX_QUERY_LENGTH


def read_only(get_response):
    """Middleware: outside the desk only a view that `takes_forms` accepts POST; all others are read only."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, _args, _kwargs):
        is_open = getattr(view, "takes_forms", False) and request.method == "POST"
        if request.method in SAFE_METHODS or is_open or is_desk(request):
            return None
        return HttpResponseNotAllowed(SAFE_METHODS)

    middleware.process_view = process_view
    return middleware


def gone_or_moved(get_response):
    """Middleware: 410 for a withdrawn record, with the reason that the editor gave, and 301 for an old address."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(exception, Gone):
            return render(request, "410.html", {"reason": exception.reason}, status=410)
        if isinstance(exception, Moved):
            return _redirect_to_new_slug(request, exception.slug)
        return None

    middleware.process_exception = process_exception
    return middleware


def _redirect_to_new_slug(request, slug):
    """A redirect to the same page of a record with another slug; 308 for a form, so that it is posted again."""
    match = request.resolver_match
    address = reverse(match.view_name, kwargs=match.kwargs | {"slug": slug})
    query = request.META.get("QUERY_STRING", "")
    is_form = request.method == "POST"
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address, preserve_request=is_form)
