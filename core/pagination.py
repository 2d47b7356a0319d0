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


def page_addresses(parameters):
    """A function from the number of a page to its query string, with all other parameters of an address (a QueryDict).

    The other parameters are encoded once, for a page has a dozen of these links.
    """
    others = parameters.copy()
    others.pop("pagina", None)
    query = others.urlencode()

    def address(number):
        return "?" + "&".join(filter(None, [query, f"pagina={number}" if number > 1 else ""]))

    return address
