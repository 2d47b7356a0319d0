"""Finding an initiative at the address that it has, or had."""

from django.http import Http404

from sources.pages import Moved, find
from sources.records import State

from .models import Initiative


def find_initiative(queryset, slug):
    """The published initiative at an address; as `sources.pages.find`.

    Raises: Moved when it has another address now; a draft is not there, whatever address it had.
    """
    try:
        return find(queryset, slug)
    except Http404:
        now = Initiative.objects.exclude(state=State.DRAFT).filter(old_addresses__slug=slug)
        if moved := now.values_list("slug", flat=True).first():
            raise Moved(moved) from None
        raise
