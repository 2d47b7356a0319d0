"""Agreements and answers of municipalities, at the editors' desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from sources.admin_base import DeskAdmin

from .models import CheckRequest, ContactAgreement


@admin.register(ContactAgreement)
class ContactAgreementAdmin(DeskAdmin):
    """Which mailboxes we may write to."""

    list_display = ["initiative", "mailbox", "agreed_on"]
    list_select_related = ["initiative"]
    search_fields = ["initiative__title", "mailbox"]
    search_help_text = _("Zoek op initiatief of postbus.")


class WaitingFilter(admin.SimpleListFilter):
    """Whether an answer waits for an editor."""

    title = _("werk")
    parameter_name = "werk"

    def lookups(self, request, model_admin):
        return [("wacht", _("Antwoord wacht op de redactie"))]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.waiting() if self.value() == "wacht" else queryset.none()


@admin.register(CheckRequest)
class CheckRequestAdmin(admin.ModelAdmin):
    """Questions to municipalities with their answers; an editor changes the initiative and ticks the answer off."""

    view_on_site = False
    list_display = ["initiative", "answer", "answered_at", "sent_at", "handled"]
    list_filter = [WaitingFilter, "answer", "handled"]
    list_select_related = ["initiative"]
    search_fields = ["initiative__title"]
    search_help_text = _("Zoek op initiatief.")
    readonly_fields = ["initiative", "answer", "text", "answered_at", "due_on", "sent_at"]
    fields = [*readonly_fields, "handled"]

    def has_add_permission(self, request):
        return False
