"""The rules that a note warns about: those that end within a year, that end later, and that ended."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import partial_dates
from core.dates import months_after
from themes.standing import Standing

from .blocks import ItemList, Run, paragraph, runs

SOON_MONTHS = 12


def ends_soon(rule, today):
    """Whether a rule has a settled last day within a year."""
    last = months_after(today, SOON_MONTHS)
    return rule.standing == Standing.ENDING and partial_dates.last_day(rule.valid_until) <= last


def ending_rules(initiatives, today):
    """The rules that initiatives hang together with and that end or ended, as blocks: the first to end first."""
    titles = {}
    for initiative in initiatives:
        for rule in initiative.frameworks.all():
            if rule.standing in {Standing.ENDING, Standing.ENDED}:
                titles.setdefault(rule, []).append(initiative.title)
    rules = sorted(titles, key=lambda rule: (rule.standing == Standing.ENDED, rule.valid_until, rule.code))
    first = [] if any(ends_soon(rule, today) for rule in rules) else [paragraph(_none_soon(today))]
    return [*first, *([ItemList([_item(rule, titles[rule]) for rule in rules])] if rules else [])]


def end_in_words(rule):
    """Until when a rule holds or held, such as "geldt tot en met 4 maart 2028"."""
    if rule.standing == Standing.ENDING:
        return _("geldt tot en met %(day)s") % {"day": rule.valid_until_in_words}
    if rule.valid_until:
        return _("gold tot en met %(day)s") % {"day": rule.valid_until_in_words}
    return _("geldt niet meer")


def _none_soon(today):
    text = _("Wij kennen bij deze voorbeelden geen regel die binnen een jaar (tot en met %(day)s) afloopt.")
    return text % {"day": date_format(months_after(today, SOON_MONTHS), "j F Y")}


def _item(rule, titles):
    address = settings.PORTAL_URL + rule.get_absolute_url()
    together = _("Hoort bij: %(titles)s.") % {"titles": "; ".join(titles)}
    return runs(Run(rule.name, address), f": {end_in_words(rule)}. ", together)
