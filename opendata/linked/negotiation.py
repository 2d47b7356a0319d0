"""Content negotiation: the media type that a client prefers, by `Accept` (RFC 9110, 12.5.1)."""

from django.http import HttpResponseRedirect
from django.utils.cache import patch_vary_headers

PAGE = "text/html"
SUFFIXES = {"application/ld+json": "jsonld", "text/turtle": "ttl"}  # of the forms that are files
CONTENT_TYPES = {"jsonld": "application/ld+json", "ttl": "text/turtle; charset=utf-8"}


def preferred(request, media_types):
    """The media type that the client prefers among some; the first when it takes any, or none of them."""
    return request.get_preferred_type(media_types) or media_types[0]


def see_other(location, permanently=False):
    """303 to a form that was chosen by `Accept`; 301 when what was asked for is another thing now."""
    response = HttpResponseRedirect(location)
    response.status_code = 301 if permanently else 303
    patch_vary_headers(response, ["Accept"])
    return response
