"""The pictures and papers that initiatives show, in memory: few have any, and their pages have no query to spare."""

from typing import NamedTuple

from core.memo import Memo

from .models import Attachment, GalleryItem


class Media(NamedTuple):
    """What one initiative shows: pictures in their order, and attachments with their papers."""

    pictures: list
    attachments: list


def public_media(key):
    """The `Media` of a published initiative, by its primary key."""
    return _public.get().get(key, Media([], []))


def media_in_preview(key):
    """The same of any initiative, with addresses that work for who sees it before visitors do."""
    media = _read(GalleryItem.objects.filter(initiative=key), Attachment.objects.filter(initiative=key))
    media = media.get(key, Media([], []))
    for stored in [*media.pictures, *(attachment.paper for attachment in media.attachments)]:
        stored.is_preview = True
    return media


def _read(items, attachments):
    media = {}
    for item in items.cleared().select_related("picture").order_by("position", "pk"):
        media.setdefault(item.initiative_id, Media([], [])).pictures.append(item.picture)
    for attachment in attachments.cleared().select_related("paper__municipality").order_by("pk"):
        media.setdefault(attachment.initiative_id, Media([], [])).attachments.append(attachment)
    return media


_public = Memo(lambda _generation, _previous: _read(GalleryItem.objects.shown(), Attachment.objects.shown()))
