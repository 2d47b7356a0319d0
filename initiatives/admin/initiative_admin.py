"""Initiatives at the editors' desk."""

from copy import copy

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin_base import PartInline, RecordAdmin, SourceFormSet
from core.form_parts import FOLDED
from initiatives.choices import Evidence
from initiatives.models import Adoption, Citation, Initiative, Partner, Result, StatusEntry
from initiatives.models.assessment import ASSESSMENT
from initiatives.publishability import CHECK_FIELDS, looks_personal, next_check_date
from initiatives.views import preview_page

from . import fieldsets, market_admin, tag_admin  # noqa: F401 (the last two register)
from .check_actions import MarkCheckedAction, SetNextCheckAction
from .checklist_panel import checklist_rows, warn_after_publishing
from .forms import InitiativeAdminForm, ResultForm, ResultFormSet
from .list_filters import ProvinceFilter, TaskFilter
from .media_inlines import AttachmentInline, GalleryInline


class ResultInline(PartInline):
    """Results, each with all that explains it."""

    model = Result
    classes = [FOLDED]
    form = ResultForm
    formset = ResultFormSet


class PartnerInline(PartInline):
    """Inline for the partners of an initiative."""

    model = Partner
    classes = [FOLDED]


class CitationInline(PartInline):
    """The sources of an initiative."""

    model = Citation
    formset = SourceFormSet


class AdoptionInline(PartInline):
    """Municipalities that took it over."""

    model = Adoption
    classes = [FOLDED]
    fk_name = "initiative"
    fields = ["municipality", "year", "adopted_on", "changes", "outcome", "local_initiative", "publication", "heading"]


class StatusEntryInline(PartInline):
    """Earlier states."""

    model = StatusEntry
    classes = [FOLDED]


class InitiativeAdmin(RecordAdmin):
    """Initiatives: the form follows the public page from top to bottom."""

    form = InitiativeAdminForm
    code_prefix = "RED-"
    slug_from = "title"
    inlines = [PartnerInline, ResultInline, CitationInline, AdoptionInline, StatusEntryInline]
    inlines += [GalleryInline, AttachmentInline]
    actions = ["publish", "withdraw", "mark_checked", "set_next_check"]
    list_display = ["title", "status", "main_theme", "places", "checked", "check_due", "state"]
    list_filter = [TaskFilter, "state", "status", "main_theme", "evidence", ProvinceFilter, "kind"]
    list_select_related = ["main_theme"]
    search_fields = ["title", "summary", "code", "municipalities__name"]
    search_help_text = _("Zoek op titel, samenvatting, code of gemeente.")
    readonly_fields = ["checked_by", "checked_by_municipality", "suggestion", "assessed_on", "assessed_by"]
    fieldsets = fieldsets.FIELDSETS

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form, in which the source of all results is chosen as that of one is."""
        form = super().get_form(request, obj, change, **kwargs)
        if source := form.base_fields.get("results_source"):
            inline = ResultInline(self.model, self.admin_site)
            of_one = inline.formfield_for_dbfield(Result._meta.get_field("publication"), request)
            of_all = copy(source)
            of_all.widget, of_all.queryset = of_one.widget, of_one.queryset
            form.declared_fields = {**form.declared_fields, "results_source": of_all}
            form.base_fields = {**form.base_fields, "results_source": of_all}
        return form

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("municipalities")

    @admin.display(description=_("gemeente"))
    def places(self, initiative):
        """The municipalities, or the foreign country."""
        names = [municipality.name for municipality in initiative.municipalities.all()]
        return ", ".join(names) or initiative.country

    @admin.display(description=_("gecontroleerd"), ordering="checked_on")
    def checked(self, initiative):
        """The day of the last check, short enough to stay on one line."""
        return date_format(initiative.checked_on, "d-m-Y") if initiative.checked_on else None

    @admin.display(description=_("volgende controle"), ordering="next_check")
    def check_due(self, initiative):
        """The day of the next check, and whether that has passed."""
        if not initiative.next_check:
            return None
        day, is_late = date_format(initiative.next_check, "d-m-Y"), initiative.next_check < timezone.localdate()
        return format_html("{} <strong>{}</strong>", day, _("te laat")) if is_late else day

    @admin.display(description=_("suggestie"))
    def suggestion(self, initiative):
        """Evidence level that a rule or a file suggests, which is no assessment."""
        if initiative.suggested_evidence == Evidence.NOT_ASSESSED:
            return _("Er is geen suggestie.")
        text = _("%(level)s. Dit volgt uit een vaste regel of een bestand: niemand heeft het beoordeeld.")
        return text % {"level": initiative.get_suggested_evidence_display()}

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["checklist"] = checklist_rows(obj) if obj and not add and not context["errors"] else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def after_publishing(self, request, record):
        warn_after_publishing(self, request, record)

    def save_model(self, request, obj, form, change):
        if "checked_on" in form.changed_data:
            obj.checked_by = request.user if obj.checked_on else None
            obj.checked_by_municipality = False
            if obj.checked_on and "next_check" not in form.changed_data:
                obj.next_check = next_check_date(obj.checked_on)
        if set(ASSESSMENT) & set(form.changed_data):
            obj.assessed_on = timezone.localdate() if obj.is_assessed else None
            obj.assessed_by = request.user if obj.is_assessed else None
        if "contact_email" in form.changed_data and looks_personal(obj.contact_email):
            text = _("Het adres %(address)s lijkt van een persoon. Gebruik liever een gedeelde postbus.")
            self.message_user(request, text % {"address": obj.contact_email}, messages.WARNING)
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Vandaag gecontroleerd"), permissions=["change"])
    def mark_checked(self, request, queryset):
        """Note that an editor checked these today, and when they must be checked again."""
        return MarkCheckedAction(self, request).respond(queryset)

    @admin.action(description=_("Datum van de volgende controle vastleggen"), permissions=["change"])
    def set_next_check(self, request, queryset):
        """Set when these must be checked again."""
        return SetNextCheckAction(self, request).respond(queryset)

    def save_check(self, request, initiative, text):
        """Save the dates of the check, and note who did it."""
        initiative.save(update_fields=[*CHECK_FIELDS, "updated_at"])
        self.log_change(request, initiative, str(text))
        self.after_change(request, initiative)

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview)
        return [path("<int:pk>/voorbeeld/", view, name="initiatives_initiative_preview"), *super().get_urls()]

    def preview(self, request, pk):
        """The page as visitors will see it, for editors only."""
        if not self.has_change_permission(request, get_object_or_404(Initiative, pk=pk)):
            raise PermissionDenied
        return preview_page(request, pk)

    def desk_links(self, obj):
        preview = reverse("admin:initiatives_initiative_preview", args=[obj.pk])
        return [(_("Voorbeeld"), preview), *super().desk_links(obj)]
