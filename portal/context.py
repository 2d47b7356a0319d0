"""The context processors: what every template can use."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.utils.functional import lazy

from initiatives.shortlist.shortlist import shortlist_of
from municipalities.gazetteer import gazetteer
from pages.live import contact_email, live

# Read only where a template shows them; declared once, for each `lazy()` makes a class.
_contact_email = lazy(contact_email, str)
_site_mark = lazy(lambda: live().mark, str)


def site(request):
    """The public address, the canonical address of the page, and how to contact the editors."""
    number = _page_number(request)
    suffix = f"?pagina={number}" if number > 1 else ""
    return {
        "portal_url": settings.PORTAL_URL,
        "canonical": f"{settings.PORTAL_URL}{request.path}{suffix}",
        "contact_email": _contact_email(),
        "site_mark": _site_mark(),
        "is_benchmark": settings.BENCHMARK,
    }


def visitor(request):
    """Context processor for the choices of a visitor that every link repeats: their municipality, and their list.

    own_municipality: a `Place`, or None. carry: the query string for a link; carry_on: for a link that has one.
    unknown_municipality: the name of their municipality when none has it, or more than one; what to ask then is
    municipality_question, with the slug of the province if it is one: province_instead. shortlist: their `Shortlist`.
    """
    name, shortlist = _municipality_name(request), shortlist_of(request)
    own_municipality = gazetteer().find(name) if name else None
    zoals = urlencode({"zoals": own_municipality.slug}) if own_municipality else ""
    query = "&".join(filter(None, [zoals, shortlist.query]))
    return {
        "own_municipality": own_municipality,
        "carry": f"?{query}" if query else "",
        "carry_on": f"&{query}" if query else "",
        "unknown_municipality": "" if own_municipality else name,
        "province_instead": gazetteer().province_slug(name) if name and gazetteer().is_province(name) else "",
        "municipality_question": gazetteer().did_you_mean(name) if name and not own_municipality else "",
        "shortlist": shortlist,
    }


def _municipality_name(request):
    """The municipality in an address; empty when it cannot be parsed."""
    try:
        return request.GET.get("zoals", "")
    except SuspiciousOperation:
        return ""


def _page_number(request):
    """The page of a list in an address; 1 when it cannot be parsed, for the error pages need this too."""
    try:
        number = request.GET.get("pagina", "")
    except SuspiciousOperation:
        return 1
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
