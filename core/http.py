"""Finding the record behind a page: published, gone, or not there."""

from django.core.paginator import InvalidPage
from django.http import Http404, HttpResponseBadRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt


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
    Raises: Gone when it is withdrawn; Http404 when it is not there, or not yet.
    """
    record = queryset.filter(slug=slug).first()
    if record is None:
        if gone := queryset.model.objects.gone().filter(slug=slug).first():
            raise Gone(gone.gone_reason)
        raise Http404
    return record


def page_of(request, paginator):
    """The page of a list that `?pagina=` asks for.

    Args: request; paginator, of the whole list.
    Returns: a Page; page 1 when nothing is asked.
    Raises: Http404 when there is no such page.
    """
    number = request.GET.get("pagina", "1")
    if not (number.isascii() and number.isdigit()):
        raise Http404
    try:
        return paginator.page(number)
    except InvalidPage as error:
        raise Http404 from error


def bad_request_text(sentence, errors):
    """What a file answers to a wrong parameter: 400, and in plain text why.

    Args: sentence, what is not there; errors, those of a form: a dict from parameter to messages.
    """
    reasons = [f"{name}: {message}" for name, messages in errors.items() for message in messages]
    return HttpResponseBadRequest("\n".join([sentence, *reasons]), content_type="text/plain; charset=utf-8")


def public_form(view):
    """Decorator: a public page with a form, which is never kept.

    It needs no CSRF token, and so no cookie: a visitor is nobody in particular, and whatever they send only
    reaches the editors' queue.
    """
    kept_nowhere = csrf_exempt(cache_control(no_store=True)(view))
    kept_nowhere.takes_forms = True
    return kept_nowhere
