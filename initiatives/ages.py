"""Age of a date in words."""

from django.utils.translation import gettext as _

from core import partial_dates

ALMOST = 9  # months past whole years: from here on it is "bijna" the next one


def age_in_words(value, today):
    """Return the age of a partial date, such as "ruim 2 jaar geleden"; as precise as the date itself.

    Args: value, a partial date, "" when it is not known; today, a date.
    Returns: the words; empty when the date is not known.
    """
    if not value:
        return ""
    if partial_dates.first_day(value) > today:
        return _("ligt nog in de toekomst")
    year, *finer = partial_dates.parts(value)
    if not finer:
        return _years_ago(today.year - year)
    months = _months(year, *finer, today=today)
    return _("minder dan een maand geleden") if not months and finer[0] != today.month else _months_ago(months)


def longest_age_in_words(value, today):
    """Return the maximum age of a partial date in whole years, such as "hoogstens 3 jaar geleden", by its first day."""
    months = _months(*partial_dates.first_day(value).timetuple()[:3], today=today)
    return _("hoogstens %(n)d jaar geleden") % {"n": months // 12 + 1}


def _years_ago(years):
    """Age in words when only the year is known: in calendar years, as a reader counts them."""
    words = [_("dit jaar"), _("vorig jaar")]
    return words[years] if years < len(words) else _("%(n)d jaar geleden") % {"n": years}


def _months_ago(months):
    years, rest = divmod(months, 12)
    if not years:
        words = [_("deze maand"), _("een maand geleden")]
        return words[months] if months < len(words) else _("%(n)d maanden geleden") % {"n": months}
    if rest >= ALMOST:
        return _("bijna %(n)d jaar geleden") % {"n": years + 1}
    text = _("ruim %(n)d jaar geleden") if rest else _("%(n)d jaar geleden")
    return text % {"n": years}


def _months(year, month, day=0, *, today):
    """Whole months since a month or, when it is known, a day; less than one is none."""
    return (today.year - year) * 12 + today.month - month - (day > today.day)
