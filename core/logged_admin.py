"""The base of every ModelAdmin of the desk: what it logs is recorded by its site as well."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.contrib.admin.utils import model_format_dict
from django.core.exceptions import BadRequest

from .admin_fields import TEXT_FIELDS
from .records import is_key


class LoggedAdmin(admin.ModelAdmin):
    """Passes each record that was added, changed or deleted on to `record` of its site, which has the audit log."""

    formfield_overrides = TEXT_FIELDS

    def changelist_view(self, request, extra_context=None):
        """The list; what is done with the chosen records has the label of that action in the audit log."""
        if not all(is_key(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        if request.method == "POST" and (action := self.get_actions(request).get(request.POST.get("action"))):
            _function, _name, label = action
            self.admin_site.name_action(str(label) % model_format_dict(self.opts))
        return super().changelist_view(request, extra_context)

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


class ReadOnlyAdmin(LoggedAdmin):
    """Shows records that the portal itself writes: nobody adds, changes or deletes them at the desk."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
