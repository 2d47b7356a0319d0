"""The pictures of the library that editors place in fixed pages, as `{{ afbeelding 12 }}`."""

from core.memo import Memo, is_dry_run
from library.models import Picture

from .models import FixedPage

MAX_PICTURES = 6  # on a page


def placed_pictures():
    """The pictures on pages of the site that may be shown: a dict from primary key to `Picture`."""
    return _placed.get()


def unfit_pictures(keys):
    """Primary keys of pictures that the site may not show, or that do not exist."""
    fit = set(Picture.objects.cleared().filter(pk__in=keys).values_list("pk", flat=True))
    return [key for key in keys if key not in fit]


def _read(_generation, _previous):
    """Read them; in the preview of a page each has addresses that work only there."""
    shown = FixedPage.objects.shown().values("pictures")
    pictures = Picture.objects.cleared().filter(pk__in=shown).in_bulk()
    for picture in pictures.values():
        picture.is_preview = is_dry_run()
    return pictures


_placed = Memo(_read)
