"""Checks for contradictions and gaps in a framework: sentences for an editor, and for `load_content --check`."""

from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import partial_dates
from themes.models import Framework
from themes.standing import NEVER_BEGAN, PLANS, Status, status_on

IN_FORCE = {Status.IN_FORCE, Status.ENDING}
IN_ORDER = ["adopted_on", "valid_from", "enforced_from", "valid_until"]


def framework_errors(framework):
    """Return all errors in a framework: a list of sentences."""
    return [*_check_state(framework), *_check_dates(framework), *_check_sources(framework)]


def all_framework_errors():
    """The code of each published framework that needs mending, with a sentence: pairs, in the order of the codes."""
    frameworks = Framework.objects.published().order_by("code")
    return [(framework.code, sentence) for framework in frameworks for sentence in framework_errors(framework)]


def _check_state(framework):
    """Whether the state is the one that follows from the dates, on the day of the source."""
    status, day = framework.status, framework.status_as_of and partial_dates.last_day(framework.status_as_of)
    if status == Status.CHANGED:
        yield _("‘Gewijzigd’ zegt een lezer niet of de regel geldt. Kies een andere stand.")
    if status == Status.REPEALED and framework.is_end_announced:
        yield _("De regel is vervallen, maar het einde is ‘alleen aangekondigd’.")
    if status in PLANS | NEVER_BEGAN and _has_begun(framework, day):
        text = _("De stand is ‘%(status)s’, maar volgens de datums is het al aangenomen of van kracht.")
        yield text % {"status": framework.get_status_display()}
    elif day and (expected := _status_by_dates(framework, day)) not in {status, None}:
        text = _("De stand ‘%(status)s’ klopt niet met de datums: op %(day)s was de stand ‘%(expected)s’.")
        yield text % {
            "status": framework.get_status_display(),
            "day": date_format(day),
            "expected": expected.label,
        }


def _has_begun(framework, day):
    """Whether the dates of something that is no rule yet say that it is one."""
    if framework.adopted_on:
        return True
    begin = framework.valid_from or framework.enforced_from
    return bool(begin) and (framework.status in NEVER_BEGAN or (bool(day) and partial_dates.last_day(begin) <= day))


def _status_by_dates(framework, day):
    """The status that the dates give on a day; None when they agree with the status."""
    if framework.status == Status.REPEALED:
        end = framework.settled_end
        return Status.IN_FORCE if end and partial_dates.last_day(end) > day else None
    expected = status_on(framework, day)
    return None if {expected, framework.status} <= IN_FORCE else expected


def _check_dates(framework):
    known = [name for name in IN_ORDER if getattr(framework, name)]
    for earlier, later in pairwise(known):
        if partial_dates.first_day(getattr(framework, earlier)) > partial_dates.last_day(getattr(framework, later)):
            names = {name: Framework._meta.get_field(name).verbose_name for name in (earlier, later)}
            text = _("De datums staan niet op volgorde: ‘%(earlier)s’ ligt na ‘%(later)s’.")
            yield text % {"earlier": names[earlier], "later": names[later]}


def _check_sources(framework):
    if framework.valid_until and not framework.newest_source:
        yield _("Er is een einddatum, maar geen nieuwste bron waar die in staat.")
    if framework.confirmation and not framework.newest_source:
        yield _("Er staat waar dit is gezien, maar de nieuwste bron ontbreekt.")
    if not framework.municipal_task:
        yield _("Er staat niet bij wat dit van gemeenten vraagt.")
