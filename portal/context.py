"""What every template knows."""

from django.conf import settings
from django.core.exceptions import SuspiciousOperation


def site(request):
    """The public address, the page's canonical address, and how to reach us."""
    page = page_asked(request)
    suffix = f"?pagina={page}" if page > 1 else ""
    return {
        "portal_url": settings.PORTAL_URL,
        "canonical": f"{settings.PORTAL_URL}{request.path}{suffix}",
        "contact_email": settings.CONTACT_EMAIL,
        "accessibility_status": settings.ACCESSIBILITY_STATUS,
        "is_benchmark": settings.BENCHMARK,
    }


def page_asked(request):
    """The page of a list in an address; 1 when it can't be read, for the pages that tell so need this too."""
    try:
        page = request.GET.get("pagina", "")
    except SuspiciousOperation:
        return 1
    return int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
