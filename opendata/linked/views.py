"""The addresses of identifiers: from what something is to the page or the data about it."""

from django.http import HttpResponse
from django.urls import reverse

from . import graphs
from .catalogue import catalogue_nodes
from .fields import vocabulary_nodes
from .identifiers import code_of, data_paths, find, find_record, permanent_url, public_path
from .negotiation import PAGE, SUFFIXES, preferred, see_other
from .records import record_nodes
from .thesaurus import thesaurus_nodes


def record_by_code(request, code):
    """303 to the page of a record, with what the address says of the visitor, or to its data, as `Accept` has it.

    301 to the identifier of what it was merged into; 404 or 410 as its page has it.
    """
    record, is_survivor = find(code)
    if is_survivor:
        return see_other(with_query(reverse("by_code", args=[code_of(record)]), request), permanently=True)
    forms = data_paths(record)
    if path := forms.get(preferred(request, [PAGE, *forms])):
        return see_other(path)
    return see_other(with_query(public_path(record), request))


def qr_code(request, code):
    """A QR code of the permanent address of a record, as an SVG image; 404 or 410 as its page has it."""
    import qrcode  # with what it loads 7 MB, which a process that draws none need not have
    from qrcode.image.svg import SvgPathImage

    image = qrcode.make(permanent_url(find_record(code)), image_factory=SvgPathImage)
    return HttpResponse(image.to_string(), content_type="image/svg+xml")


def record_data(request, code, suffix):
    """Show a record as JSON-LD or Turtle; 404 or 410 as its page has it, 301 when it was merged."""
    record, is_survivor = find(code)
    if is_survivor:
        return see_other(reverse("linked:record", args=[code_of(record), suffix]), permanently=True)
    return graphs.response(record_nodes(record), suffix)


def thesaurus(request):
    """303 from the thesaurus to its page or its data."""
    return _choose(request, "themes:concepts", "linked:thesaurus_data")


def thesaurus_data(request, suffix):
    """The thesaurus as SKOS, in JSON-LD or Turtle."""
    return graphs.response(thesaurus_nodes(), suffix)


def catalogue(request):
    """303 from the catalogue of data to the page about it or to its data."""
    return _choose(request, "open_data", "linked:catalogue_data")


def catalogue_data(request, suffix):
    """The catalogue as DCAT-AP-NL, in JSON-LD or Turtle."""
    return graphs.response(catalogue_nodes(), suffix)


def vocabulary(request):
    """303 from our own words for fields to the page about them or to their data."""
    return _choose(request, "open_data", "linked:vocabulary_data")


def vocabulary_data(request, suffix):
    """Show the vocabulary: the name and meaning of each field, as JSON-LD or Turtle."""
    return graphs.response(vocabulary_nodes(), suffix)


def _choose(request, page, data):
    """303 to a page or to one of the forms of the data, as `Accept` has it."""
    suffix = SUFFIXES.get(preferred(request, [PAGE, *SUFFIXES]))
    return see_other(reverse(data, args=[suffix]) if suffix else reverse(page))


def with_query(path, request):
    """A path with the query string of a request before its fragment."""
    path, mark, fragment = path.partition("#")
    query = request.GET.urlencode()
    if not query:
        return f"{path}{mark}{fragment}"
    return f"{path}{'&' if '?' in path else '?'}{query}{mark}{fragment}"
