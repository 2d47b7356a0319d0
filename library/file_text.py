"""Reads the text of the first pages of a paper; run by its path, in a process of its own, see `library.reading`.

The bytes come in, the text goes out as far as it was read: a file that takes for ever has its beginning read.
"""

import io
import resource
import sys
import zipfile
from itertools import islice
from xml.etree.ElementTree import iterparse

from pypdf import PdfReader

MAX_PAGES = 10
MAX_ROWS = 500  # of a sheet
MAX_LENGTH = 20_000  # characters
MAX_MEMORY = 512 * 1024 * 1024  # bytes
PARAGRAPHS = {"p", "h"}
SPACES = {"tab", "s", "line-break", "br", "cr"}
# What was deleted, what is said about the text, codes of fields, and drawings that are there a second time.
HIDDEN = {"tracked-changes", "annotation", "delText", "instrText", "Fallback"}


def of_pdf(data):
    """The text of each of the first pages of a PDF."""
    for page in islice(PdfReader(io.BytesIO(data)).pages, MAX_PAGES):
        yield page.extract_text()


def of_docx(data):
    """The text of each paragraph of a document of Word."""
    return _paragraphs(data, "word/document.xml")


def of_odt(data):
    """The text of each paragraph of an OpenDocument text."""
    return _paragraphs(data, "content.xml")


def of_xlsx(data):
    """The texts of each of the first rows of the sheets that a reader sees."""
    from openpyxl import load_workbook  # takes long, and is for these only

    for sheet in load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets:
        if sheet.sheet_state == "visible":
            for row in sheet.iter_rows(max_row=MAX_ROWS, values_only=True):
                yield " ".join(value for value in row if isinstance(value, str))


def _paragraphs(data, part):
    depth = 0  # within what is hidden
    with zipfile.ZipFile(io.BytesIO(data)) as parts, parts.open(part) as file:
        for event, element in iterparse(file, ["start", "end"]):  # noqa: S314 - this process has limits
            name = element.tag.rpartition("}")[2]
            if name in HIDDEN:
                depth += 1 if event == "start" else -1
            if event == "start":
                continue
            if name in SPACES:
                element.text = " "
            if name in PARAGRAPHS and not depth:
                yield "".join(element.itertext())
            if name in PARAGRAPHS | HIDDEN:
                behind = element.tail
                element.clear()
                element.tail = behind


READERS = {"pdf": of_pdf, "docx": of_docx, "odt": of_odt, "xlsx": of_xlsx}  # by how the name of a file ends


def main(kind, source, target):
    """Write the text of a file, at most MAX_LENGTH; kind, how the name of such a file ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    room = MAX_LENGTH
    for piece in READERS[kind](source.read()):
        target.write(f"{piece[:room]}\n".encode(errors="ignore"))
        target.flush()
        room -= len(piece)
        if room <= 0:
            break


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
