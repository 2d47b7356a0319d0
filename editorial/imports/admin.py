"""Imports at the desk: upload a file, look at its rows, confirm, and undo it."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.background_admin import TOO_LATE, followed_address, followed_job, progress_page, start_logged
from core.form_errors import error_links
from core.http import origin
from core.logged_admin import LoggedAdmin
from core.records import is_key
from initiatives.models import Initiative

from .applying import ImportRefused, apply, plan_again, undo
from .edited import rows_edited_since
from .export_admin import PERMISSIONS
from .exports import is_long_export
from .forms import ColumnsForm, UploadForm
from .jobs import APPLY, UNDO, check_or_start, is_long, outcome
from .models import SheetImport
from .report import option_lists, questions, read_answers, report_lines
from .steps import decide, save_file
from .workbook import filled_in, template
from .wrong_rows import wrong_sheets

COLUMNS_STEP = "kolommen"
ANSWERING = {"apply", "good_only", "answer"}  # the buttons that send the answers along


@admin.register(SheetImport)
class SheetImportAdmin(LoggedAdmin):
    """Imports, which nobody changes or deletes; for those who may add and change initiatives."""

    form = UploadForm
    list_display = ["file_name", "summary_of_rows", "state", "created_at", "created_by"]
    list_select_related = ["created_by"]
    add_form_template = "admin/sheet_upload.html"
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).defer("rows", "table", "choices")

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
        """Number of rows by outcome, in words."""
        return sheet_import.summary

    def get_urls(self):
        download, wrong = self.admin_site.admin_view(self.download), self.admin_site.admin_view(self.download_wrong)
        return [
            path("<int:key>/foute-rijen.xlsx", wrong, name="imports_sheetimport_wrong"),
            path("werkblad/<str:content>.<str:kind>", download, name="imports_sheetimport_file"),
            *super().get_urls(),
        ]

    def download(self, request, content, kind):
        """The empty template, or all initiatives, as CSV or XLSX."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if content not in {"sjabloon", "initiatieven"} or kind not in {"csv", "xlsx"}:
            return self._get_obj_does_not_exist_redirect(request, self.opts, content)
        if content == "sjabloon":
            return template(kind)
        if is_long_export(Initiative.objects.all(), kind):
            return HttpResponseRedirect(reverse("admin:imports_sheetexport_add"))
        return filled_in(Initiative.objects.all(), kind)

    def download_wrong(self, request, key):
        """The rows of an import that cannot be imported, with what is wrong, as XLSX."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        sheet_import = get_object_or_404(SheetImport.objects.exclude(table={}), pk=key)
        from .xlsx_files import xlsx_of_texts  # loads openpyxl

        return xlsx_of_texts("foute-rijen", wrong_sheets(sheet_import))

    def render_change_form(self, request, context, *args, **kwargs):
        context["error_links"] = error_links(context["adminform"].form, []) if context["errors"] else []
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """Save what was read, with what importing it would do."""
        name, municipality = form.cleaned_data["file"].name, form.cleaned_data["municipality"]
        sheet_import = save_file(name, form.table, municipality, request.user, self._check(request))
        obj.pk, obj.file_name = sheet_import.pk, sheet_import.file_name

    def _check(self, request):
        return partial(check_or_start, user=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(_address(obj))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The columns of an import that are to be chosen, or its rows with the buttons to apply or undo it."""
        sheet_import = get_object_or_404(SheetImport, pk=object_id if is_key(object_id) else None)
        if not self.has_change_permission(request, sheet_import):
            raise PermissionDenied
        job = followed_job(request, sheet_import)
        if job and not job.finished_at:
            return progress_page(self, request, job)
        if sheet_import.is_open and (sheet_import.needs_columns or COLUMNS_STEP in request.GET):
            return self._columns_step(request, sheet_import)
        if request.method == "POST":
            self._perform(request, sheet_import)
            return HttpResponseRedirect(_address(sheet_import))
        return self._report_page(request, sheet_import)

    def _report_page(self, request, sheet_import):
        rows, applied = sheet_import.import_rows, sheet_import.state == SheetImport.State.APPLIED
        open_questions = questions(rows) if sheet_import.is_open else []
        context = {
            **self._context(request, sheet_import),
            "title": _("Import van %s") % sheet_import,
            "lines": report_lines(sheet_import, rows),
            "questions": open_questions,
            "option_lists": option_lists(open_questions),
            "has_decisions": any(row.alike for row in rows),
            "retained": rows_edited_since(sheet_import) if applied else [row for row in rows if row.is_retained],
        }
        return TemplateResponse(request, "admin/sheet_report.html", context)

    def _columns_step(self, request, sheet_import):
        form = ColumnsForm(sheet_import, request.POST or None)
        if form.is_valid():
            try:
                self._check(request)(sheet_import, form.choices())
                self.log_change(request, sheet_import, str(_("Kolommen gekozen.")))
            except ImportRefused as error:
                self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(_address(sheet_import))
        context = {
            **self._context(request, sheet_import),
            "title": _("Kolommen van %s") % sheet_import,
            "form": form,
            "error_links": error_links(form, []) if form.errors else [],
        }
        return TemplateResponse(request, "admin/sheet_columns.html", context)

    def _context(self, request, sheet_import):
        remarks = sheet_import.table.get("remarks", [])
        return {
            **self.admin_site.each_context(request),
            **{"opts": self.opts, "sheet_import": sheet_import, "remarks": remarks},
            "job": followed_job(request, sheet_import),
        }

    def _perform(self, request, sheet_import):
        """Apply or undo an import, as the button says, and report that to the editor; nothing without a button."""
        try:
            if "undo" in request.POST:
                self._undo(request, sheet_import)
            elif "stop" in request.POST:
                self.message_user(request, TOO_LATE, messages.WARNING)
            elif not ANSWERING & request.POST.keys():
                self.message_user(request, _("Er is niets gedaan: kies een van de knoppen."), messages.ERROR)
            elif not self._took_answers(request, sheet_import) and "answer" not in request.POST:
                self._apply(request, sheet_import, good_only="good_only" in request.POST)
        except ImportRefused as error:
            sheet_import = SheetImport.objects.get(pk=sheet_import.pk)
            if sheet_import.state == SheetImport.State.CHECKED:
                plan_again(sheet_import)
            self.message_user(request, str(error), messages.ERROR)

    def _undo(self, request, sheet_import):
        if is_long(UNDO, sheet_import):
            return start_logged(self, request, UNDO, sheet_import, origin=origin(request))
        retained = undo(sheet_import.pk, request.user)
        return self._report(request, SheetImport.objects.get(pk=sheet_import.pk), len(retained))

    def _apply(self, request, sheet_import, good_only):
        if is_long(APPLY, sheet_import):
            parameters = {"origin": origin(request), "good_only": good_only}
            return start_logged(self, request, APPLY, sheet_import, **parameters)
        return self._report(request, apply(sheet_import.pk, request.user, good_only))

    def _took_answers(self, request, sheet_import):
        """Take in what the form answers; returns whether it says anything new, so that the rows are looked at again."""
        if not sheet_import.is_open:
            return False
        answers, decisions, refusals = read_answers(request.POST, sheet_import.import_rows)
        for sentence in refusals:
            self.message_user(request, sentence, messages.ERROR)
        is_new = decide(sheet_import, answers, decisions, self._check(request))
        if is_new and not sheet_import.needs_columns:
            text = _("Uw antwoorden zijn verwerkt. Er is nog niets opgeslagen: bekijk de rijen, en bevestig dan.")
            self.message_user(request, text, messages.SUCCESS)
        return is_new or bool(refusals)

    def _report(self, request, sheet_import, retained=0):
        text = outcome(sheet_import, retained)
        self.log_change(request, sheet_import, text)
        self.message_user(request, text, messages.SUCCESS)


def _address(sheet_import):
    """The page of an import; while something is done with it, the one that shows its outcome afterwards."""
    return followed_address(sheet_import)
