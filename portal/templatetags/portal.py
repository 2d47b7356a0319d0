"""Tags and filters that every template may use."""

import json
from contextlib import suppress
from urllib.parse import urlencode

from django import template
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core.http import Gone
from core.markdown import render
from core.pagination import page_addresses
from core.text import map_texts, readable
from municipalities.gazetteer import gazetteer
from municipalities.mentions import villages_in
from opendata import file_sizes
from opendata.exports.formats import PARAMETER
from opendata.linked import identifiers
from opendata.linked.catalogue import changed_on
from opendata.linked.datasets import DATASETS, FORMATS
from portal import structured_data
from search.analysis import words

register = template.Library()
FILE_FORMS = ["csv", "xlsx", "json"]
MEDIA_LABELS = {media_type: label for media_type, _file_type, label in FORMATS.values()}
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def prose(text):
    """An editor's Markdown as safe HTML."""
    return render(text)


@register.filter
def has_ended(framework):
    """Whether a framework no longer holds today."""
    return framework.has_ended(localdate())


@register.simple_tag
def json_ld(data):
    """Data for machines, to stand in a script element; the escapes prevent that it ends that element."""
    return mark_safe(json.dumps(map_texts(readable, data), ensure_ascii=False).translate(SCRIPT_ESCAPES))  # noqa: S308 - escaped


@register.inclusion_tag("_structured_data.html")
def record_ld(record):
    """Structured data (JSON-LD) for the page of a record."""
    return {"data": structured_data.KINDS[type(record)](record)}


@register.inclusion_tag("_structured_data.html")
def site_ld(name):
    """Structured data (JSON-LD) for a page without a record; name is that of a function of `structured_data`."""
    return {"data": getattr(structured_data, name)()}


@register.simple_tag
def direct_answer(search):
    """Build the context of `search/_answer.html`: a record or villages that a search names outright.

    Args: search, a `Search`; only when it finds nothing else, a name that looks like what was typed is suggested.
    Returns: a dict with record, found by its code; villages, a list of `Mention`; closest, that name; and unmatched,
        the terms that neither these nor any record has.
    """
    villages, record = villages_in(search.text), _record_elsewhere(search)
    answered = {word for village in villages for word in words(village.name)}
    is_lost = not (villages or search.is_code or search.matches or search.suggested_query)
    return {
        "record": record,
        "villages": villages,
        "closest": gazetteer().closest(search.text) if is_lost else "",
        "unmatched": [] if record else [term for term in search.unmatched_terms if term not in answered],
    }


@register.filter
def as_written(text, typed):
    """A corrected text, with the names of places in it as these are written; words that were typed stay so."""
    known, kept = gazetteer().names, words(typed)
    return " ".join(word if word in kept else known.get(word, word) for word in text.split(" "))


def _record_elsewhere(search):
    """The address and the name of the record with a code, when the search itself does not list it; else None."""
    if search.coded or not search.is_code:
        return None
    with suppress(Http404, Gone):
        record = identifiers.find_record(search.text)
        return identifiers.public_path(record), f"{record.code}: {record}"


@register.simple_tag(takes_context=True)
def query_with(context, **changes):
    """The query string of this page with some parameters changed, or left out when None.

    As `querystring` of Django, without its deep copies: a page has a dozen of these. Returns: the query string with its
    question mark, which also stands alone, so that a link to "no parameters" does not lead to the same page.
    """
    before = dict(context["request"].GET.lists())
    parameters = {name: value for name, value in (before | changes).items() if value is not None}
    return f"?{urlencode(parameters, doseq=True)}" if before or parameters else ""


@register.simple_tag
def permanent_url(record):
    """The permanent address of a record with a code, for a citation."""
    return identifiers.permanent_url(record)


@register.inclusion_tag("_alternates.html")
def alternates(record, parameter=""):
    """Where programs read a record: its data, and the feed of its initiatives.

    Args: record; parameter, the name in the finder's address of what it is, when it can be chosen there.
    """
    links = [(kind, path, "") for kind, path in identifiers.data_paths(record).items()]
    if parameter:
        feed = reverse("initiatives:feed", query={parameter: record.slug})
        links.append(
            ("application/atom+xml", feed, _("Nieuwe en gewijzigde initiatieven: %(name)s") % {"name": record})
        )
    return {"alternates": links}


@register.inclusion_tag("_files.html")
def record_files(record):
    """The links under a record to its data, for people; the JSON first."""
    *linked, json_file = identifiers.data_paths(record).items()
    files = [(media_type, path, MEDIA_LABELS[media_type]) for media_type, path in [json_file, *linked]]
    return {"files": files, "first": _("Gegevens van deze pagina")}


@register.inclusion_tag("_alternates.html", takes_context=True)
def list_alternates(context, name, *parameters):
    """Where programs read all records of a kind; see `list_files`."""
    return {"alternates": [(kind, path, "") for kind, path, _label in _list_files(context, name, parameters)]}


@register.inclusion_tag("_files.html", takes_context=True)
def list_files(context, name, *parameters):
    """The links under a list to its files.

    Args: name, of the kind of record; parameters, the names of those in the address that select from it.
    """
    return {"files": _list_files(context, name, parameters), "first": _("Download deze lijst")}


@register.simple_tag
def open_data_files():
    """Every dataset with its files, the day of the last change, and what was measured on which day."""
    measured_on, measured = file_sizes.measured()
    rows = []
    for dataset in DATASETS:
        links, paths = measured.get(dataset.name, {}), dict(dataset.addresses())
        forms = [(paths[form], *FORMATS[form][::2], links.get("bytes", {}).get(form)) for form in FILE_FORMS]
        rows.append((dataset.title, links.get("records"), forms))
    return {"changed_on": changed_on(), "measured_on": measured_on, "rows": rows}


def _list_files(context, name, parameters):
    """Triples of a media type, an address and a label; with what the address of the page selects."""
    chosen = {key: context["request"].GET.getlist(key) for key in parameters if key in context["request"].GET}
    paths = {form: reverse("opendata:export", args=[name], query={**chosen, PARAMETER: form}) for form in FILE_FORMS}
    return [(FORMATS[form][0], path, FORMATS[form][2]) for form, path in paths.items()]


@register.inclusion_tag("_pagination.html", takes_context=True)
def pagination(context, page):
    """The links from one page of a list to the others; nothing when there are no others."""
    if not page.has_other_pages():
        return {}
    address = page_addresses(context["request"].GET)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "number": page.number,
        "previous": address(page.number - 1) if page.has_previous() else "",
        "links": [(number, address(number) if number != page.paginator.ELLIPSIS else "") for number in numbers],
        "next": address(page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("_breadcrumbs.html", takes_context=True)
def breadcrumbs(context, *parts):
    """The breadcrumbs of this page: labels and addresses in turn, and last the label of the page itself."""
    crumbs = [("Home", "/"), *zip(parts[:-1:2], parts[1::2], strict=True), (parts[-1], "")]
    path = context["request"].path
    return {"crumbs": crumbs, "data": structured_data.breadcrumb_list(crumbs, path), "carry": context.get("carry", "")}
