"""Tables to download as a sheet of Excel or LibreOffice (XLSX)."""

from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook

from .csv_files import cell
from .http import as_download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_response(name, header, rows):
    """A small table as a sheet to download; arguments and cells as those of `core.csv_files.csv_response`."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Inspiratiemarkt")
    sheet.freeze_panes = "A2"
    for row in [header, *rows]:
        sheet.append([cell(value) for value in row])
    return workbook_response(name, workbook)


def workbook_response(name, workbook):
    """A workbook as a file to download; name, of the file, without date and extension."""
    file = BytesIO()
    workbook.save(file)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    return as_download(response, f"{name}-{timezone.localdate().isoformat()}.xlsx")
