"""Page views by path, at the editors' desk."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from . import csv_files
from .charts import bar_chart
from .logged_admin import ReadOnlyAdmin
from .models import PageUse
from .page_use import pages

RECENT_DAYS = 30


@admin.register(PageUse)
class PageUseAdmin(ReadOnlyAdmin):
    """Counts of pages, read only."""

    list_display = ["page", "times", "day"]
    list_display_links = None
    list_filter = ["day"]
    search_fields = ["path"]
    date_hierarchy = "day"
    actions = ["download_csv"]
    change_list_template = "admin/page_use.html"

    def changelist_view(self, request, extra_context=None):
        frequent = list(pages.most_frequent(RECENT_DAYS))
        chart = bar_chart((count["path"], count["total"]) for count in frequent)
        context = {"days": RECENT_DAYS, "frequent": frequent, "chart": chart}
        return super().changelist_view(request, {**(extra_context or {}), **context})

    @admin.display(description=_("pagina"), ordering="path")
    def page(self, use):
        return format_html('<a href="{0}">{0}</a>', use.path)

    @admin.action(description=_("Downloaden als CSV"), permissions=["view"])
    def download_csv(self, request, queryset):
        """The chosen days and pages."""
        rows = queryset.order_by("day", "path").values_list("day", "path", "times").iterator()
        return csv_files.csv_response("gelezen-paginas", [_("dag"), _("pagina"), _("keer")], rows)
