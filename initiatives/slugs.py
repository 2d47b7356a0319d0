"""Slugs for new initiatives of which no editor typed the address."""

from django.utils.text import slugify

from .models import Initiative, OldAddress
from .models.constraints import RESERVED_SLUGS

MAX_TITLE_LENGTH = 70  # leaves room for a number


def taken_slugs():
    """The slugs that a new initiative can't have: those of other initiatives, current and old."""
    return {*Initiative.objects.values_list("slug", flat=True), *OldAddress.objects.values_list("slug", flat=True)}


def free_slug(title, taken, fallback):
    """A slug for a title that is not taken, by an initiative or by another page.

    Args: title; taken, as `taken_slugs` gives them; fallback, for a title of which no letter can be in a slug.
    Returns: the slug.
    """
    base = slugify(title)[:MAX_TITLE_LENGTH].strip("-") or fallback
    slug, number = base, 1
    while slug in taken or slug in RESERVED_SLUGS:
        number += 1
        slug = f"{base}-{number}"
    return slug
