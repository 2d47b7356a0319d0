"""The address of a new initiative that nobody typed."""

from django.utils.text import slugify

from .models import Initiative, OldAddress
from .models.constraints import RESERVED_SLUGS

LONGEST = 70  # leaves room for a number


def taken_slugs():
    """The addresses that a new initiative can't have: those of others, and those that they had."""
    return {*Initiative.objects.values_list("slug", flat=True), *OldAddress.objects.values_list("slug", flat=True)}


def free_slug(title, taken, instead):
    """An address for a title that is not taken, by an initiative or by another page.

    Args: title; taken, as `taken_slugs` gives them; instead, what it is called when nothing of the title is left.
    """
    start = slugify(title)[:LONGEST].strip("-") or instead
    slug, number = start, 1
    while slug in taken or slug in RESERVED_SLUGS:
        number += 1
        slug = f"{start}-{number}"
    return slug
