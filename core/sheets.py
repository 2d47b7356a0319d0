"""Tables to download as a sheet of Excel or LibreOffice (XLSX)."""

from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook

from .csv_files import cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_response(name, header, rows):
    """A small table as a sheet to download; arguments and cells as those of `core.csv_files.csv_response`."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Inspiratiemarkt")
    sheet.freeze_panes = "A2"
    for row in [header, *rows]:
        sheet.append([cell(value) for value in row])
    file = BytesIO()
    workbook.save(file)
    return file_response(f"{name}-{timezone.localdate().isoformat()}.xlsx", XLSX, file.getvalue())


def file_response(file_name, content_type, content):
    """A file to download, which search engines leave out.

    Args: file_name; content_type; content, bytes.
    """
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
