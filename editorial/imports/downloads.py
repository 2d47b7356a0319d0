"""Actions in the list of initiatives: the chosen ones as a sheet that can be imported again."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import exporting


@admin.action(description=_("Downloaden als werkblad (XLSX)"))
def download_xlsx(model_admin, request, queryset):
    """The chosen initiatives as a workbook."""
    return exporting.xlsx_file(exporting.rows(queryset.order_by()))


@admin.action(description=_("Downloaden als werkblad (CSV)"))
def download_csv(model_admin, request, queryset):
    """The chosen initiatives as a CSV."""
    return exporting.csv_file(exporting.rows(queryset.order_by()))
