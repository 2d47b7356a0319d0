"""What every template knows."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation

from municipalities.gazetteer import gazetteer

MOST_PICKED = 10


def site(request):
    """The public address, the page's canonical address, and how to reach us."""
    page = page_asked(request)
    suffix = f"?pagina={page}" if page > 1 else ""
    return {
        "portal_url": settings.PORTAL_URL,
        "canonical": f"{settings.PORTAL_URL}{request.path}{suffix}",
        "contact_email": settings.CONTACT_EMAIL,
        "personal_data_months": settings.PERSONAL_DATA_MONTHS,
        "accessibility_status": settings.ACCESSIBILITY_STATUS,
        "is_benchmark": settings.BENCHMARK,
    }


def visitor(request):
    """What a visitor chose and takes along in every address: their municipality, and what they are to compare.

    mine: a `Place`, or None. carry: the query string for a link; carry_on: the same for a link that has one.
    unknown_mine: what they called their municipality when nothing is called so. picked: slugs of initiatives.
    """
    asked, picked = _asked(request)
    mine = gazetteer().find(asked) if asked else None
    query = urlencode({"zoals": mine.slug}) if mine else ""
    return {
        "mine": mine,
        "carry": f"?{query}" if mine else "",
        "carry_on": f"&{query}" if mine else "",
        "unknown_mine": "" if mine else asked,
        "picked": list(dict.fromkeys(picked))[:MOST_PICKED],
    }


def _asked(request):
    """The municipality and the initiatives in an address; none when it can't be read."""
    try:
        return request.GET.get("zoals", ""), request.GET.getlist("i")
    except SuspiciousOperation:
        return "", []


def page_asked(request):
    """The page of a list in an address; 1 when it can't be read, for the pages that tell so need this too."""
    try:
        page = request.GET.get("pagina", "")
    except SuspiciousOperation:
        return 1
    return int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
