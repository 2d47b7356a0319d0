"""Admin for contact agreements and check requests."""

from django.contrib import admin
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin
from core.logged_admin import LoggedAdmin
from core.records import is_key
from editorial.outbox.models import Mail
from editorial.outbox.queue import cancel_unsent

from . import round_admin  # noqa: F401 (registers the rounds)
from .admin_actions import AcceptAction, SetAsideAction, StartRoundAction
from .models import CheckRequest, ContactAgreement
from .tasks import TO_ACCEPT


class RenewFilter(admin.SimpleListFilter):
    """Filter on agreements that must be renewed, or whose municipality had no round this year."""

    title = _("werk")
    parameter_name = "werk"

    def lookups(self, request, model_admin):
        return [
            ("verlopen", _("Verlopen, of loopt binnen 30 dagen af")),
            ("ronde", _("Dit jaar nog geen jaarronde")),
        ]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        chosen = {"verlopen": queryset.to_renew, "ronde": queryset.to_ask}
        return chosen.get(self.value(), queryset.none)()


@admin.register(ContactAgreement)
class ContactAgreementAdmin(DeskAdmin):
    """Admin for contact agreements: the mailboxes of municipalities and single initiatives that may get questions."""

    list_display = ["about", "function", "mailbox", "agreed_on", "valid_until"]
    list_filter = [RenewFilter]
    list_select_related = ["initiative", "municipality"]
    search_fields = ["municipality__name", "initiative__title", "mailbox"]
    search_help_text = _("Zoek op gemeente, initiatief of postbus.")
    actions = ["start_round"]
    shows_usage = False

    @admin.display(description=_("gemeente of initiatief"))
    def about(self, agreement):
        """Return the municipality or initiative that the mailbox may be asked about."""
        return str(agreement)

    @admin.action(description=_("Jaarronde beginnen"), permissions=["change"])
    def start_round(self, request, queryset):
        """Ask municipalities about all their examples."""
        return StartRoundAction(self, request).respond(queryset)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        if not ContactAgreement.objects.filter(mailbox=obj.mailbox).exists():
            for kind in (Mail.Kind.CHECK, Mail.Kind.QUESTION):
                cancel_unsent(kind, obj.mailbox)


INSTRUCTIONS = _(
    "Klopt er iets niet meer? Open het initiatief, pas het aan en zet daarna hier ‘afgehandeld’ aan. "
    "Een ‘ja’ wacht op u: pas als u het overneemt, staat op de site dat de gemeente het bevestigt, met de dag van haar "
    "antwoord."
)


class WaitingFilter(admin.SimpleListFilter):
    """Filter on answers that wait for an editor."""

    title = _("werk")
    parameter_name = "werk"

    def lookups(self, request, model_admin):
        return [
            ("wacht", _("Antwoord wacht op de redactie")),
            (TO_ACCEPT["werk"], _("Bevestiging om over te nemen")),
        ]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        chosen = {"wacht": queryset.waiting, TO_ACCEPT["werk"]: queryset.to_accept}
        return chosen.get(self.value(), queryset.none)()


class AcceptedFilter(admin.SimpleListFilter):
    """Filter on the decision of an editor about a "ja"."""

    title = _("bevestiging")
    parameter_name = "bevestiging"
    CHOSEN = {"overgenomen": Q(is_accepted=True), "niet-overgenomen": Q(is_accepted=False)}

    def lookups(self, request, model_admin):
        return [("overgenomen", _("Overgenomen")), ("niet-overgenomen", _("Niet overgenomen"))]

    def queryset(self, request, queryset):
        """Filter on the chosen decision; nothing for an unknown value."""
        if not self.value():
            return queryset
        return queryset.filter(self.CHOSEN[self.value()]) if self.value() in self.CHOSEN else queryset.none()


@admin.register(CheckRequest)
class CheckRequestAdmin(LoggedAdmin):
    """Admin for check requests: an editor accepts a "ja", or updates the initiative and marks the answer as handled."""

    view_on_site = False
    list_display = ["initiative", "answer", "answered_at", "waiting_for", "decide_in_list", "sent_at", "round"]
    list_filter = [WaitingFilter, "answer", "handled", AcceptedFilter]
    list_select_related = ["initiative", "round__municipality"]
    actions = ["accept", "set_aside"]
    search_fields = ["initiative__title", "initiative__municipalities__name", "round__municipality__name"]
    search_help_text = _("Zoek op initiatief of gemeente.")
    shown = ["initiative", "answer", "text", "answered_at", "due_on", "sent_at", "round"]
    readonly_fields = [*shown, "is_accepted", "reason", "decide"]

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Make `handled` read-only without an answer, and for a "ja": accepting it or setting it aside handles it."""
        is_fixed = obj and obj.answer in {"", CheckRequest.Answer.YES}
        return [*self.readonly_fields, *(["handled"] if is_fixed else [])]

    def get_fieldsets(self, request, obj=None):
        """Return one fieldset: the answer, and the field or buttons with which an editor decides about it."""
        decision = ["handled"]
        if obj and obj.answer == CheckRequest.Answer.YES:
            decision = ["decide"] if obj.is_to_accept else ["is_accepted", "reason"]
        return [(None, {"fields": [*self.shown, *decision], "description": INSTRUCTIONS})]

    def changelist_view(self, request, extra_context=None):
        """Show the list, or handle its buttons that accept or set aside one "ja"."""
        for name, perform in self.decisions.items():
            if is_key(key := request.POST.get(name, "")) and self.has_change_permission(request):
                self.admin_site.name_action(str(getattr(self, name).short_description))
                records = self.get_queryset(request).filter(pk=key)
                return perform(self, request, records) or HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, extra_context)

    @admin.action(description=_("Bevestiging overnemen"), permissions=["change"])
    def accept(self, request, queryset):
        """Say on the site that the municipality confirmed these."""
        return AcceptAction(self, request).respond(queryset)

    @admin.action(description=_("Bevestiging niet overnemen"), permissions=["change"])
    def set_aside(self, request, queryset):
        """Set these confirmations aside, with a reason."""
        return SetAsideAction(self, request).respond(queryset)

    def accept_now(self, request, queryset):
        """Accept one answer without a confirmation page."""
        AcceptAction(self, request).perform_now(queryset)

    decisions = {"accept": accept_now, "set_aside": set_aside}

    @admin.display(description=_("overnemen"))
    def decide_in_list(self, check_request):
        """Return the buttons for a "ja" that waits, which submit the form of the list; or the decision of an editor."""
        decided = {True: _("overgenomen"), False: _("niet overgenomen"), None: "-"}
        return _buttons(check_request, "") if check_request.is_to_accept else decided[check_request.is_accepted]

    @admin.display(description=_("overnemen"))
    def decide(self, check_request):
        """Return the same buttons for the form of one request; they submit to the list of what waits."""
        return _buttons(check_request, reverse("admin:reviews_checkrequest_changelist", query=TO_ACCEPT))

    @admin.display(description=_("stand"))
    def waiting_for(self, check_request):
        """Return who must act next, or that it is handled, in words."""
        if not check_request.answered_at:
            return _("wacht op de gemeente")
        is_waiting = check_request.is_to_accept or not check_request.handled
        return _("wacht op de redactie") if is_waiting else _("afgehandeld")


def _buttons(check_request, address):
    """Return the buttons that accept or set aside a "ja"; address, the URL of the list, "" on the list itself."""
    buttons = [("accept", AcceptAction.button), ("set_aside", SetAsideAction.button)]
    context = {"buttons": buttons, "check_request": check_request, "address": address}
    return render_to_string("admin/reviews/_decide_buttons.html", context)
