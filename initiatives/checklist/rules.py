"""The rules together: the only place that decides what keeps an initiative off the site."""

import re
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from core import partial_dates
from core.records import NO_SOURCE
from initiatives.publishability import TEXTS, looks_personal, missing_requirements
from sources.models import Organisation
from themes.models import Concept, Framework

from . import language, markup
from .findings import Finding, Level

READ = ["summary", "status_reason", *TEXTS]
SOON = timedelta(days=183)
SHARE = re.compile(r"\d\s?(?:%|procent\b)")
EVERYDAY = {"EU", "NL", "VN", "UNHCR"}


def blocking_findings(facts):
    """What keeps an initiative off the site, its sources aside.

    Args: facts, a mapping of the names of fields to values; one that is missing counts as empty.
    Returns: a list of Finding.
    """
    lacking = [Finding(Level.BLOCK, field, sentence) for field, sentence in missing_requirements(facts).items()]
    in_texts = _in_texts(markup.check_markup, TEXTS, lambda name: facts.get(name), set())
    return [*lacking, *(finding for finding in in_texts if finding.level == Level.BLOCK)]


def run_checklist(initiative, facts):
    """Everything to look at in a saved initiative.

    Args: initiative; facts, what `fitness.facts_of()` says of it.
    Returns: a list of Finding, what blocks first.
    """
    known = _known_abbreviations().union(*(partner.name.split() for partner in initiative.partners.all()))
    found = [Finding(Level.BLOCK, field, sentence) for field, sentence in missing_requirements(facts).items()]
    if not initiative.citations.exists():
        found.append(Finding(Level.BLOCK, "citations", NO_SOURCE))
    found += _facts(initiative)
    found += _in_texts(markup.check_markup, TEXTS, lambda name: getattr(initiative, name), known)
    found += _in_texts(language.check_language, READ, lambda name: getattr(initiative, name), known)
    return sorted(found, key=lambda finding: finding.level)


def _in_texts(look, names, value, known):
    return [
        Finding(level, name, sentence) for name in names if value(name) for level, sentence in look(value(name), known)
    ]


def _facts(one):
    if not one.as_of:
        yield Finding(Level.WARNING, "as_of", _("Vul de peildatum in, als u die kunt vinden. Nu staat er ‘onbekend’."))
    if not one.next_check:
        yield Finding(Level.WARNING, "next_check", _("Vul in wanneer de redactie dit weer nakijkt."))
    if looks_personal(one.contact_email):
        yield Finding(
            Level.WARNING, "contact_email", _("Dit lijkt het adres van een persoon. Kies een gedeelde postbus.")
        )
    yield from _frameworks(one)
    if not one.results.exists() and any(SHARE.search(getattr(one, name)) for name in READ):
        text = _("Er staat een percentage in de tekst. Zet het ook bij de resultaten, met definitie en periode.")
        yield Finding(Level.ADVICE, "results", text)


def _frameworks(one):
    today = timezone.localdate()
    for framework in one.frameworks.published():
        if framework.has_ended(today):
            text = _("‘%(rule)s’ geldt niet meer. Kijk of de tekst nog klopt.")
        elif framework.valid_until and partial_dates.last_day(framework.valid_until) <= today + SOON:
            text = _("‘%(rule)s’ loopt binnen een half jaar af. Kijk of de tekst dat zegt.")
        else:
            continue
        yield Finding(Level.WARNING, "frameworks", text % {"rule": framework})


def _known_abbreviations():
    """Abbreviations that the portal explains on a page of its own, and those that everybody knows."""
    found = [model.objects.published().exclude(abbreviation="") for model in (Concept, Organisation, Framework)]
    return EVERYDAY.union(*(records.values_list("abbreviation", flat=True) for records in found))
