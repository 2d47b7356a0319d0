"""Imports at the desk: upload a file, look at its rows, confirm, and undo it."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.form_errors import error_links
from core.logged_admin import LoggedAdmin
from initiatives.models import Initiative

from .applying import ImportRefused, apply, plan_again, rows_edited_since, save_import, undo
from .models import SheetImport
from .planning import changed_headers
from .reading import parse_rows, read_table
from .rows import Outcome, SheetError
from .workbook import csv_file, sheet_lines, xlsx_file

WRITERS = {"csv": csv_file, "xlsx": xlsx_file}
PERMISSIONS = ["initiatives.add_initiative", "initiatives.change_initiative"]
MAX_REPORT_LINES = 500
REPORT_ORDER = [Outcome.ERROR, Outcome.NEW, Outcome.CHANGED, Outcome.CONCEPT, Outcome.UNCHANGED]


class UploadForm(forms.ModelForm):
    """Takes a file, and reads it: a file that cannot be trusted is refused here."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_(
            "Een Excel-bestand (.xlsx) of CSV-bestand (UTF-8) met de kolommen van het sjabloon. "
            "Hoogstens 5 MB en 5.000 rijen. U ziet eerst wat er verandert; er wordt nog niets opgeslagen."
        ),
        error_messages={
            "required": _("Kies het bestand dat u wilt importeren."),
            "empty": _("Dit bestand is leeg."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    class Meta:
        model = SheetImport
        fields = []

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.rows = parse_rows(read_table(file.name, file))
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        return file


@dataclass(frozen=True)
class ReportLine:
    """A row: where it stands in the file, what happens to it and why; address, of the initiative or its concept."""

    number: int
    code: str
    title: str
    outcome: Outcome
    problems: list
    changed: list
    address: str


def report_lines(sheet_import, rows):
    """The rows of a `SheetImport` as an editor reads them: what is wrong first, and no more than a page can hold."""
    rows = sorted(rows, key=lambda row: (REPORT_ORDER.index(row.outcome), row.line))
    undone = sheet_import.state == SheetImport.State.UNDONE
    return [_report_line(row, undone) for row in rows[:MAX_REPORT_LINES]]


def _report_line(row, undone):
    return ReportLine(
        number=row.line,
        code=row.code,
        title=row.title,
        outcome=row.outcome,
        problems=row.problems,
        changed=changed_headers(row) if row.outcome in {Outcome.CHANGED, Outcome.CONCEPT} else [],
        address=_row_address(row, is_deleted=undone and row.outcome == Outcome.NEW and not row.is_retained),
    )


def _row_address(row, is_deleted):
    """The page of the concept that a row became, or else of its initiative."""
    if not row.pk or is_deleted:
        return ""
    if row.revision is not None:
        return reverse("admin:initiative_revision", args=[row.pk, row.revision])
    return reverse("admin:initiatives_initiative_change", args=[row.pk])


@admin.register(SheetImport)
class SheetImportAdmin(LoggedAdmin):
    """Imports, which nobody changes or deletes; for those who may add and change initiatives."""

    form = UploadForm
    list_display = ["file_name", "summary_of_rows", "state", "created_at", "created_by"]
    list_select_related = ["created_by"]
    add_form_template = "admin/sheet_upload.html"
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("rows")

    def has_module_permission(self, request):
        return request.user.has_perms(PERMISSIONS)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perms(PERMISSIONS)

    def has_add_permission(self, request):
        return request.user.has_perms(PERMISSIONS)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perms(PERMISSIONS)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("rijen"))
    def summary_of_rows(self, sheet_import):
        """How many rows are new, changed, unchanged and wrong."""
        return sheet_import.summary

    def get_urls(self):
        download = self.admin_site.admin_view(self.download)
        return [
            path("werkblad/<str:content>.<str:kind>", download, name="imports_sheetimport_file"),
            *super().get_urls(),
        ]

    def download(self, request, content, kind):
        """The empty template, or all initiatives, as CSV or XLSX."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        contents = {"sjabloon": Initiative.objects.none(), "initiatieven": Initiative.objects.all()}
        if content not in contents or kind not in WRITERS:
            return self._get_obj_does_not_exist_redirect(request, self.opts, content)
        return WRITERS[kind](sheet_lines(contents[content]))

    def render_change_form(self, request, context, *args, **kwargs):
        context["error_links"] = error_links(context["adminform"].form, []) if context["errors"] else []
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save what was read, with what importing it would do."""
        sheet_import = save_import(form.cleaned_data["file"].name, form.rows, request.user)
        obj.pk, obj.file_name = sheet_import.pk, sheet_import.file_name

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(_address(obj))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The rows of an import, and the buttons to apply or undo it."""
        sheet_import = get_object_or_404(SheetImport, pk=object_id if object_id.isdigit() else None)
        if not self.has_change_permission(request, sheet_import):
            raise PermissionDenied
        if request.method == "POST":
            self._perform(request, sheet_import)
            return HttpResponseRedirect(_address(sheet_import))
        rows = sheet_import.import_rows
        applied = sheet_import.state == SheetImport.State.APPLIED
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import van %s") % sheet_import,
            "opts": self.opts,
            "sheet_import": sheet_import,
            "lines": report_lines(sheet_import, rows),
            "retained": rows_edited_since(sheet_import) if applied else [row for row in rows if row.is_retained],
        }
        return TemplateResponse(request, "admin/sheet_report.html", context)

    def _perform(self, request, sheet_import):
        """Apply or undo an import, as the button says, and report that to the editor."""
        try:
            if "undo" in request.POST:
                undone_count = sheet_import.importable_count - len(undo(sheet_import.pk, request.user))
                self._report(request, sheet_import, _("Ongedaan gemaakt."), undone_count)
            else:
                sheet_import = apply(sheet_import.pk, request.user, good_only="good_only" in request.POST)
                counts = sheet_import.importable_count, sheet_import.concept_count
                self._report(request, sheet_import, _("Geïmporteerd."), *counts)
        except ImportRefused as error:
            sheet_import = SheetImport.objects.get(pk=sheet_import.pk)
            if sheet_import.state == SheetImport.State.CHECKED:
                plan_again(sheet_import)
            self.message_user(request, str(error), messages.ERROR)

    def _report(self, request, sheet_import, outcome, count, concept_count=0):
        sentences = [str(outcome), ngettext("%(n)d initiatief.", "%(n)d initiatieven.", count) % {"n": count}]
        if concept_count:
            text = ngettext(
                "%(n)d daarvan is een concept: op de site verandert nog niets.",
                "%(n)d daarvan zijn een concept: op de site verandert nog niets.",
                concept_count,
            )
            sentences.append(text % {"n": concept_count})
        self.log_change(request, sheet_import, " ".join(sentences))
        self.message_user(request, " ".join(sentences), messages.SUCCESS)


def _address(sheet_import):
    return reverse("admin:imports_sheetimport_change", args=[sheet_import.pk])
