"""What every answer carries, what can be asked, and what a withdrawn record answers."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import render

from sources.pages import Gone

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


def security_headers(get_response):
    """Middleware: the headers that are the same on every answer, errors and static files included."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def read_only(get_response):
    """Middleware: outside the desk only a view that `takes_forms` can be sent anything; the rest is to be read."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, _args, _kwargs):
        is_open = getattr(view, "takes_forms", False) and request.method == "POST"
        if request.method in SAFE_METHODS or is_open or request.path_info.startswith("/beheer/"):
            return None
        return HttpResponseNotAllowed(SAFE_METHODS)

    middleware.process_view = process_view
    return middleware


def gone(get_response):
    """Middleware: a withdrawn record answers 410 with the reason that the editor gave."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(exception, Gone):
            return render(request, "410.html", {"reason": exception.reason}, status=410)
        return None

    middleware.process_exception = process_exception
    return middleware
