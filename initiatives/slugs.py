"""The slugs of initiatives: which initiative is at an address, or was, and which slugs are free."""

from django.http import Http404
from django.utils.text import slugify

from core.http import Moved, published_or_gone
from core.records import State

from .models import Initiative, OldAddress
from .models.constraints import RESERVED_SLUGS

MAX_TITLE_LENGTH = 70  # leaves room for a number


def find_initiative(queryset, slug):
    """The published initiative at an address; as `core.http.published_or_gone`.

    Raises: Moved when it has another address now; a draft is not there, whatever address it had.
    """
    try:
        return published_or_gone(queryset, slug)
    except Http404:
        moved = Initiative.objects.exclude(state=State.DRAFT).filter(old_addresses__slug=slug)
        if current_slug := moved.values_list("slug", flat=True).first():
            raise Moved(current_slug) from None
        raise


def used_slugs():
    """The slugs that a new initiative can't have: those of other initiatives, current and old."""
    return {*Initiative.objects.values_list("slug", flat=True), *OldAddress.objects.values_list("slug", flat=True)}


def free_slug(title, used, fallback):
    """A slug for a title that is used by no initiative and no other page.

    Args: title; used, as `used_slugs` gives them; fallback, for a title of which no letter can be in a slug.
    Returns: the slug.
    """
    base = slugify(title)[:MAX_TITLE_LENGTH].strip("-") or fallback
    slug, number = base, 1
    while slug in used or slug in RESERVED_SLUGS:
        number += 1
        slug = f"{base}-{number}"
    return slug
