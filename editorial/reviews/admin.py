"""Agreements and check requests in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin
from core.logged_admin import LoggedAdmin
from editorial.outbox.models import Mail
from editorial.outbox.queue import cancel_unsent

from .models import CheckRequest, ContactAgreement


@admin.register(ContactAgreement)
class ContactAgreementAdmin(DeskAdmin):
    """The mailboxes that may get check requests."""

    list_display = ["initiative", "mailbox", "agreed_on"]
    list_select_related = ["initiative"]
    search_fields = ["initiative__title", "mailbox"]
    search_help_text = _("Zoek op initiatief of postbus.")
    shows_usage = False

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        if not ContactAgreement.objects.filter(mailbox=obj.mailbox).exists():
            cancel_unsent(Mail.Kind.CHECK, obj.mailbox)


INSTRUCTIONS = _(
    "Klopt er iets niet meer? Open het initiatief, pas het aan en zet daarna hier ‘afgehandeld’ aan. "
    "Bij ‘ja’ heeft het portaal de datum van de controle al aangepast."
)


class WaitingFilter(admin.SimpleListFilter):
    """Whether an answer is waiting for an editor."""

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
    """Check requests with their answers; an editor updates the initiative and marks the answer as handled."""

    view_on_site = False
    list_display = ["initiative", "answer", "waiting_for", "answered_at", "sent_at"]
    list_filter = [WaitingFilter, "answer", "handled"]
    list_select_related = ["initiative"]
    search_fields = ["initiative__title"]
    search_help_text = _("Zoek op initiatief.")
    readonly_fields = ["initiative", "answer", "text", "answered_at", "due_on", "sent_at"]
    fieldsets = [
        (None, {"fields": [*readonly_fields, "handled"], "description": INSTRUCTIONS}),
    ]

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Without an answer there is nothing to handle."""
        is_unanswered = obj and not obj.answered_at
        return [*self.readonly_fields, *(["handled"] if is_unanswered else [])]

    @admin.display(description=_("stand"))
    def waiting_for(self, check_request):
        """Who must act next, or that it is handled."""
        if check_request.answered_at:
            return _("afgehandeld") if check_request.handled else _("wacht op de redactie")
        return _("wacht op de gemeente")
