"""The page of an initiative before visitors may see it."""

from django.shortcuts import get_object_or_404, render

from .models import Initiative
from .views import page_context


def preview_page(request, pk, for_readers=False):
    """The page as visitors would see it now, whatever its state; whoever calls this says who may.

    Args: request; pk, of the initiative; for_readers, whether it is for somebody outside the desk.
    Returns: an answer that no cache keeps and no search engine lists.
    """
    initiative = get_object_or_404(Initiative.objects.for_page(), pk=pk)
    context = page_context(initiative) | {"is_preview": True, "is_for_readers": for_readers}
    response = render(request, "initiatives/initiative_detail.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
