"""Merging two records at the desk: an action of their list, and the list of merges, where one can be undone."""

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import display_for_field
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from .admin_merge_work import (
    MERGE,
    MERGE_LABEL,
    UNDO,
    UNDO_LABEL,
    count_links,
    is_long_merge,
    is_long_undo,
    merge_at_desk,
    undo_at_desk,
)
from .background_admin import BUSY, FollowedAdmin, address_of, is_worked_on, start_logged
from .confirmed_actions import ConfirmationPage
from .http import origin
from .logged_admin import ReadOnlyAdmin
from .merging import MergeRefused, choices_of
from .models import Merge

MERGE_PERMISSION = "core.merge_records"
TWO = 2


class MergeableAdmin(FollowedAdmin):
    """Adds the action that merges two chosen records; who uses it adds "merge" to its `actions`.

    name_field: of the name by which the record that goes is still to be found; see `add_names`.
    """

    name_field = ""

    def has_merge_permission(self, request):
        """Whether a user may merge records."""
        return request.user.has_perm(MERGE_PERMISSION) and self.has_change_permission(request)

    def add_names(self, survivor, names):
        """Let a record be found by other names too; returns the rows that were made for that."""
        return []

    @admin.action(description=MERGE_LABEL, permissions=["merge"])
    def merge(self, request, queryset):
        """Make two records one, field by field."""
        records = list(queryset.order_by("pk")[: TWO + 1])
        if len(records) != TWO:
            return self.message_user(request, _("Kies precies twee records om samen te voegen."), messages.WARNING)
        if "confirm" not in request.POST:
            return _page(self, request, records)
        survivor = next((each for each in records if str(each.pk) == request.POST.get("survivor")), None)
        if survivor is None:
            return _page(self, request, records, _("Kies welk record blijft."))
        gone = next(each for each in records if each != survivor)
        taken = [field.name for field in choices_of(self.model) if request.POST.get(field.name) == str(gone.pk)]
        if is_long_merge(records):
            return self._start(request, survivor, gone, taken)
        try:
            text = merge_at_desk(self, request, survivor, gone, taken)
        except MergeRefused as error:
            return _page(self, request, list(queryset.order_by("pk")), str(error))
        return self.message_user(request, text, messages.SUCCESS)

    def _start(self, request, survivor, gone, taken):
        """Merge in the background, unless the portal is still at work on one of the two."""
        if is_worked_on(survivor) or is_worked_on(gone):
            return _page(self, request, sorted([survivor, gone], key=lambda record: record.pk), BUSY)
        job = start_logged(self, request, MERGE, survivor, gone=gone.pk, taken=taken, origin=origin(request))
        return HttpResponseRedirect(address_of(job))


@admin.register(Merge)
class MergeAdmin(FollowedAdmin, ReadOnlyAdmin):
    """Admin for merges: which records were merged, and by whom; each merge can be undone."""

    list_display = ["gone_name", "survivor_name", "kind", "merged_at", "merged_by", "undone_at"]
    list_filter = [("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["gone_name", "survivor_name"]
    fields = ["kind", "gone_name", "gone_slug", "gone_code", "survivor_name", "merged_at", "merged_by", "undone_at"]
    readonly_fields = fields
    actions = ["undo"]

    def has_merge_permission(self, request):
        """Whether a user may undo a merge."""
        return request.user.has_perm(MERGE_PERMISSION)

    @admin.display(description=_("soort"))
    def kind(self, merged):
        """Name of the kind of record that was merged."""
        return apps.get_model(merged.model)._meta.verbose_name

    @admin.action(description=UNDO_LABEL, permissions=["merge"])
    def undo(self, request, queryset):
        """Undo merges, the newest first; a long one in the background."""
        response = None
        for merged in queryset.order_by("-pk"):
            if is_long_undo(merged):
                job = start_logged(self, request, UNDO, merged, origin=origin(request))
                response = HttpResponseRedirect(address_of(job))
                continue
            try:
                text = undo_at_desk(self, request, merged)
            except MergeRefused as error:
                self.message_user(request, f"{merged}: {error}", messages.ERROR)
            else:
                self.message_user(request, text, messages.SUCCESS)
        return response


def _page(model_admin, request, records, error=""):
    """The page that shows two records beside each other; nothing happened yet."""
    chosen = request.POST.get("survivor") or str(records[0].pk)
    differing = [field for field in choices_of(model_admin.model) if len({_shown(each, field) for each in records}) > 1]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Welke gegevens blijven?"),
        "opts": model_admin.opts,
        "records": [(record, count_links(type(record), record.pk), str(record.pk) == chosen) for record in records],
        "rows": [(field, _options(request, field, records)) for field in differing],
        "error": error,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return ConfirmationPage(request, "admin/merge.html", context)


def _options(request, field, records):
    """The value of each record, and whether it is marked: what was chosen before, else the first that is filled."""
    filled = next((record.pk for record in records if _shown(record, field)), records[0].pk)
    chosen = request.POST.get(field.name) or str(filled)
    return [(record, _shown(record, field), str(record.pk) == chosen) for record in records]


def _shown(record, field):
    value = getattr(record, field.name)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value in (None, "") else str(display_for_field(value, field, ""))
