"""A selection of the finder as a file."""

from django.utils.translation import gettext as _

from sources.pages import refusal

from .exports import export
from .filters import InitiativeFilter


def export_initiatives(request):
    """Exactly what the finder shows for these parameters, as CSV; 400 with the reason when one is wrong."""
    selected = InitiativeFilter(request.GET)
    if not selected.is_valid():
        return refusal(_("Dit bestand bestaat niet."), selected.errors)
    return export(selected)
