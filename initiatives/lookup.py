"""Finding an initiative at the address that it has, or had."""

from django.http import Http404

from core.http import Moved, published_or_gone
from core.records import State

from .models import Initiative


def find_initiative(queryset, slug):
    """The published initiative at an address; as `core.http.published_or_gone`.

    Raises: Moved when it has another address now; a draft is not there, whatever address it had.
    """
    try:
        return published_or_gone(queryset, slug)
    except Http404:
        now = Initiative.objects.exclude(state=State.DRAFT).filter(old_addresses__slug=slug)
        if moved := now.values_list("slug", flat=True).first():
            raise Moved(moved) from None
        raise
