"""Tables to download as a sheet of Excel or LibreOffice (XLSX)."""

from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone

from .http import as_download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(name, workbook):
    """A workbook as a file to download; name, of the file, without date and extension."""
    file = BytesIO()
    workbook.save(file)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    return as_download(response, f"{name}-{timezone.localdate().isoformat()}.xlsx")
