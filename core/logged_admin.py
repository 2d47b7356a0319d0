"""The base of every ModelAdmin of the desk: what it logs is recorded by its site as well."""

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION


class LoggedAdmin(admin.ModelAdmin):
    """Passes each record that was added, changed or deleted on to `record` of its site, which has the audit log."""

    def audit(self, records, flag):
        """Record what was done to records; flag, as of a LogEntry. Returns: the lines in the audit log."""
        return self.admin_site.record(records, flag)

    def log_addition(self, request, obj, message):
        self.audit([obj], ADDITION)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self.audit([obj], CHANGE)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        self.audit(queryset, DELETION)
        return super().log_deletions(request, queryset)
