"""Requests and responses of public pages: updates, the record at an address (or gone), bad requests, and forms."""

import re
from functools import wraps
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpResponseBadRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from .merging import survivor_key

WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([\d.]+):\d+")  # as some proxies pass an address on
CONTENT_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def content_policy(**others):
    """The value of the header `Content-Security-Policy`; others, directives that differ, such as `frame_src`."""
    directives = CONTENT_POLICY | {name.replace("_", "-"): value for name, value in others.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


class Gone(Exception):
    """A record that was published and is withdrawn; carries the public reason."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class Moved(Exception):
    """A record that has another address now; carries that address."""

    def __init__(self, slug):
        super().__init__(slug)
        self.slug = slug


def published_or_gone(queryset, slug):
    """The published record at an address.

    Args: queryset, already narrowed by `published()`; slug, from the address.
    Returns: the record.
    Raises: Gone when it is withdrawn; Moved when it was merged into another that is published; Http404 when it does not
        exist, or is not published yet.
    """
    record = queryset.filter(slug=slug).first()
    if record is None:
        if withdrawn := queryset.model.objects.gone().filter(slug=slug).first():
            raise Gone(withdrawn.gone_reason)
        key = queryset.model.is_mergeable and survivor_key(queryset.model, slug=slug)
        if survivor := key and queryset.filter(pk=key).first():
            raise Moved(survivor.slug)
        raise Http404
    return record


def is_update(request):
    """Whether htmx requests a part of a page; a browser that goes back in its history wants the whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def is_desk(request):
    """Whether a request is for the editors' desk."""
    return request.path_info.startswith("/beheer/")


def is_no_store(response):
    """Whether no cache may store a response."""
    return "no-store" in response.headers.get("Cache-Control", "")


def without_empty_parameters(*names):
    """Decorator: of a form's fields with these names, those that were left empty are not in the links of a page.

    A script leaves them out of the address (`suggest.js`); to htmx the response says which address that is.
    """

    def decorate(view):
        @wraps(view)
        def tidy(request, *args, **kwargs):
            empty = {name for name in names if not any(value.strip() for value in request.GET.getlist(name, ["x"]))}
            if not empty:
                return view(request, *args, **kwargs)
            request.GET = request.GET.copy()
            for name in empty:
                del request.GET[name]
            request.META["QUERY_STRING"] = request.GET.urlencode()
            response = view(request, *args, **kwargs)
            if is_update(request):
                response.headers["HX-Push-Url"] = request.get_full_path()
            return response

        return tidy

    return decorate


def as_download(response, file_name):
    """Mark a response as a download with this file name, which search engines do not index; return that response."""
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def behind_link(response):
    """A response as a page behind a link: no search engine lists it, and no other site gets its address."""
    response.headers["X-Robots-Tag"], response.headers["Referrer-Policy"] = "noindex", "no-referrer"
    return response


def bad_request_text(sentence, errors):
    """A response for a download or a feed with a wrong parameter: 400, with the reasons in plain text.

    Args: sentence, what cannot be given; errors, those of a form: a dict from parameter to messages.
    """
    reasons = [f"{name}: {message}" for name, messages in errors.items() for message in messages]
    return HttpResponseBadRequest("\n".join([sentence, *reasons]), content_type="text/plain; charset=utf-8")


def public_form(view):
    """Decorator: a public page with a form, which is never cached.

    It needs no CSRF token, and so no cookie: a visitor is nobody in particular, and whatever they send only
    reaches the editors' queue.
    """
    uncached_view = csrf_exempt(cache_control(no_store=True)(view))
    uncached_view.takes_forms = True
    return uncached_view


def origin(request):
    """Where a request comes from; behind our own proxy the last address it passes on: the others can be made up."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
        if match := WITH_PORT.fullmatch(address):
            address = match[1] or match[2]
    try:
        return str(ip_address(address))[:45]
    except ValueError:
        return ""
