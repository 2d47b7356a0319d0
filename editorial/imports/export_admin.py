"""Sheets of initiatives at the desk: asked for, followed, and downloaded for a week."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from core.background_admin import FollowedAdmin, followed_address
from core.logged_admin import ReadOnlyAdmin
from core.sheets import workbook_download
from editorial.audit.request_log import record_done
from initiatives.models import Initiative

from .exports import is_long_export, start_export
from .models import SheetExport
from .workbook import FILE_NAME, filled_in

PERMISSIONS = ["initiatives.add_initiative", "initiatives.change_initiative"]


@admin.register(SheetExport)
class SheetExportAdmin(FollowedAdmin, ReadOnlyAdmin):
    """Sheets of all initiatives, or of those that were chosen in their list; for those who may import them again."""

    list_display = ["__str__", "created_at", "created_by", "file"]
    list_select_related = ["created_by"]
    fields = readonly_fields = ["created_at", "created_by", "written_at", "file"]
    add_form_template = "admin/sheet_export.html"
    actions = None

    def has_module_permission(self, request):
        return request.user.has_perms(PERMISSIONS)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perms(PERMISSIONS)

    def has_add_permission(self, request):
        return request.user.has_perms(PERMISSIONS)

    @admin.display(description=gettext_lazy("bestand"))
    def file(self, export):
        """The link to the file; nothing as long as it is not there."""
        if not export.written_at:
            return gettext_lazy("Nog niet klaar.")
        address = reverse("admin:imports_sheetexport_download", args=[export.pk])
        return format_html('<a class="desk-link" href="{}">{}</a>', address, gettext_lazy("Downloaden (XLSX)"))

    def get_urls(self):
        download = self.admin_site.admin_view(self.download)
        return [path("<int:key>/werkblad.xlsx", download, name="imports_sheetexport_download"), *super().get_urls()]

    def download(self, request, key):
        """The file; 404 when it is not there yet, or the database was restored without it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        export = get_object_or_404(SheetExport.objects.exclude(written_at=None), pk=key)
        try:
            with default_storage.open(export.stored_name) as file:
                return workbook_download(FILE_NAME, file.read())
        except FileNotFoundError as error:
            raise Http404 from error

    def add_view(self, request, form_url="", extra_context=None):
        """Asks whether all initiatives are to be written, and begins it."""
        if request.method == "POST" and self.has_add_permission(request):
            return begin(self, request, Initiative.objects.all())
        context = {"title": gettext_lazy("Alles als werkblad"), "count": Initiative.objects.count()}
        return super().add_view(request, form_url, context)


def begin(model_admin, request, initiatives):
    """Begin to write an XLSX of the initiatives of a queryset; returns a redirect to where that is followed."""
    export = start_export(initiatives, request.user)
    model_admin.log_addition(request, export, [{"added": {}}])
    return HttpResponseRedirect(followed_address(export))


@admin.action(description=gettext_lazy("Downloaden als werkblad (XLSX)"))
def download_xlsx(model_admin, request, queryset):
    """The selected initiatives as a workbook; many are written in the background."""
    if is_long_export(queryset, "xlsx"):
        return begin(model_admin, request, queryset)
    response = filled_in(queryset.order_by(), "xlsx")
    record_done()
    return response


@admin.action(description=gettext_lazy("Downloaden als werkblad (CSV)"))
def download_csv(model_admin, request, queryset):
    """The selected initiatives as a CSV."""
    response = filled_in(queryset.order_by(), "csv")
    record_done()
    return response
