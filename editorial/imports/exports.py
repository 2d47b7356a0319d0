"""Sheets of initiatives to download: a small one at once, a large XLSX in the background; a CSV is streamed."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from core.jobs.background import begin_last_step, start
from core.jobs.models import RETENTION
from core.sheets import workbook_bytes
from initiatives.models import Initiative
from library.files import purge

from .models import SheetExport
from .workbook import book_of

EXPORT = "write_sheet"
MOST_INITIATIVES = 400  # in an XLSX that is written within two seconds on a busy machine


def is_long_export(initiatives, kind):
    """Whether writing a sheet takes so long that nobody should have to wait for it."""
    return kind == "xlsx" and initiatives.count() > MOST_INITIATIVES


def start_export(initiatives, user):
    """Write an XLSX of the initiatives of a queryset in the background, for a user; returns the `SheetExport`."""
    keys = list(initiatives.order_by("pk").values_list("pk", flat=True))
    export = SheetExport.objects.create(keys=keys, created_by=user)
    start(EXPORT, export, user)
    return export


def write_export(job):
    """Write the file of a `SheetExport`; returns that it is there, in words."""
    export = SheetExport.objects.get(pk=job.object_key)
    if export.written_at is None:
        content = workbook_bytes(book_of(Initiative.objects.filter(pk__in=export.keys)))
        begin_last_step(_("Bestand opslaan"))
        default_storage.delete(export.stored_name)  # of a process that died before it could say so
        default_storage.save(export.stored_name, ContentFile(content))
        SheetExport.objects.filter(pk=export.pk).update(written_at=timezone.now())
    return _("Het werkblad is klaar: %(n)d initiatieven.") % {"n": len(export.keys)}


def purge_exports():
    """Delete the sheets that were asked for a week ago, with their files; returns how many in words."""
    count, _counts = SheetExport.objects.filter(created_at__lt=timezone.now() - RETENTION).delete()
    purge(SheetExport)
    return _("%(n)d werkbladen gewist.") % {"n": count}
