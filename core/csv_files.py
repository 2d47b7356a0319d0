"""Tables to download: CSV as RFC 4180 writes it, streamed, and harmless in a spreadsheet."""

import csv
import io
import re
from datetime import date, datetime
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils import timezone

from .http import as_download
from .text import readable

BOM = "\ufeff"  # without it Excel takes UTF-8 for something else
ROWS_PER_CHUNK = 200
SEPARATOR = " | "
NUMBER = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)
BLANK = r"[\s\x00-\x1f\u200b\u2060\ufeff]*"
RISKY = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"  # these start a formula; the last four are their wide forms
START = re.compile(rf"\A(?={BLANK}{RISKY}|{BLANK}[\t\r\n])")
# A program that splits at semicolons or lines (Dutch Excel does) begins a new cell there.
INSIDE = re.compile(rf"([;\r\n\t]{BLANK})(?={RISKY})")


def csv_response(name, header, rows):
    """A table as a file to download.

    Args: name, of the file, without date and extension; header, the names of the columns; rows, an iterable
        of lists of values: text, numbers, dates, None, or lists of these.
    """
    response = StreamingHttpResponse(_chunks(header, rows), content_type="text/csv; charset=utf-8; header=present")
    return as_download(response, f"{name}-{timezone.localdate().isoformat()}.csv")


def cell(value):
    """The content of a cell: dates as ISO 8601, several values in one text, nothing that starts a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    text = readable(str(value) if not isinstance(value, list | tuple) else SEPARATOR.join(str(item) for item in value))
    return text if NUMBER.fullmatch(text) else START.sub("'", INSIDE.sub(r"\1'", text))


def _chunks(header, rows):
    """The file in chunks, the first one at once."""
    yield BOM + _lines([header])
    rows = iter(rows)
    while chunk := list(islice(rows, ROWS_PER_CHUNK)):
        yield _lines(chunk)


def _lines(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()
