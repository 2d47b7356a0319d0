"""The pages and files that only the copy has: the list to search in, what it cannot do, licence and robots."""

from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from core.http import content_policy
from search.documents import DOCUMENT_SOURCES, FACTS

from .addresses import NOT_HERE, SEARCH

ROBOTS = "User-agent: *\nDisallow:\n"


def pages():
    """The HTML of the own pages, with links as on the site: a dict from the file to the HTML."""
    return {
        SEARCH: _render("static_copy/search.html", {"groups": list(_groups())}),
        NOT_HERE: _render("static_copy/not_here.html", {"live": settings.PORTAL_URL}),
    }


def texts():
    """The files of plain text: a dict from the file to what it says."""
    words = {"site": settings.PORTAL_URL, "policy": content_policy()}
    return {"robots.txt": ROBOTS, "LEESMIJ.txt": render_to_string("static_copy/readme.txt", words)}


def redirect_page(address):
    """A page that leads on to another one, as an address that moved does on the site."""
    link = f'<a href="{escape(address)}">{escape(_("Ga naar de pagina"))}</a>'
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(address)}">'
    return (
        f'<!doctype html>\n<html lang="nl">\n<title>{escape(_("Doorverwijzing"))}</title>\n{refresh}\n<p>{link}</p>\n'
    )


def _render(template, context):
    request = RequestFactory().get(reverse("search:results"))
    request.resolver_match = resolve(request.path)
    return render_to_string(template, context, request)


def _groups():
    """Everything that the search of the site finds, by kind: (kind, rows), a row being (document, facts, words)."""
    for source in sorted(DOCUMENT_SOURCES.values(), key=lambda source: source.kind):
        records = list(source.published(source.model.objects.all()))
        facts = FACTS.get(source.kind, lambda _keys: {})([record.pk for record in records])
        rows = [_row(source.document(record), facts.get(record.pk, "")) for record in records]
        yield source.kind, sorted(rows, key=lambda row: (row[0].title.casefold(), row[0].url))


def _row(document, facts):
    names = [*document.labels, *document.names, *document.search_terms, document.code]
    words = " ".join(dict.fromkeys(" ".join(str(name) for name in names if name).split()))
    return document, facts, words
