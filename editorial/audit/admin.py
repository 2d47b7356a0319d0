"""The audit log at the desk: reading and downloading only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sources import spreadsheets

from .models import AuditEntry

COLUMNS = ["time", "actor", "action", "object", "object_type", "object_key", "result", "origin"]


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Who did what; only for those who keep the accounts."""

    list_display = readonly_fields = COLUMNS
    list_display_links = None
    list_filter = ["result", "time", "object_type"]
    search_fields = ["actor", "action", "object", "origin"]
    search_help_text = _("Zoek op persoon, handeling, record of IP-adres.")
    date_hierarchy = "time"
    list_per_page = 50
    actions = ["download"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Downloaden als CSV"), permissions=["view"])
    def download(self, request, queryset):
        """The chosen lines as a table."""
        header = [str(AuditEntry._meta.get_field(name).verbose_name) for name in COLUMNS]
        return spreadsheets.answer("logboek", header, queryset.values_list(*COLUMNS).iterator(chunk_size=500))
