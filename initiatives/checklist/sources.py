"""Whether the sources of an initiative hold what it says, and whether it says so in its own words."""

import re

from django.utils.translation import gettext as _

from core.records import State
from initiatives.suspect_addresses import suspect_addresses
from search.analysis import fold
from sources.models import Publication
from sources.passages import literal_passage

from .findings import Finding, Level

NAME = r"[A-Z][\w&.-]*"
ACCORDING_TO = re.compile(rf"\b[Vv]olgens\s+(?:de\s+|het\s+)?({NAME}(?:\s+(?:van\s+)?{NAME})*)")
LOST_QUALIFIER = re.compile(r"\((?:circa|ongeveer|bijna|ruim|meer dan|minder dan|minstens|hoogstens)\)", re.IGNORECASE)
BETWEEN_PUBLISHERS = re.compile(r"\s*[/;]\s*|\s*\(")


def check_sources(initiative, texts):
    """Check an initiative against its sources.

    Args: initiative, saved; texts, a mapping of the names of its fields to what they say.
    Yields: Finding, each a warning.
    """
    publications = Publication.objects.filter(citations__initiative=initiative).distinct()
    for publication in suspect_addresses(publications):
        text = _("Het adres van ‘%(source)s’ lijkt over iets anders te gaan. Kijk waar het heen leidt.")
        yield Finding(Level.WARNING, "citations", text % {"source": publication})
    cited = list(publications)
    for publication in cited:
        if publication.state == State.WITHDRAWN:
            text = _("De bron ‘%(source)s’ is ingetrokken. Kijk wat daarop rust, en haal de bron hier weg.")
            yield Finding(Level.WARNING, "citations", text % {"source": publication})
    yield from _check_results(initiative)
    yield from _check_media(texts, cited)
    yield from _check_passages(texts, cited)


def _check_results(initiative):
    for result in initiative.results.select_related("publication"):
        if not (result.publication.is_published and result.publication.url):
            text = _("‘%(result)s’ staat in een bron die een bezoeker niet kan openen. Zoek een andere bron.")
            yield Finding(Level.WARNING, "results", text % {"result": result})
        if lost := LOST_QUALIFIER.search(result.definition):
            text = _("Zet ‘%(word)s’ bij de waarde van ‘%(result)s’, niet alleen in de definitie.")
            yield Finding(Level.WARNING, "results", text % {"word": lost[0].strip("()"), "result": result})


def _check_media(texts, cited):
    """Find a newspaper or broadcaster that a text leans on, and that is no source."""
    named = {_key(match[1]): (name, match[1]) for name, text in texts.items() for match in ACCORDING_TO.finditer(text)}
    if not named:
        return
    own, media = _publishers(cited), _publishers(Publication.objects.filter(kind=Publication.Kind.NEWS))
    for key in named.keys() & (media - own):
        name, medium = named[key]
        text = _("De tekst noemt ‘%(medium)s’, maar dat is geen bron van dit initiatief.")
        yield Finding(Level.WARNING, name, text % {"medium": medium})


def _publishers(publications):
    return {_key(name) for row in publications for name in BETWEEN_PUBLISHERS.split(row.publisher)}


def _key(name):
    return fold(name).removeprefix("de ").removeprefix("het ")


def _check_passages(texts, cited):
    for publication in cited:
        for name, text in texts.items():
            if publication.excerpt and (passage := literal_passage(text, publication.excerpt)):
                sentence = _("Dit staat woordelijk in ‘%(source)s’: ‘%(passage)s’. Schrijf het in eigen woorden.")
                yield Finding(Level.WARNING, name, sentence % {"source": publication, "passage": passage})
