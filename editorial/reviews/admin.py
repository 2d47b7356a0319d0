"""Agreements and check requests in the admin."""

from django.contrib import admin
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin
from core.admin_fields import TEXT_FIELDS
from core.csv_files import csv_response
from core.logged_admin import LoggedAdmin, ReadOnlyAdmin
from editorial.outbox.models import Mail
from editorial.outbox.queue import cancel_unsent

from .admin_actions import AcceptAction, DeclineAction, StartRoundAction
from .models import CheckRequest, ContactAgreement, Round


class RenewFilter(admin.SimpleListFilter):
    """Which agreements must be renewed."""

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
    """The mailboxes that may get questions, of municipalities and of single initiatives."""

    list_display = ["about", "function", "mailbox", "agreed_on", "valid_until"]
    list_filter = [RenewFilter]
    list_select_related = ["initiative", "municipality"]
    search_fields = ["municipality__name", "initiative__title", "mailbox"]
    search_help_text = _("Zoek op gemeente, initiatief of postbus.")
    actions = ["start_round"]
    shows_usage = False

    @admin.display(description=_("gemeente of initiatief"))
    def about(self, agreement):
        """What the mailbox may be asked about."""
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
    "Bij ‘ja’ heeft het portaal de datum van de controle al aangepast. In de lijst neemt u een ‘ja’ over: dan staat "
    "op de site dat de gemeente het bevestigt."
)


class WaitingFilter(admin.SimpleListFilter):
    """Whether an answer is waiting for an editor."""

    title = _("werk")
    parameter_name = "werk"

    def lookups(self, request, model_admin):
        return [
            ("wacht", _("Antwoord wacht op de redactie")),
            ("bevestigd", _("Bevestiging om over te nemen")),
        ]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        chosen = {"wacht": queryset.waiting, "bevestigd": queryset.to_accept}
        return chosen.get(self.value(), queryset.none)()


@admin.register(CheckRequest)
class CheckRequestAdmin(LoggedAdmin):
    """Check requests with their answers; an editor updates the initiative and marks the answer as handled."""

    view_on_site = False
    list_display = ["initiative", "answer", "waiting_for", "is_accepted", "answered_at", "sent_at", "round"]
    list_filter = [WaitingFilter, "answer", "handled", "is_accepted"]
    list_select_related = ["initiative", "round__municipality"]
    actions = ["accept", "decline"]
    search_fields = ["initiative__title"]
    search_help_text = _("Zoek op initiatief.")
    readonly_fields = ["initiative", "answer", "text", "answered_at", "is_accepted", "due_on", "sent_at", "round"]
    fieldsets = [
        (None, {"fields": [*readonly_fields, "handled"], "description": INSTRUCTIONS}),
    ]

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Without an answer there is nothing to handle."""
        is_unanswered = obj and not obj.answered_at
        return [*self.readonly_fields, *(["handled"] if is_unanswered else [])]

    @admin.action(description=_("Bevestiging overnemen"), permissions=["change"])
    def accept(self, request, queryset):
        """Say on the site that the municipality confirmed these."""
        return AcceptAction(self, request).respond(queryset)

    @admin.action(description=_("Bevestiging niet overnemen"), permissions=["change"])
    def decline(self, request, queryset):
        """Leave these confirmations aside."""
        return DeclineAction(self, request).respond(queryset)

    @admin.display(description=_("stand"))
    def waiting_for(self, check_request):
        """Who must act next, or that it is handled."""
        if check_request.answered_at:
            return _("afgehandeld") if check_request.handled else _("wacht op de redactie")
        return _("wacht op de gemeente")


class ProgressFilter(admin.SimpleListFilter):
    """How far a municipality is with its answers."""

    title = _("stand")
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        return [("niets", _("Niets beantwoord")), ("deels", _("Deels beantwoord")), ("alles", _("Alles beantwoord"))]

    def queryset(self, request, queryset):
        """The rounds of the chosen state; none of a state that there is not."""
        chosen = {
            None: Q(),
            "niets": Q(answered=0),
            "deels": Q(answered__gt=0, answered__lt=F("asked")),
            "alles": Q(answered=F("asked")),
        }
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset.none()


class AnswerInline(admin.TabularInline):
    """What a municipality answered in a round."""

    model = CheckRequest
    extra = 0
    formfield_overrides = TEXT_FIELDS
    fields = readonly_fields = ["initiative", "answer", "answered_at", "handled", "is_accepted"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def report(rounds):
    """Who answered in some rounds: a CSV file with a row for each."""
    header = [_("gemeente"), _("jaar"), _("verstuurd op"), _("herinnerd op"), _("voorbeelden"), _("beantwoord")]
    header += [_("klopt"), _("veranderd"), _("gestopt")]
    rows = (
        [each.municipality, each.year, _day(each.sent_at), _day(each.reminded_at)]
        + [getattr(each, name) for name in COUNTED]
        for each in rounds
    )
    return csv_response("jaarronde.csv", header, rows)


def _day(moment):
    return timezone.localdate(moment) if moment else ""


COUNTED = ["asked", "answered", "said_yes", "said_changed", "said_stopped"]


@admin.register(Round)
class RoundAdmin(ReadOnlyAdmin):
    """The yearly rounds: the progress of each, and who answered what as a file."""

    list_display = ["municipality", "shown_year", "sent_at", "reminded_at", *COUNTED]
    list_filter = [ProgressFilter]
    date_hierarchy = "sent_at"
    list_select_related = ["municipality"]
    search_fields = ["municipality__name"]
    search_help_text = _("Zoek op gemeente.")
    fields = readonly_fields = ["municipality", "shown_year", "sent_at", "reminded_at", *COUNTED]
    inlines = [AnswerInline]
    actions = ["download_report"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_progress()

    @admin.display(description=_("jaar"), ordering="year")
    def shown_year(self, check_round):
        """Its year, without the dot of thousands."""
        return str(check_round.year)

    @admin.display(description=_("gevraagd"))
    def asked(self, check_round):
        """How many examples it asked about."""
        return check_round.asked

    @admin.display(description=_("beantwoord"))
    def answered(self, check_round):
        """How many of these were answered."""
        return check_round.answered

    @admin.display(description=_("klopt"))
    def said_yes(self, check_round):
        """How many are still right."""
        return check_round.said_yes

    @admin.display(description=_("veranderd"))
    def said_changed(self, check_round):
        """How many changed."""
        return check_round.said_changed

    @admin.display(description=_("gestopt"))
    def said_stopped(self, check_round):
        """How many stopped."""
        return check_round.said_stopped

    @admin.action(description=_("Verslag downloaden (CSV)"), permissions=["view"])
    def download_report(self, request, queryset):
        """Who answered, as a file: a row for each municipality."""
        return report(queryset)
