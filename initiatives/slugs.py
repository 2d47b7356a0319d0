"""The slugs of initiatives: which initiative is at an address, or was, and which slugs are free."""

from django.db.models import Q
from django.http import Http404
from django.utils.text import slugify

from core.http import Gone, Moved
from core.records import State

from .models import Initiative, OldAddress
from .models.constraints import RESERVED_SLUGS

MAX_TITLE_LENGTH = 70  # leaves room for a number


def find_initiative(queryset, slug):
    """The published initiative at an address.

    Args: queryset, already narrowed by `published()`; slug, from the address.
    Raises: Gone when it is withdrawn; Moved when it has another address now; Http404 when it is not there: a draft is
        not, whatever address it had.
    """
    if initiative := queryset.filter(slug=slug).first():
        return initiative
    was_here = Q(slug=slug) | Q(old_addresses__slug=slug)
    other = Initiative.objects.exclude(state=State.DRAFT).filter(was_here).first()
    if other is None or (other.slug == slug and other.is_published):
        raise Http404
    raise Gone(other.gone_reason) if other.slug == slug else Moved(other.slug)


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
