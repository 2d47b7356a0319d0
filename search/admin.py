"""Admin for the queries that visitors search for."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core import csv_files
from core.charts import bar_chart
from core.logged_admin import ReadOnlyAdmin

from .counting import searches
from .models import SearchCount

RECENT_DAYS = 30


class HitsFilter(admin.SimpleListFilter):
    """Whether a search had results."""

    title = _("gevonden")
    parameter_name = "gevonden"

    def lookups(self, request, model_admin):
        return [("niets", _("niets")), ("iets", _("wel iets"))]

    def queryset(self, request, queryset):
        if self.value() == "niets":
            return queryset.filter(hits=0)
        return queryset.filter(hits__gt=0) if self.value() == "iets" else queryset


@admin.register(SearchCount)
class SearchCountAdmin(ReadOnlyAdmin):
    """Counts of searches, read only."""

    list_display = ["words", "times", "hits", "day"]
    list_display_links = None
    list_filter = [HitsFilter, "day"]
    search_fields = ["words"]
    actions = ["download_csv"]
    change_list_template = "admin/search_counts.html"

    def changelist_view(self, request, extra_context=None):
        frequent = list(searches.most_frequent(RECENT_DAYS))
        without_hits = list(searches.most_frequent(RECENT_DAYS, hits=0))
        context = {
            "days": RECENT_DAYS,
            "frequent": frequent,
            "frequent_chart": _chart(frequent),
            "without_hits": without_hits,
            "without_hits_chart": _chart(without_hits),
        }
        return super().changelist_view(request, {**(extra_context or {}), **context})

    @admin.action(description=_("Downloaden als CSV"), permissions=["view"])
    def download_csv(self, request, queryset):
        """The chosen days and words, and how many records these found."""
        header = [_("dag"), _("gezocht"), _("keer"), _("gevonden")]
        rows = queryset.order_by("day", "words").values_list("day", "words", "times", "hits").iterator()
        return csv_files.csv_response("zoekwoorden", header, rows)


def _chart(counts):
    return bar_chart((count["words"], count["total"]) for count in counts)
