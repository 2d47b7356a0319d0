"""The pages and files that only the copy has: the list to search in, what it cannot do, licence and robots."""

from collections import defaultdict
from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from core.http import content_policy
from initiatives.finder.cards import cards_of
from initiatives.finder.catalogue import catalogue
from initiatives.finder.facet_values import LEGENDS, LINKED_FACETS
from initiatives.models import Initiative
from search.documents import DOCUMENT_SOURCES, FACTS, Document, DocumentKind

from .addresses import NOT_HERE, SEARCH

ROBOTS = "User-agent: *\nDisallow:\n"
FIRST_CHOICES = ["thema", "status", "provincie", "soort"]


@dataclass(frozen=True)
class Row:
    """A record in the list to search in.

    document; facts, a line about it; words, by which it is found besides. Of an initiative also choices, those of the
    finder that select it, as `thema=opvang status=gestopt`; result, what came of it, as on its card; reason, what its
    page says of its status.
    """

    document: Document
    facts: str
    words: str
    choices: str = ""
    result: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Choice:
    """A facet of the finder to choose from: its name and legend, and pairs of a value and a label."""

    name: str
    legend: str
    options: list


def pages():
    """The HTML of the own pages, with links as on the site: a dict from the file to the HTML."""
    return {
        SEARCH: _render("static_copy/search.html", {"groups": list(_groups()), **_choices()}),
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


def _choices():
    """Context with the facets of initiatives: the first few, and the further ones that have options."""
    by_name = {name: _choice(name, legend) for name, legend in {**LEGENDS, **LINKED_FACETS}.items()}
    first = [by_name.pop(name) for name in FIRST_CHOICES]
    return {"choices": first, "further": [choice for choice in by_name.values() if choice.options]}


def _choice(name, legend):
    current = catalogue()
    labels = current.facet_values.choices[name].items()
    return Choice(name, legend, [(value, label) for value, label in labels if current.key_sets.get((name, value))])


def _groups():
    """Everything that the search of the site finds, by kind: pairs of the kind and its rows."""
    for source in sorted(DOCUMENT_SOURCES.values(), key=lambda source: source.kind):
        records = list(source.published(source.model.objects.all()))
        facts = FACTS.get(source.kind, lambda _keys: {})([record.pk for record in records])
        more = _of_initiatives() if source.kind == DocumentKind.INITIATIVE else {}
        rows = [
            Row(document, facts.get(record.pk, ""), _words(document), **more.get(record.pk, {}))
            for record in records
            for document in [source.document(record)]
        ]
        yield source.kind, sorted(rows, key=lambda row: (row.document.title.casefold(), row.document.url))


def _words(document):
    names = [*document.labels, *document.names, *document.search_terms, document.code]
    return " ".join(dict.fromkeys(" ".join(str(name) for name in names if name).split()))


def _of_initiatives():
    """Further fields of the rows of initiatives: a dict from primary key to fields of `Row`."""
    chosen, current = defaultdict(list), catalogue()
    for name in {**LEGENDS, **LINKED_FACETS}:
        for value in current.facet_values.choices[name]:
            for key in current.key_sets.get((name, value), ()):
                chosen[key].append(f"{name}={value}")
    reasons = dict(Initiative.objects.published().values_list("pk", "status_reason"))
    return {
        card.key: {"choices": " ".join(chosen[card.key]), "result": card.facts, "reason": reasons[card.key]}
        for card in cards_of(list(current.everything))
    }
