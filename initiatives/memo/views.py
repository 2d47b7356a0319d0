"""The note as a page, and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.http import as_download, bad_request_text
from initiatives.shortlist.sharing import address_of
from initiatives.shortlist.shortlist import MAX_CHOSEN, shortlist_of
from initiatives.shortlist.views import file_errors
from municipalities.gazetteer import gazetteer

from .content import MIN_EXAMPLES, build_memo

FORMATS = {  # what writes each is imported when it is asked for: the libraries take 10 MB
    "docx": (
        "initiatives.memo.word.word_file",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "odt": ("initiatives.memo.open_document.open_document_file", "application/vnd.oasis.opendocument.text"),
}


def memo_page(request):
    """The note on the visitor's list, for the municipality that they chose; with `vorm` as a file."""
    shortlist = shortlist_of(request)
    own_municipality = gazetteer().find(request.GET.get("zoals", ""))
    address = address_of(shortlist, own_municipality)
    if "vorm" in request.GET:
        return _download(request.GET["vorm"], shortlist, own_municipality, address)
    context = {"selection": shortlist, "max_chosen": MAX_CHOSEN, "min_examples": MIN_EXAMPLES}
    if len(shortlist) >= MIN_EXAMPLES and not shortlist.left_out:
        context["memo"] = build_memo(shortlist, own_municipality, address)
    return render(request, "initiatives/memo.html", context)


def _download(name, shortlist, own_municipality, address):
    """The note as a file; 400 with the reason when that does not exist."""
    if errors := file_errors(shortlist, name, FORMATS, at_least=MIN_EXAMPLES):
        return bad_request_text(_("Deze notitie bestaat niet."), errors)
    writer, content_type = FORMATS[name]
    content = import_string(writer)(build_memo(shortlist, own_municipality, address))
    file_name = f"notitie-inspiratiemarkt-{timezone.localdate().isoformat()}.{name}"
    return as_download(HttpResponse(content, content_type=content_type), file_name)
