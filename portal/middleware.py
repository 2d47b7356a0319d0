"""The headers of every response, which methods are allowed, and the responses of records that are gone or moved."""

from django.http import HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from core.http import Gone, Moved

HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SAFE_METHODS = ["GET", "HEAD"]
MAX_BODY = 6 * 1024 * 1024  # bytes: a sheet of 5 MB with its form


def security_headers(get_response):
    """Middleware: the headers that are the same on every response, errors and static files included."""

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


def read_only(get_response):
    """Middleware: outside the desk only a view that `takes_forms` accepts POST; all others are read only."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, _args, _kwargs):
        is_open = getattr(view, "takes_forms", False) and request.method == "POST"
        if request.method in SAFE_METHODS or is_open or request.path_info.startswith("/beheer/"):
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
    """A redirect to the same page of a record with another slug; 308 for a form, so that it is posted again.

    Browsers must revalidate it: an address may come back, and they would redirect in circles.
    """
    match = request.resolver_match
    address = reverse(match.view_name, kwargs=match.kwargs | {"slug": slug})
    query = request.META.get("QUERY_STRING", "")
    is_form = request.method == "POST"
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address, preserve_request=is_form)
    response["Cache-Control"] = "no-cache"
    return response
