"""The coverage of each month: counting it, and the months as a table."""

from django.utils import timezone

from initiatives.models import MonthlyCoverage

from .figures import Coverage


def record():
    """Count now, and store it as the figures of this month: those of the last time in a month stay."""
    now = timezone.now()
    figures = {"counted_at": now, "figures": Coverage().as_figures()}
    MonthlyCoverage.objects.update_or_create(month=timezone.localdate(now).replace(day=1), defaults=figures)


def header(months):
    """The columns of the table: all figures that at least one of the months has."""
    return ["month", "counted_at", *_names(months)]


def rows(months):
    """A row for each month; empty is what was not counted in it."""
    names = _names(months)
    for month in months:
        figures = _flat(month.figures)
        yield [f"{month.month:%Y-%m}", timezone.localtime(month.counted_at), *(figures.get(name) for name in names)]


def _names(months):
    return list(dict.fromkeys(name for month in months for name in _flat(month.figures)))


def _flat(figures):
    """The figures by one name each, such as "thema: opvang"."""
    plain = {name: figure for name, figure in figures.items() if name != "by"}
    parts = figures.get("by", {}).items()
    return plain | {f"{facet}: {value}": count for facet, counts in parts for value, count in counts.items()}
