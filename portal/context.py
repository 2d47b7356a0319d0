"""What every template knows."""

from django.conf import settings


def site(request):
    """The public address, the page's canonical address, and how to reach us."""
    page = request.GET.get("pagina", "")
    suffix = f"?pagina={page}" if page.isascii() and page.isdigit() and len(page) < 6 and int(page) > 1 else ""
    return {
        "portal_url": settings.PORTAL_URL,
        "canonical": f"{settings.PORTAL_URL}{request.path}{suffix}",
        "contact_email": settings.CONTACT_EMAIL,
        "accessibility_status": settings.ACCESSIBILITY_STATUS,
    }
