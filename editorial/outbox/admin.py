"""Admin for the outbox, for administrators: waiting and failed mails, and sending them again."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.logged_admin import ReadOnlyAdmin

from .models import Mail
from .queue import send_after_commit
from .sending import can_mail

COLUMNS = ["created_at", "kind", "recipient", "shown_state", "attempts", "next_attempt_at", "error"]


class StateFilter(admin.SimpleListFilter):
    """Filter on the state of a mail."""

    title = _("stand")
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        return [("probleem", _("niet aangekomen")), ("wacht", _("wacht")), ("verstuurd", _("verstuurd"))]

    def queryset(self, request, queryset):
        """Filter on the chosen state; nothing for an unknown value."""
        chosen = {
            None: queryset,
            "probleem": queryset.late_or_failed(),
            "wacht": queryset.exclude(next_attempt_at=None),
            "verstuurd": queryset.exclude(sent_at=None),
        }
        return chosen.get(self.value(), queryset.none())


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    """Admin for the mails of the last week; their bodies are never shown."""

    list_display = COLUMNS
    fields = readonly_fields = [*COLUMNS[:3], "subject", *COLUMNS[3:], "sent_at"]
    list_filter = [StateFilter, "kind"]
    search_fields = ["recipient"]
    search_help_text = _("Zoek op mailadres.")
    actions = ["retry"]
    list_per_page = 50

    @admin.display(description=_("stand"), ordering="sent_at")
    def shown_state(self, mail):
        return mail.state

    def changelist_view(self, request, extra_context=None):
        if not can_mail():
            self.message_user(request, _("Het portaal heeft geen mailserver (EMAIL_HOST). Alle mail wacht."), "WARNING")
        return super().changelist_view(request, extra_context)

    def has_retry_permission(self, request):
        """Whether a user may have mail sent again."""
        return request.user.has_perm("outbox.retry_mail")

    @admin.action(description=_("Nog eens proberen"), permissions=["retry"])
    def retry(self, request, queryset):
        """Send the chosen mails again now, as far as they were not sent yet."""
        for mail in queryset.not_sent():
            self.log_change(request, mail, str(_("Nog eens proberen te versturen.")))
        total = queryset.not_sent().update(next_attempt_at=timezone.now())
        send_after_commit()
        text = ngettext(
            "Het portaal probeert nu %(n)d mail nog eens.", "Het portaal probeert nu %(n)d mails nog eens.", total
        )
        self.message_user(request, text % {"n": total}, messages.SUCCESS if total else messages.WARNING)
