"""For administrators at the desk: whether the portal is well, and when each timed job ran, with its outcome."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from .jobs.running import job_statuses
from .logged_admin import ReadOnlyAdmin
from .models import JobRun
from .monitoring.health import OK, overall_state, run_checks
from .monitoring.version import version


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    """All timed jobs on one page, also those that never ran."""

    fields = readonly_fields = ["name", "started_at", "finished_at", "duration", "succeeded_at", "outcome"]

    def get_urls(self):
        health = self.admin_site.admin_view(self.health_view)
        return [path("toestand/", health, name="core_jobrun_health"), *super().get_urls()]

    def health_view(self, request):
        """Show the results of the health checks in words, as `core.monitoring.views.ready` reports them to monitors."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        lines = run_checks()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Toestand van het portaal"),
            "opts": self.opts,
            "lines": lines,
            "is_well": overall_state(lines) == OK,
            "version": version(),
        }
        return TemplateResponse(request, "admin/health.html", context)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        lines = job_statuses()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Vaste taken"),
            "opts": self.opts,
            "job_statuses": lines,
            "has_late": any(status.is_late for status in lines),
        }
        return TemplateResponse(request, "admin/jobs.html", context)
