"""The page of a market: before, on and after its day, with its floor plan; its calendar, and cards for its stands."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.http import as_download, published_or_gone
from initiatives.media import market_media
from initiatives.models import MarketEdition

from .floor_plan import numbered_stands, streets_of, themes_as_stalls

SECTIONS = {
    "before": ["facts", "programme", "plan", "purpose"],
    "today": ["programme", "plan", "facts", "purpose"],
    "unconfirmed": ["plan", "programme", "facts", "purpose"],
    "after": ["look_back", "plan", "programme", "facts", "purpose"],
}


def market(request, slug=None):
    """The latest edition of the market, or an earlier one at its own address."""
    editions = MarketEdition.objects.published()
    with_source = editions.select_related("organiser", "publication").prefetch_related("programme_items")
    edition = published_or_gone(with_source, slug) if slug else with_source.first()
    if edition is None:
        return render(request, "initiatives/market_none.html", {"themes": themes_as_stalls()})
    if slug and edition.is_latest:
        return redirect(edition)
    stands = numbered_stands(edition)
    context = {
        "edition": edition,
        "phase": edition.phase,
        "days_left": (edition.date - timezone.localdate()).days,
        "sections": [f"initiatives/_market_{name}.html" for name in SECTIONS[edition.phase]],
        "media": market_media(edition.pk) if edition.phase == "after" else None,
        "stand_count": len(stands),
        "has_gaps": bool(stands) and stands[-1].number > len(stands),
        "streets": streets_of(stands),
        "themes": [] if stands else themes_as_stalls(),
        "other_editions": editions.exclude(pk=edition.pk),
    }
    return render(request, "initiatives/market.html", context)


def market_calendar(request, slug):
    """The programme of a market, as a file for a calendar."""
    from .calendar import calendar_of  # loads icalendar, which few processes need

    edition = published_or_gone(MarketEdition.objects.published(), slug)
    return as_download(HttpResponse(calendar_of(edition), content_type="text/calendar; charset=utf-8"), f"{slug}.ics")


def stand_cards(request, slug):
    """Cards to print for the stands of a market, each with a QR code of the page of its initiative."""
    edition = published_or_gone(MarketEdition.objects.published(), slug)
    return render(request, "initiatives/market_cards.html", {"edition": edition, "stands": numbered_stands(edition)})
