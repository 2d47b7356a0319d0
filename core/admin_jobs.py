"""The timed jobs at the desk, for administrators: when each ran, what came of it, and whether it is late."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from .jobs.running import standings
from .logged_admin import ReadOnlyAdmin
from .models import JobRun


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    """All timed jobs on one page, also those that never ran."""

    fields = readonly_fields = ["name", "started_at", "finished_at", "duration", "succeeded_at", "outcome"]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        lines = standings()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Vaste taken"),
            "opts": self.opts,
            "standings": lines,
            "has_late": any(standing.is_late for standing in lines),
        }
        return TemplateResponse(request, "admin/jobs.html", context)
