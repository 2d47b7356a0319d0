"""A selection of the finder as a file."""

from django.utils.translation import gettext as _

from core.http import bad_request_text
from initiatives.finder.filters import InitiativeFilter

from .csv_export import export


def export_initiatives(request):
    """Exactly what the finder shows for these parameters, as CSV; 400 with the reason when one is wrong."""
    filterset = InitiativeFilter(request.GET)
    if not filterset.is_valid():
        return bad_request_text(_("Dit bestand bestaat niet."), filterset.errors)
    return export(filterset.selection, is_whole=not filterset.data)
