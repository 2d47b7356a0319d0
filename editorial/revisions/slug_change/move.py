"""Giving an initiative another address."""

from core.generation import content_change
from initiatives.models import Initiative, OldAddress
from search import index


def change_slug(initiative, slug):
    """Give an initiative another address; the one that it had leads to it from now on.

    Args: initiative; slug, checked by `SlugForm`.
    Returns: the address that it had.
    """
    with content_change():
        row = Initiative.objects.get(pk=initiative.pk)
        before, row.slug = row.slug, slug
        row.save(update_fields=["slug", "updated_at"])
        OldAddress.objects.redirect_from(before, row)
        index.update(Initiative.objects.filter(pk=row.pk))
    return before
