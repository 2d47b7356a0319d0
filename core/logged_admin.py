"""The base of every ModelAdmin of the desk: what it logs is recorded by its site as well."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.contrib.admin.utils import model_format_dict
from django.core.exceptions import BadRequest

from .admin_fields import TEXT_FIELDS
from .records import is_key


class Refilled:
    """A form with what was typed in it before, which is only shown again: so it is never valid."""

    def is_valid(self):
        super().is_valid()
        return False


class LoggedAdmin(admin.ModelAdmin):
    """Passes each record that was added, changed or deleted on to `record` of its site, which has the audit log.

    A request that has `refill`, the fields of a form as they were sent before, gets the form filled in with these.
    """

    formfield_overrides = TEXT_FIELDS

    def changelist_view(self, request, extra_context=None):
        """The list; what is done with the chosen records has the label of that action in the audit log."""
        if not all(is_key(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        if request.method == "POST" and (action := self.get_actions(request).get(request.POST.get("action"))):
            _function, _name, label = action
            self.admin_site.name_action(str(label) % model_format_dict(self.opts))
        return super().changelist_view(request, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if refill := getattr(request, "refill", None):
            request.FILES  # noqa: B018 (reads the body, which has none: or it would be read over what follows)
            request.method, request.POST = "POST", refill
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (Refilled, form), {}) if hasattr(request, "refill") else form

    def history_view(self, request, object_id, extra_context=None):
        log = self.admin_site.log_of(request.user, self.model, object_id)
        return super().history_view(request, object_id, {"log": log, **(extra_context or {})})

    def get_search_fields(self, request):
        return [f"{field}__iregex" for field in super().get_search_fields(request)]

    def get_search_results(self, request, queryset, search_term):
        """The records in which an editor's words are, in lists and in search fields alike: without their accents."""
        return super().get_search_results(request, queryset, self.admin_site.search_patterns(search_term))

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
