"""Calculating with months, which are of unequal length."""

from calendar import monthrange


def months_after(moment, months):
    """The same day of a later month, or its last day when it has no such day.

    Args: moment, a date or datetime; months, how many, below 0 for an earlier month.
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
