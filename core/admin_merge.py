"""Merging two records at the desk: an action of their list, and the list of merges, where one can be undone."""

from collections import Counter, defaultdict

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import display_for_field
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from search import index
from search.documents import DOCUMENT_SOURCES

from .confirmed_actions import ConfirmationPage
from .logged_admin import ReadOnlyAdmin
from .merging import MergeRefused, choices_of, links_to, merge, touched, undo_merge
from .models import Merge

MERGE = "core.merge_records"
TWO = 2


class MergeableAdmin:
    """Adds the action that merges two chosen records; who uses it adds "merge" to its `actions`.

    name_field: of the name by which the record that goes is still to be found; see `add_names`.
    """

    name_field = ""

    def has_merge_permission(self, request):
        """Whether a user may merge records."""
        return request.user.has_perm(MERGE) and self.has_change_permission(request)

    def add_names(self, survivor, names):
        """Let a record be found by other names too; returns the rows that were made for that."""
        return []

    @admin.action(description=_("Twee samenvoegen"), permissions=["merge"])
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
        try:
            with transaction.atomic():
                self._merge(request, survivor, gone)
        except MergeRefused as error:
            return _page(self, request, list(queryset.order_by("pk")), str(error))
        text = _("‘%(gone)s’ is opgegaan in ‘%(survivor)s’. Ongedaan maken kan bij Samenvoegingen.")
        self.message_user(request, text % {"gone": gone, "survivor": survivor}, messages.SUCCESS)
        return None

    def _merge(self, request, survivor, gone):
        taken = [field.name for field in choices_of(self.model) if request.POST.get(field.name) == str(gone.pk)]
        names = [getattr(record, self.name_field) for record in (survivor, gone)] if self.name_field else []

        def remember(survivor, _gone):
            now = getattr(survivor, self.name_field, "")
            return self.add_names(survivor, [name for name in names if name != now])

        merged = merge(survivor, gone, taken, request.user.get_username(), remember)
        if self.model in DOCUMENT_SOURCES:
            index.remove(self.model, [gone.pk])
        self.log_deletions(request, [gone])
        self.log_change(request, survivor, str(_("Samengevoegd met ‘%(gone)s’.") % {"gone": gone}))
        self.after_change(request, survivor)
        _index_touched(merged)


@admin.register(Merge)
class MergeAdmin(ReadOnlyAdmin):
    """What was merged, by whom; each can be undone."""

    list_display = ["gone_name", "survivor_name", "kind", "merged_at", "merged_by", "undone_at"]
    list_filter = [("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["gone_name", "survivor_name"]
    fields = ["kind", "gone_name", "gone_slug", "gone_code", "survivor_name", "merged_at", "merged_by", "undone_at"]
    readonly_fields = fields
    actions = ["undo"]

    def has_merge_permission(self, request):
        """Whether a user may undo a merge."""
        return request.user.has_perm(MERGE)

    @admin.display(description=_("soort"))
    def kind(self, merged):
        """What kind of record it was."""
        return apps.get_model(merged.model)._meta.verbose_name

    @admin.action(description=_("Samenvoegen ongedaan maken"), permissions=["merge"])
    def undo(self, request, queryset):
        """Undo merges, the newest first."""
        for merged in queryset.order_by("-pk"):
            try:
                with transaction.atomic():
                    self._undo(request, merged)
            except MergeRefused as error:
                self.message_user(request, f"{merged}: {error}", messages.ERROR)
            else:
                text = _("‘%(gone)s’ en ‘%(survivor)s’ zijn weer twee records.")
                names = {"gone": merged.gone_name, "survivor": merged.survivor_name}
                self.message_user(request, text % names, messages.SUCCESS)

    def _undo(self, request, merged):
        rows = list(touched(merged))
        records = undo_merge(merged)
        self.log_change(request, merged, str(_("Ongedaan gemaakt.")))
        for record in records:
            self.admin_site.get_model_admin(type(record)).after_change(request, record)
        _index_touched(merged, rows)


def _page(model_admin, request, records, error=""):
    """The page that shows two records beside each other; nothing happened yet."""
    chosen = request.POST.get("survivor") or str(records[0].pk)
    differing = [field for field in choices_of(model_admin.model) if len({_shown(each, field) for each in records}) > 1]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Welke gegevens blijven?"),
        "opts": model_admin.opts,
        "records": [(record, _links(record), str(record.pk) == chosen) for record in records],
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


def _links(record):
    """How many rows of each kind link to a record: a dict from name to number."""
    counts = Counter()
    for field in links_to(type(record)):
        name = _("koppelingen") if field.model._meta.auto_created else field.model._meta.verbose_name_plural
        counts[str(name)] += field.model._base_manager.filter(**{field.name: record.pk}).count()
    return {name: number for name, number in counts.items() if number}


def _index_touched(merged, rows=None):
    """Index what has words of the records: the rows that moved, and the wholes of those that are parts."""
    keys = defaultdict(set)
    for row in touched(merged) if rows is None else rows:
        keys[type(row)].add(row.pk)
        for field in row._meta.concrete_fields:
            if field.related_model and field.related_model._meta.label_lower != merged.model:
                keys[field.related_model].add(getattr(row, field.attname))
    for model in keys.keys() & DOCUMENT_SOURCES.keys():
        index.update(model.objects.filter(pk__in=keys[model]))
