"""Admin for the yearly rounds: the progress of each, and a CSV report."""

from django.contrib import admin
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin_fields import TEXT_FIELDS
from core.csv_files import csv_response
from core.logged_admin import ReadOnlyAdmin

from .models import CheckRequest, Round
from .tasks import TO_ACCEPT


class ProgressFilter(admin.SimpleListFilter):
    """Filter on the progress of a municipality with its answers."""

    title = _("stand")
    parameter_name = "stand"

    def lookups(self, request, model_admin):
        return [("niets", _("Niets beantwoord")), ("deels", _("Deels beantwoord")), ("alles", _("Alles beantwoord"))]

    def queryset(self, request, queryset):
        """Filter on the chosen progress; nothing for an unknown value."""
        chosen = {
            None: Q(),
            "niets": Q(answered=0),
            "deels": Q(answered__gt=0, answered__lt=F("asked")),
            "alles": Q(answered=F("asked")),
        }
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset.none()


class AnswerInline(admin.TabularInline):
    """Inline with the check requests of a round and their answers."""

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
    """Return a CSV response with a row for each round: its municipality, dates and numbers of answers."""
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


def _count(name, label):
    """Build an admin column with one of the numbers of `with_progress()`."""

    @admin.display(description=label)
    def column(_admin, check_round):
        return getattr(check_round, name)

    return column


@admin.register(Round)
class RoundAdmin(ReadOnlyAdmin):
    """Admin for the yearly rounds, read-only, with their progress and a CSV report."""

    list_display = ["municipality", "shown_year", "sent_at", "reminded_at", *COUNTED, "to_accept"]
    list_filter = [ProgressFilter]
    date_hierarchy = "sent_at"
    list_select_related = ["municipality"]
    search_fields = ["municipality__name"]
    search_help_text = _("Zoek op gemeente.")
    fields = readonly_fields = ["municipality", "shown_year", "sent_at", "reminded_at", *COUNTED, "to_accept"]
    inlines = [AnswerInline]
    actions = ["download_report"]

    asked = _count("asked", _("gevraagd"))
    answered = _count("answered", _("beantwoord"))
    said_yes = _count("said_yes", _("klopt"))
    said_changed = _count("said_changed", _("veranderd"))
    said_stopped = _count("said_stopped", _("gestopt"))

    def get_queryset(self, request):
        return super().get_queryset(request).with_progress()

    @admin.display(description=_("jaar"), ordering="year")
    def shown_year(self, check_round):
        """Return the year as text, without a thousands separator."""
        return str(check_round.year)

    @admin.display(description=_("nog over te nemen"))
    def to_accept(self, check_round):
        """Return the number of "ja" answers that wait for an editor, with a link to their list."""
        if not check_round.to_accept:
            return 0
        query = {**TO_ACCEPT, "round__id__exact": check_round.pk}
        address = reverse("admin:reviews_checkrequest_changelist", query=query)
        return format_html('<a href="{}">{}</a>', address, check_round.to_accept)

    @admin.action(description=_("Verslag downloaden (CSV)"), permissions=["view"])
    def download_report(self, request, queryset):
        """Download the CSV report of the chosen rounds."""
        return report(queryset)
