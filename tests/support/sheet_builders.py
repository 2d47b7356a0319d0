"""Workbooks, sheets of LibreOffice and CSV, built for tests."""

import io
import re
import zipfile

from odfdo import Document, Table
from openpyxl import Workbook

SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "style")
)


def xlsx(*lines, formats=None, change=None, title="Blad1"):
    """A workbook; formats, a dict from cell to number format; change, a function that does something to its sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for line in lines:
        sheet.append(line)
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    if change:
        change(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook(**sheets):
    """A workbook of some sheets, each a list of lines by its title."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_outcome(content, outcome):
    """A workbook that says what its formula shows, as Excel does and the library does not."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for info in before.infolist():
            after.writestr(info, re.sub(rb"</f><v ?(/>|></v>)", b"</f><v>" + outcome + b"</v>", before.read(info)))
    return file.getvalue()


def ods(rows, columns="", styles="", others=""):
    """A sheet of LibreOffice; rows, its XML."""
    table = f'<table:table table:name="Blad1">{columns}{rows}</table:table>'
    xml = (
        f"<office:document-content{SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{others}{table}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", xml)
    return file.getvalue()


def ods_row(*cells, attributes=""):
    """A row; each cell a text, or XML of its own."""
    made = [cell if cell.startswith("<") else ods_cell(cell) for cell in cells]
    return f"<table:table-row{attributes}>{''.join(made)}</table:table-row>"


def ods_cell(text, attributes='office:value-type="string"'):
    """A cell that shows a text."""
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def by_odfdo():
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Overzicht")
    for number, line in enumerate([["Project", "Start"], ["Samen eten", "maart 2025"]]):
        table.set_row_values(number, line)
    document.body.append(table)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def csv(text, encoding="utf-8"):
    """A CSV."""
    return text.encode(encoding)
