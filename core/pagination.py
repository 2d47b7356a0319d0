"""Pages of a list, by the parameter `pagina`."""

from django.core.paginator import InvalidPage
from django.http import Http404


def page_of(request, paginator):
    """The page of a list that `?pagina=` requests.

    Args: request; paginator, of the whole list.
    Returns: a Page; page 1 when the parameter is absent.
    Raises: Http404 when there is no such page.
    """
    number = request.GET.get("pagina", "1")
    if not (number.isascii() and number.isdigit()):
        raise Http404
    try:
        return paginator.page(number)
    except InvalidPage as error:
        raise Http404 from error
