"""The list of bundles, and the page of one."""

from django.shortcuts import render

from core.http import published_or_gone
from initiatives.choices import InitiativeStatus
from initiatives.finder.cards import cards_of, with_remarks
from initiatives.finder.catalogue import catalogue
from initiatives.media import Media, bundle_pictures
from initiatives.models import Bundle
from initiatives.shortlist.shortlist import MAX_CHOSEN, SEPARATOR, shortlist_of


def bundle_list(request):
    """All bundles."""
    return render(request, "bundles/bundle_list.html", {"bundles": Bundle.objects.published().for_lists()})


def bundle_detail(request, slug):
    """One bundle: its examples in the order of the editor, those that stopped apart, lessons, checklist and sources."""
    bundle = published_or_gone(Bundle.objects.published(), slug)
    items = list(bundle.items.shown().select_related("initiative"))
    stopped_keys = catalogue().any_of("status", [InitiativeStatus.STOPPED])
    cards = with_remarks(cards_of([item.initiative_id for item in items]), {i.initiative_id: i.remark for i in items})
    codes = [card.code for card in cards[:MAX_CHOSEN]]
    context = {
        "bundle": bundle,
        "goes_on": [card for card in cards if card.key not in stopped_keys],
        "stopped": [card for card in cards if card.key in stopped_keys],
        "lessons": [item for item in items if item.lesson],
        "themes": bundle.themes.published(),
        "sources": bundle.sources(),
        "media": Media(bundle_pictures(bundle.pk), []),
        "total": len(items),
        "codes": SEPARATOR.join(codes),
        "list_with_all": shortlist_of(request).query_with(codes),
    }
    return render(request, "bundles/bundle_detail.html", context)
