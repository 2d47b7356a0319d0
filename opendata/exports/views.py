"""Selections as files to download, and what their fields mean."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.csv_files import csv_response
from core.http import bad_request_text
from initiatives.exports.csv_export import list_errors
from initiatives.finder.filters import InitiativeFilter
from opendata.resources import RESOURCES

from .formats import FORMATS, PARAMETER, file_of, format_errors


def export_initiatives(request):
    """Exactly what the finder shows for these parameters, as a file; 400 with the reasons when one is wrong."""
    filterset, wanted = InitiativeFilter(request.GET), request.GET.get(PARAMETER, "csv")
    if errors := filterset.errors | list_errors(request) | format_errors(wanted):
        return bad_request_text(_("Dit bestand bestaat niet."), errors)
    is_selection = filterset.data.keys() - {PARAMETER}
    name = "inspiratiemarkt-initiatieven-selectie" if is_selection else "inspiratiemarkt-initiatieven"
    selection = filterset.selection
    return file_of(wanted, "initiatieven", name, selection.keys(), selection.own_slug)


def export_kind(request, resource):
    """All records of a kind, or those that the parameters select, as a file; 400 with the reasons when one is wrong."""
    from opendata.selections import FILTERS, Filters, Selection

    if resource not in RESOURCES:
        raise Http404
    wanted, data = request.GET.get(PARAMETER, "csv"), request.GET.copy()
    data.pop(PARAMETER, None)
    known = FILTERS.get(resource, Filters()).labels
    unknown = {name: [_("Deze parameter kennen wij niet.")] for name in data if name not in known}
    selection = Selection(resource, data)
    if errors := {**selection.errors, **unknown, **format_errors(wanted)}:
        return bad_request_text(_("Dit bestand bestaat niet."), errors)
    return file_of(wanted, resource, f"inspiratiemarkt-{resource}", selection.keys())


def fields(request):
    """View of the data dictionary, as a page; as a file with `formaat=csv`."""
    from .tables import DICTIONARY_HEADER, dictionary

    if request.GET.get(PARAMETER) == "csv":
        return csv_response("inspiratiemarkt-velden", DICTIONARY_HEADER, dictionary())
    if PARAMETER in request.GET:
        return bad_request_text(_("Dit bestand bestaat niet."), {PARAMETER: [_("Kies uit: csv.")]})
    return render(request, "opendata/fields.html", {"rows": dictionary(), "formats": FORMATS})
