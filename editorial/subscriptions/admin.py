"""Admin for subscriptions: numbers of followers, and no mail addresses."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.template.response import TemplateResponse

from core.charts import bar_chart
from core.logged_admin import ReadOnlyAdmin

from .models import Follower, Subscription
from .selections import in_words, path_of

MAX_ROWS = 200


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    """Admin page with the selections that have most followers; single subscriptions are never shown."""

    fields = readonly_fields = ["selection", "frequency"]

    def has_view_permission(self, request, obj=None):
        return obj is None and super().has_view_permission(request)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        followed = Subscription.objects.confirmed()
        by_frequency = {name: Count("pk", filter=Q(frequency=name)) for name in Subscription.Frequency.values}
        counts = followed.order_by().values("selection").annotate(total=Count("pk"), **by_frequency)
        rows = counts.order_by("-total", "selection")[:MAX_ROWS]
        rows = [(in_words(row["selection"]), path_of(row["selection"]), row) for row in rows]
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural.capitalize(),
            "opts": self.opts,
            "rows": rows,
            "chart": bar_chart((words, row["total"]) for words, _path, row in rows),
            "total": followed.count(),
            "followers": Follower.objects.filter(subscriptions__in=followed).distinct().count(),
            "max_rows": MAX_ROWS,
        }
        return TemplateResponse(request, "admin/following.html", context)
