"""The address of a new initiative that nobody typed."""

from django.utils.text import slugify

from .models.rules import OTHER_PAGES

LONGEST = 70  # leaves room for a number


def free_slug(title, taken, instead):
    """An address for a title that is not taken, by an initiative or by another page.

    Args: title; taken, the addresses of initiatives; instead, what it is called when nothing of the title is left.
    """
    start = slugify(title)[:LONGEST].strip("-") or instead
    slug, number = start, 1
    while slug in taken or slug in OTHER_PAGES:
        number += 1
        slug = f"{start}-{number}"
    return slug
