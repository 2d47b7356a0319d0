"""Requests and responses of public pages: updates, the record at an address (or gone), bad requests, and forms."""

from functools import wraps

from django.http import Http404, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

SAFE_METHODS = ["GET", "HEAD"]


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
    Raises: Gone when it is withdrawn; Http404 when it does not exist, or is not published yet.
    """
    record = queryset.filter(slug=slug).first()
    if record is None:
        if withdrawn := queryset.model.objects.gone().filter(slug=slug).first():
            raise Gone(withdrawn.gone_reason)
        raise Http404
    return record


def is_update(request):
    """Whether htmx requests a part of a page; a browser that goes back in its history wants the whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def without_empty_parameters(view):
    """Decorator: the page of a form has an address that can be shared, without the fields that were left empty.

    A browser sends these too. A page redirects to its own address; to htmx the response says which one that is.
    """

    @wraps(view)
    def tidy(request, *args, **kwargs):
        filled = QueryDict(mutable=True)
        for name, values in request.GET.lists():
            filled.setlist(name, [value for value in values if value.strip()])
        if filled.urlencode() == request.GET.urlencode():
            return view(request, *args, **kwargs)
        address = f"{request.path}?{filled.urlencode()}".removesuffix("?")
        if not is_update(request):
            return redirect(address)
        request.GET, request.META["QUERY_STRING"] = filled, filled.urlencode()
        response = view(request, *args, **kwargs)
        response.headers["HX-Push-Url"] = address
        return response

    return tidy


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
