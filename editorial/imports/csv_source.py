"""The lines of a CSV, of which nobody says how it is written: the encoding and the delimiter are guessed, and shown."""

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .headers import known_count
from .rows import SheetError, UnreadableCell
from .source import Source
from .workbook import unshielded

FORMULA = "="
WINDOWS = "cp1252"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = {";": gettext_lazy("puntkomma’s"), ",": gettext_lazy("komma’s"), "\t": gettext_lazy("tabs")}
SAMPLE = 30  # lines
WORD = re.compile(r"\w+")
# As Excel writes a boolean.
BOOLEANS = {"WAAR": gettext_lazy("ja"), "TRUE": gettext_lazy("ja"), "ONWAAR": gettext_lazy("nee")}
BOOLEANS |= {"FALSE": gettext_lazy("nee")}
# The words of the parser of CSV, and ours.
CSV_FAULTS = {
    "unexpected end of data": gettext_lazy("Daar begint een cel met een aanhalingsteken dat nergens eindigt."),
    "expected after": gettext_lazy("Daar staat een aanhalingsteken midden in een cel. Zet er twee, of haal het weg."),
    "field larger than": gettext_lazy("Daar is een cel te lang. Misschien ontbreekt het aanhalingsteken aan het eind."),
    "new-line character": gettext_lazy("Daar staat een regeleinde midden in een cel die geen aanhalingstekens heeft."),
}
CSV_FAULT = gettext_lazy("Daar kunnen wij het niet lezen.")


def csv_source(content):
    """The `Source` of a CSV; raises SheetError, also from its lines."""
    text, remarks = _decoded(content)
    if "\n" not in text:  # the line ends of an old Mac
        text = text.replace("\r", "\n")
    delimiter = _delimiter(text)
    if delimiter == "\t":
        remarks.append(_("Tussen de kolommen staan %s.") % DELIMITERS[delimiter])
    return Source(_lines(text, delimiter), remarks=remarks)


def _lines(text, delimiter):
    rows = _rows(text, delimiter)
    last_line = 0
    try:
        for number, cells in enumerate(rows, start=1):
            last_line = rows.line_num
            yield number, [_cell(cell) for cell in cells]
    except csv.Error as error:
        raise _csv_error(error, last_line + 1) from error


def _rows(text, delimiter):
    # Split at \n only: a lone \r is then an error of the parser, where it would begin a line of its own unseen.
    return csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter, strict=True)


def _decoded(content):
    """The text, and what is to be said of it."""
    remarks = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _in_windows(content, error.start)
        example = next((word for word in WORD.findall(text) if not word.isascii()), "€")[:40]
        sentence = _("Dit bestand is niet in UTF-8. Wij lazen het als Windows-1252: klopt bijvoorbeeld ‘%s’?")
        remarks.append(sentence % example)
    if "\x00" in text:
        line = text.partition("\x00")[0].count("\n") + 1
        sentence = _("Dit is geen gewoon tekstbestand: kijk naar regel %d. Bewaar het in Excel als ‘CSV UTF-8’.")
        raise SheetError(sentence % line)
    return text, remarks


def _in_windows(content, position):
    """The text of a file that is not in UTF-8, as Excel in Windows writes it."""
    try:
        if not content.startswith(UTF_16):
            return content.decode(WINDOWS)
    except UnicodeDecodeError as error:
        position = error.start
    line = content.count(b"\n", 0, position) + 1
    sentence = _("Dit bestand is niet in UTF-8: kijk naar regel %d. Bewaar het in Excel als ‘CSV UTF-8’.")
    raise SheetError(sentence % line)


def _csv_error(error, line):
    """Error of the parser, in words for the editor; line, where the row begins that it cannot read."""
    reason = next((reason for words, reason in CSV_FAULTS.items() if words in str(error)), CSV_FAULT)
    return SheetError(_("Dit CSV-bestand klopt niet vanaf regel %d.") % line + f" {reason}")


def _delimiter(text):
    """The most likely delimiter: one line then has most of our columns, or most lines have equally many cells."""
    return max(DELIMITERS, key=lambda delimiter: _likelihood(_sample(text, delimiter)))


def _sample(text, delimiter):
    rows, sample = _rows(text, delimiter), []
    with suppress(csv.Error):  # said when the lines are read
        sample.extend(islice(rows, SAMPLE))
    return sample


def _likelihood(rows):
    known = max((known_count(row) for row in rows), default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return known, count, width


def _cell(cell):
    if cell.startswith(FORMULA):
        return UnreadableCell(_("Hier staat een formule. Zet er de uitkomst neer."))
    return unshielded(str(BOOLEANS.get(cell, cell)))
