"""The page of an initiative before visitors may see it."""

from django.shortcuts import get_object_or_404, render

from .models import Initiative
from .views import page_context


def preview_page(request, pk, for_readers=False):
    """The page as visitors would see it now, whatever its state; the caller checks who may see it.

    Args: request; pk, of the initiative; for_readers, whether it is for somebody outside the desk.
    Returns: a response that no cache stores and no search engine lists.
    Raises: Http404 when there is no such initiative.
    """
    initiative = get_object_or_404(Initiative.objects.for_page(), pk=pk)
    context = page_context(initiative) | {"is_preview": True, "is_for_readers": for_readers}
    response = render(request, "initiatives/initiative_detail.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
