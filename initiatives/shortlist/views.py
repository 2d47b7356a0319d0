"""The page of the visitor's list, which also changes the list and gives it as a file."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.http import bad_request_text
from initiatives.models import Initiative
from municipalities.gazetteer import gazetteer
from opendata.exports.formats import FORMATS, file_of

from .sharing import address_of, mail_address
from .shortlist import CODE, MAX_CHOSEN, PARAMETER, shortlist_of

CHANGES = {"erbij", "eraf", "terug"}  # parameters that are about the change, not about the page
MAX_BACK = 1_000  # characters of an address to go back to


def shortlist_page(request):
    """The list with what can be done with it; `erbij` and `eraf` change it, `vorm` gives it as a file."""
    if {"erbij", "eraf"} & request.GET.keys():
        return _change(request)
    shortlist = shortlist_of(request)
    own_municipality = gazetteer().find(request.GET.get("zoals", ""))
    if "vorm" in request.GET:
        return _download(request.GET["vorm"], shortlist, own_municipality)
    initiatives = Initiative.objects.published().for_cards().in_order(shortlist.keys.values())
    address = address_of(shortlist, own_municipality)
    context = {"selection": shortlist, "initiatives": initiatives, "address": address, "max_chosen": MAX_CHOSEN}
    if initiatives:
        context |= {"mail": mail_address(initiatives, address)}
    return render(request, "initiatives/shortlist.html", context)


def _change(request):
    """Back to the page that the visitor came from, with the list changed."""
    changed = shortlist_of(request).changed(added=request.GET.get("erbij", ""), removed=request.GET.get("eraf", ""))
    path, pairs = _way_back(request)
    if changed.keys:
        pairs.append((PARAMETER, changed.value))
    code = request.GET.get("erbij") or request.GET.get("eraf", "")
    query = f"?{urlencode(pairs)}" if pairs else ""
    return HttpResponseRedirect(f"{path}{query}{_anchor(code, path, changed)}")


def _way_back(request):
    """The page to go back to: its path, and its parameters without the list; the list's own page by default."""
    back = request.GET.get("terug", "")[:MAX_BACK]
    parts = urlsplit(back) if back.isprintable() and _is_path(back) else None
    if not parts or not _is_path(parts.path):
        pairs = [(name, value) for name, value in request.GET.items() if name == "zoals"]
        return reverse("initiatives:shortlist"), pairs
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return parts.path, [(name, value) for name, value in pairs if name not in {PARAMETER, *CHANGES}]


def _is_path(address):
    """Whether an address stays on this site; a control character (not printable) would hide that it does not."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def _anchor(code, path, changed):
    """Return the anchor to go back to: the tick of the initiative, or the top of the list that it was taken off."""
    if path == reverse("initiatives:shortlist") and code not in changed:
        return "#lijst"
    return f"#kies-{code}" if CODE.fullmatch(code) else ""


def _download(name, shortlist, own_municipality):
    """The list as a file; 400 with the reason when that does not exist."""
    errors = file_errors(shortlist, name, FORMATS)
    if errors:
        return bad_request_text(_("Dit bestand bestaat niet."), errors)
    own_slug = own_municipality.slug if own_municipality else ""
    return file_of(name, "initiatieven", "inspiratiemarkt-lijst", iter(shortlist.keys.values()), own_slug)


def file_errors(shortlist, name, formats, *, at_least=1):
    """Return the validation errors of a request for a list as a file.

    Args: shortlist; name, of the format, as typed; formats, those that exist; at_least, how many initiatives it needs.
    Returns: a dict from parameter to messages, empty when nothing is wrong.
    """
    errors = {}
    if name not in formats:
        errors["vorm"] = [_("Kies uit: %(names)s.") % {"names": ", ".join(formats)}]
    faults = [_("‘%(value)s’ kennen wij niet.") % {"value": code} for code in shortlist.unknown]
    if shortlist.left_out:
        faults.append(_("Een lijst heeft hoogstens %(total)d voorbeelden.") % {"total": MAX_CHOSEN})
    if len(shortlist) < at_least:
        faults.append(_("Kies eerst voorbeelden: minstens %(total)d.") % {"total": at_least})
    return errors | ({PARAMETER: faults} if faults else {})
