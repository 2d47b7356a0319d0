"""Sheets as an editor would upload them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from editorial.imports.applying import save_import
from editorial.imports.mapping import parse_rows
from editorial.imports.reading import read_table

UPLOAD = "/beheer/imports/sheetimport/add/"


def csv_of(*lines, delimiter=";"):
    """A CSV file; each line is a list of cells without quotes in them."""
    return "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines).encode()


def xlsx_of(*lines, change=None):
    """A workbook; change, a function that does something to its sheet."""
    book = Workbook()
    for line in lines:
        book.active.append(line)
    if change:
        change(book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def checked(content, name="werk.csv"):
    """The `SheetImport` of a file, checked and not yet applied."""
    return save_import(name, parse_rows(read_table(name, io.BytesIO(content))))


def upload(client, content, name="werk.csv"):
    """Upload a file at the desk; returns the response that follows."""
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def report(sheet_import):
    """The path of the rows of an import."""
    return reverse("admin:imports_sheetimport_change", args=[sheet_import.pk])
