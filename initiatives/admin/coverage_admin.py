"""Admin for the monthly coverage figures: reading and downloading only."""

from django.contrib import admin
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from core import csv_files
from core.charts import MAX_BARS, bar_chart
from core.logged_admin import ReadOnlyAdmin
from initiatives.coverage.figures import Coverage
from initiatives.coverage.history import header, rows
from initiatives.models import MonthlyCoverage


def _figure(name, label):
    """A column with one of the figures; of a month before it was counted it is empty."""

    @admin.display(description=label, empty_value="–")
    def column(_admin, coverage):
        return coverage.figures.get(name)

    return column


def _parts_of_today():
    """The initiatives of this moment by theme, province, size and so on: triples of a legend, a chart and its rows."""
    return [
        (part.legend, bar_chart((row.label, row.initiatives) for row in part.rows), part.rows)
        for part in Coverage().breakdowns
    ]


@admin.register(MonthlyCoverage)
class MonthlyCoverageAdmin(ReadOnlyAdmin):
    """Admin for the figures of the yearly report; the command `record_coverage` counts them."""

    list_display = [
        "month_in_words",
        "initiatives",
        "municipalities",
        "checked",
        "contact",
        "costs",
        "outcomes",
        "assessed",
    ]
    list_display_links = None
    actions = ["download_csv"]
    change_list_template = "admin/coverage_months.html"

    initiatives = _figure("initiatives", _("voorbeelden"))
    municipalities = _figure("municipalities", _("gemeenten met een voorbeeld"))
    checked = _figure("checked", _("nagekeken"))
    contact = _figure("contact", _("met contact"))
    costs = _figure("costs", _("met kosten"))
    outcomes = _figure("outcomes", _("met een uitkomst"))
    assessed = _figure("assessed", _("onderbouwing beoordeeld"))

    def changelist_view(self, request, extra_context=None):
        months = MonthlyCoverage.objects.order_by("-month")[:MAX_BARS]
        chart = bar_chart((self.month_in_words(month), month.figures.get("initiatives")) for month in months)
        context = {"list_title": _("Dekking per maand"), "chart": chart, "parts": _parts_of_today()}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    @admin.display(description=_("maand"), ordering="month")
    def month_in_words(self, coverage):
        return f"{MONTHS[coverage.month.month]} {coverage.month.year}"

    @admin.action(description=_("Downloaden als CSV"), permissions=["view"])
    def download_csv(self, request, queryset):
        """The chosen months, with every figure and every theme, province, size and kind."""
        months = list(queryset)
        return csv_files.csv_response("dekking-per-maand", header(months), rows(months))
