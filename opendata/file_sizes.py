"""Number of records and bytes in the files of each dataset, measured once a day by a job.

A page says of which day the figures are, so they stay true when the content changes. They are in a file in VAR_DIR,
for these figures need no database table; without the file the page leaves them out.
"""

import json
import os
from datetime import date

from django.conf import settings
from django.utils import timezone

from .exports.formats import file_of
from .resources import RESOURCES

FORMS = ["csv", "xlsx", "json"]
MAX_RECORDS = 5_000  # writing more takes the processor too long to do so every day for a figure


def measure():
    """Write every file of at most `MAX_RECORDS` once and note its size; returns how many files that were."""
    from .schemas import KINDS

    datasets = {}
    for name in RESOURCES:
        keys = KINDS[name].keys()
        forms = FORMS if len(keys) <= MAX_RECORDS else []
        datasets[name] = {"records": len(keys), "bytes": {form: _size(form, name, keys) for form in forms}}
    _write({"day": timezone.localdate().isoformat(), "datasets": datasets})
    return sum(len(each["bytes"]) for each in datasets.values())


def measured():
    """The day of the last measurement, and a dict from dataset to its records and bytes; (None, {}) without one."""
    try:
        figures = json.loads(_file().read_text())
        return date.fromisoformat(figures["day"]), figures["datasets"]
    except (OSError, ValueError, KeyError, TypeError):
        return None, {}


def _size(form, name, keys):
    response = file_of(form, name, name, iter(keys))
    size = sum(map(len, response))
    if form == "xlsx":
        response.file_to_stream.close()  # closing the response would end a request, and with it the connection
    return size


def _write(figures):
    new = _file().with_suffix(".new")
    new.write_text(json.dumps(figures))
    os.replace(new, _file())


def _file():
    return settings.VAR_DIR / "open-data.json"
