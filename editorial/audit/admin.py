"""Admin for the audit log: reading and downloading only."""

from django.apps import apps
from django.contrib import admin
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core import csv_files
from core.logged_admin import ReadOnlyAdmin

from .models import AuditEntry
from .record_urls import addresses
from .request_log import record_done

COLUMNS = ["time", "actor", "action", "object", "object_type", "object_key", "result", "origin"]


def kind_name(label):
    """Return the Dutch name of a model; its label when the portal no longer has that model."""
    try:
        return capfirst(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


class NonEmptyValuesFilter(admin.AllValuesFieldListFilter):
    """Filter on the values of a column, without the empty one, which would give a link without text."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.lookup_choices = self.lookup_choices.exclude(**{self.field_path: ""})


class KindFilter(admin.SimpleListFilter):
    """Filter on the models that occur in the log, under their Dutch names."""

    title = _("soort record")
    parameter_name = "soort"

    def lookups(self, request, model_admin):
        labels = AuditEntry.objects.exclude(object_type="").order_by().values_list("object_type", flat=True)
        return sorted(((label, kind_name(label)) for label in labels.distinct()), key=lambda choice: choice[1])

    def queryset(self, request, queryset):
        return queryset.filter(object_type=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Admin for the audit log; only for administrators."""

    list_display = ["moment", "actor", "action", "record", "kind", "result", "origin"]
    fields = readonly_fields = ["time", "actor", "action", "object", "kind", "object_key", "result", "origin"]
    list_display_links = None
    list_filter = ["time", "result", ("actor", NonEmptyValuesFilter), ("action", NonEmptyValuesFilter), KindFilter]
    search_fields = ["actor", "action", "object", "origin"]
    search_help_text = _("Zoek op persoon, handeling, record of IP-adres.")
    date_hierarchy = "time"
    list_per_page = 50
    actions = ["download"]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"list_title": _("Logboek"), **(extra_context or {})})

    def get_changelist_instance(self, request):
        """Return the changelist, with on each entry the admin URL of its record (`address`)."""
        page = super().get_changelist_instance(request)
        by_record = addresses(self.admin_site, request, page.result_list)
        for entry in page.result_list:
            entry.address = by_record.get((entry.object_type, entry.object_key))
        return page

    @admin.display(description=_("tijd"), ordering="time")
    def moment(self, entry):
        return date_format(localtime(entry.time), "d-m-Y H:i")

    @admin.display(description=_("waarop"), ordering="object")
    def record(self, entry):
        name = entry.object or entry.object_key
        return format_html('<a href="{}">{}</a>', entry.address, name) if entry.address else name

    @admin.display(description=_("soort record"), ordering="object_type")
    def kind(self, entry):
        return kind_name(entry.object_type)

    @admin.action(description=_("Downloaden als CSV"), permissions=["view"])
    def download(self, request, queryset):
        """Download the chosen entries as CSV, and record that in the audit log."""
        header = [str(AuditEntry._meta.get_field(name).verbose_name) for name in COLUMNS]
        response = csv_files.csv_response("logboek", header, queryset.values_list(*COLUMNS).iterator(chunk_size=500))
        record_done()
        return response
