"""Tables to download as a sheet of Excel or LibreOffice (XLSX)."""

from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone

from .http import as_download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(name, workbook):
    """A workbook as a file to download; name, of the file, without date and extension."""
    return workbook_download(name, workbook_bytes(workbook))


def workbook_bytes(workbook):
    """The file of a workbook."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def workbook_download(name, content):
    """The file of a workbook to download; name, as of `workbook_response`."""
    response = HttpResponse(content, content_type=XLSX)
    return as_download(response, f"{name}-{timezone.localdate().isoformat()}.xlsx")
