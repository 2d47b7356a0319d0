"""Agreements and answers of municipalities, at the editors' desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin
from core.logged_admin import LoggedAdmin

from .models import CheckRequest, ContactAgreement


@admin.register(ContactAgreement)
class ContactAgreementAdmin(DeskAdmin):
    """Which mailboxes we may write to."""

    list_display = ["initiative", "mailbox", "agreed_on"]
    list_select_related = ["initiative"]
    search_fields = ["initiative__title", "mailbox"]
    search_help_text = _("Zoek op initiatief of postbus.")
    shows_usage = False


HOW = _(
    "Klopt er iets niet meer? Open het initiatief, pas het aan en zet daarna hier ‘afgehandeld’ aan. "
    "Bij ‘ja’ heeft het portaal de datum van de controle al aangepast."
)


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
class CheckRequestAdmin(LoggedAdmin):
    """Questions to municipalities with their answers; an editor changes the initiative and ticks the answer off."""

    view_on_site = False
    list_display = ["initiative", "answer", "stand", "answered_at", "sent_at"]
    list_filter = [WaitingFilter, "answer", "handled"]
    list_select_related = ["initiative"]
    search_fields = ["initiative__title"]
    search_help_text = _("Zoek op initiatief.")
    readonly_fields = ["initiative", "answer", "text", "answered_at", "due_on", "sent_at"]
    fieldsets = [
        (None, {"fields": [*readonly_fields, "handled"], "description": HOW}),
    ]

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Without an answer there is nothing to tick off."""
        is_open = obj and not obj.answered_at
        return [*self.readonly_fields, *(["handled"] if is_open else [])]

    @admin.display(description=_("stand"))
    def stand(self, asked):
        """Who it waits for."""
        if asked.answered_at:
            return _("afgehandeld") if asked.handled else _("wacht op de redactie")
        return _("wacht op de gemeente")
