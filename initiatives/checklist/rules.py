"""The checklist of an initiative: what keeps it off the site, and what else to look at."""

import re
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core import partial_dates
from core.publishing import publication_facts, publish_errors
from core.records import State
from initiatives.prose import STORY
from initiatives.publishability import looks_personal
from initiatives.querysets import dead_sources
from sources.models import Organisation
from themes.models import Concept, Framework

from .evidence import check_evidence
from .findings import Finding, Level
from .language import check_language
from .markup import check_markup
from .sources import check_sources
from .wording import check_wording

ADVISED = ["summary", "status_reason", *STORY]  # on its language
SOON = timedelta(days=183)
PERCENTAGE = re.compile(r"\d\s?(?:%|procent\b)")
WELL_KNOWN = {"EU", "NL", "VN", "UNHCR"}


def run_checklist(initiative):
    """Everything to look at in a saved initiative: a list of Finding, what blocks first."""
    abbreviations = _explained().union(*(partner.name.split() for partner in initiative.partners.all()))
    facts = publication_facts(initiative) | {"state": State.PUBLISHED}
    errors = publish_errors(type(initiative), facts)
    findings = [
        *(Finding(Level.BLOCK, field, sentence) for field, sentence in errors if field not in STORY),
        *(Finding(Level.BLOCK, "galleryitems", sentence) for sentence in initiative.obstacles()),
        *_check_facts(initiative),
        *check_content(initiative),
        *_check_texts(check_markup, initiative, STORY, abbreviations),  # what blocks in these is found here
        *_check_texts(check_language, initiative, ADVISED, abbreviations),
    ]
    return sorted(findings, key=lambda finding: finding.level)


def check_content(initiative):
    """Check the wording, sources, results and costs of a saved initiative: yields Finding."""
    texts = {name: getattr(initiative, name) for name in ["title", *ADVISED, "cost_note"]}
    yield from (Finding(Level.WARNING, name, sentence) for name, sentence in check_wording(texts))
    yield from check_sources(initiative, texts)
    yield from check_evidence(initiative)


def _check_texts(check, initiative, names, abbreviations):
    for name in names:
        if text := getattr(initiative, name):
            yield from (Finding(level, name, sentence) for level, sentence in check(text, abbreviations))


def _check_facts(initiative):
    if not initiative.as_of:
        yield Finding(Level.WARNING, "as_of", _("Vul de peildatum in, als u die kunt vinden. Nu staat er ‘onbekend’."))
    freshness = initiative.freshness
    if freshness.own_kind:
        yield Finding(Level.WARNING, "status", freshness.contradictions[0].sentence)
    yield from _check_sources(initiative)
    if not initiative.next_check:
        yield Finding(Level.WARNING, "next_check", _("Vul in wanneer de redactie dit weer nakijkt."))
    if looks_personal(initiative.contact_email):
        yield Finding(
            Level.WARNING, "contact_email", _("Dit lijkt het adres van een persoon. Kies een gedeelde postbus.")
        )
    yield from _check_frameworks(initiative)
    if not initiative.results.exists() and any(PERCENTAGE.search(getattr(initiative, name)) for name in ADVISED):
        text = _("Er staat een percentage in de tekst. Zet het ook bij de resultaten, met definitie en periode.")
        yield Finding(Level.ADVICE, "results", text)


def _check_sources(initiative):
    for publication in dead_sources().filter(citations__initiative=initiative):
        text = _("De bron ‘%(source)s’ is niet meer te openen. Zoek het nieuwe adres, of een andere bron.")
        yield Finding(Level.WARNING, "citations", text % {"source": publication})


def _check_frameworks(initiative):
    today = timezone.localdate()
    for framework in initiative.frameworks.published():
        if framework.has_ended(today):
            text = _("‘%(rule)s’ geldt niet meer. Kijk of de tekst nog klopt.")
        elif framework.settled_end and partial_dates.last_day(framework.settled_end) <= today + SOON:
            text = _("‘%(rule)s’ loopt binnen een half jaar af. Kijk of de tekst dat zegt.")
        else:
            continue
        yield Finding(Level.WARNING, "frameworks", text % {"rule": framework})


def _explained():
    """Abbreviations that the portal explains on a page of its own, and those that everybody knows."""
    explained = [model.objects.published().exclude(abbreviation="") for model in (Concept, Organisation, Framework)]
    return WELL_KNOWN.union(*(records.values_list("abbreviation", flat=True) for records in explained))
