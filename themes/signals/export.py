"""The signal list as a table: one row for each bottleneck."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from core.csv_files import csv_response
from core.licence import LICENCE_NAME


def export(signals):
    """The file with some signals, an iterable of `Signal`."""
    rows = ([value(signal) for value in COLUMNS.values()] for signal in signals)
    return csv_response("inspiratiemarkt-knelpunten", COLUMNS, rows)


def _finder(signal):
    query = urlencode({"knelpunt": signal.bottleneck.slug})
    return f"{settings.PORTAL_URL}{reverse('initiatives:list')}?{query}"


def _interviews(signal):
    """Return the title of each source with the number of municipalities interviewed for it, where known."""
    totals = [(source, signal.interviewed.get(source.pk)) for source in signal.sources]
    return [f"{source.title}: {total}" for source, total in totals if total]


# The names are part of what we promise to those who read the file with a program: they do not change.
COLUMNS = {
    "code": lambda signal: signal.bottleneck.code,
    "knelpunt": lambda signal: signal.bottleneck.title,
    "adres": lambda signal: settings.PORTAL_URL + signal.bottleneck.get_absolute_url(),
    "toelichting": lambda signal: signal.bottleneck.description,
    "thema’s": lambda signal: [theme.name for theme in signal.bottleneck.themes.all()],
    "genoemd in": lambda signal: signal.years,
    "aantal bronnen": lambda signal: len(signal.sources),
    "bronnen": lambda signal: [source.public_address for source in signal.sources],
    "gemeenten waarmee voor de bron is gesproken": _interviews,
    "gemeenten die dit noemden volgens de bron": lambda signal: [
        f"{mention.publication.title}: {mention.municipality_count}" for mention in signal.counted
    ],
    "wie moet iets doen": lambda signal: [who.name for who in signal.addressees],
    "wat is gevraagd": lambda signal: [f"{ask.text} ({ask.code}, {ask.year})" for ask in signal.asks],
    "kaders": lambda signal: [framework.name for framework in signal.bottleneck.related_frameworks.all()],
    "aantal initiatieven": lambda signal: signal.total_count,
    "initiatieven": _finder,
    "gewijzigd op": lambda signal: "",  # nobody notes when its content changed; the name of a column stays
    "licentie": lambda signal: LICENCE_NAME,
    "aantal dat er iets aan doet": lambda signal: signal.initiative_count,
    "aantal dat ertegenaan loopt": lambda signal: signal.hindered_count,
    "aantal dat erdoor stopte": lambda signal: signal.stopped_count,
}
