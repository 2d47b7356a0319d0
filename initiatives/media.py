"""The pictures and papers that initiatives, bundles and markets show, in memory: few have any."""

from typing import NamedTuple

from core.memo import Memo

from .models import Attachment, BundlePicture, GalleryItem, MarketPicture, Quote, Slides


class Media(NamedTuple):
    """Media of one initiative: pictures in their order, and attachments with their papers."""

    pictures: list
    attachments: list


class MarketMedia(NamedTuple):
    """Media for the look-back of a market: pictures, slides with their papers, and quotes."""

    pictures: list
    slides: list
    quotes: list


def public_media(key):
    """The `Media` of a published initiative, by its primary key."""
    return Media(_public_pictures.get().get(key, []), public_attachments().get(key, []))


def public_attachments():
    """The attachments of published initiatives with their papers: a dict from primary key to a list."""
    return _public_attachments.get()


def media_in_preview(key):
    """Return the `Media` of any initiative, with addresses that work for whoever may preview it."""
    pictures, attachments = GalleryItem.objects.filter(initiative=key), Attachment.objects.filter(initiative=key)
    media = Media(_pictures(pictures).get(key, []), _attachments(attachments).get(key, []))
    for stored in [*media.pictures, *(attachment.paper for attachment in media.attachments)]:
        stored.is_preview = True
    return media


def _with_paper(parts):
    """With their papers, but for the long text that only the search knows."""
    return parts.select_related("paper__municipality").defer("paper__text")


def _pictures(items):
    items = items.cleared().select_related("picture").order_by("position", "pk")
    return _by_owner(items, "initiative", "picture")


def _attachments(attachments):
    return _by_owner(_with_paper(attachments.cleared()).order_by("pk"), "initiative")


_public_pictures = Memo(lambda _generation, _previous: _pictures(GalleryItem.objects.shown()))
_public_attachments = Memo(lambda _generation, _previous: _attachments(Attachment.objects.shown()))


def places_of_papers():
    """The published initiatives and markets that offer each paper: a dict from its primary key to (title, address)."""
    return _of_papers.get()


def bundle_pictures(key):
    """The pictures of a published bundle, by its primary key, in their order."""
    return _of_bundles.get().get(key, [])


def market_media(key):
    """The `MarketMedia` of a published market, by its primary key."""
    return MarketMedia(*(parts.get(key, []) for parts in _of_markets.get()))


def _by_owner(parts, owner, what=None):
    """Parts, or what they show, by the key of what they belong to."""
    by_owner = {}
    for part in parts:
        by_owner.setdefault(getattr(part, f"{owner}_id"), []).append(getattr(part, what) if what else part)
    return by_owner


def _read_bundles(_generation, _previous):
    return _by_owner(BundlePicture.objects.shown().cleared().select_related("picture"), "bundle", "picture")


def _read_markets(_generation, _previous):
    return (
        _by_owner(MarketPicture.objects.shown().cleared().select_related("picture"), "edition", "picture"),
        _by_owner(_with_paper(Slides.objects.shown().cleared()).select_related("initiative"), "edition"),
        _by_owner(Quote.objects.shown().select_related("municipality"), "edition"),
    )


def _read_places(_generation, _previous):
    attachments = Attachment.objects.shown().cleared().select_related("initiative").only("paper", *_named("initiative"))
    slides = Slides.objects.shown().cleared().select_related("edition").only("paper", *_named("edition"))
    wholes = [(each.paper_id, each.initiative) for each in attachments]
    wholes += [(each.paper_id, each.edition) for each in slides]
    places = {}
    for key, whole in wholes:
        places.setdefault(key, []).append((whole.title, whole.get_absolute_url()))
    return places


def _named(owner):
    return f"{owner}__title", f"{owner}__slug"


_of_bundles, _of_markets, _of_papers = Memo(_read_bundles), Memo(_read_markets), Memo(_read_places)
