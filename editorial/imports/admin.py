"""Imports at the desk: upload a file, look at its rows, confirm, and take it back."""

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
from initiatives.models import Initiative

from . import exporting
from .checking import parse
from .models import SheetImport
from .reading import read
from .report import lines
from .sheets import SheetError
from .writing import Refused, apply, check, check_again, edited_since, undo

WRITERS = {"csv": exporting.csv_file, "xlsx": exporting.xlsx_file}
PERMISSIONS = ["initiatives.add_initiative", "initiatives.change_initiative"]


class UploadForm(forms.ModelForm):
    """Asks for a file, and reads it: a file that cannot be trusted is refused here."""

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
            self.rows = parse(read(file.name, file))
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        return file


@admin.register(SheetImport)
class SheetImportAdmin(admin.ModelAdmin):
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
    def summary_of_rows(self, made):
        """How many rows are new, changed, unchanged and wrong."""
        return made.summary

    def get_urls(self):
        files = self.admin_site.admin_view(self.file)
        return [
            path("werkblad/<str:content>.<str:kind>", files, name="imports_sheetimport_file"),
            *super().get_urls(),
        ]

    def file(self, request, content, kind):
        """The empty template, or all initiatives, as CSV or XLSX."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        chosen = {"sjabloon": Initiative.objects.none(), "initiatieven": Initiative.objects.all()}
        if content not in chosen or kind not in WRITERS:
            return self._get_obj_does_not_exist_redirect(request, self.opts, content)
        return WRITERS[kind](exporting.rows(chosen[content]))

    def render_change_form(self, request, context, *args, **kwargs):
        context["error_links"] = error_links(context["adminform"].form, []) if context["errors"] else []
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        """Keep what was read, with what importing it would do."""
        made = check(form.cleaned_data["file"].name, form.rows, request.user)
        obj.pk, obj.file_name = made.pk, made.file_name

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(_address(obj))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The rows of an import, and the buttons to go on or back."""
        made = get_object_or_404(SheetImport, pk=object_id if object_id.isdigit() else None)
        if not self.has_change_permission(request, made):
            raise PermissionDenied
        if request.method == "POST":
            self._act(request, made)
            return HttpResponseRedirect(_address(made))
        applied = made.state == SheetImport.State.APPLIED
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import van %s") % made,
            "opts": self.opts,
            "made": made,
            "lines": lines(made),
            "edited": edited_since(made) if applied else [row for row in made.rows if row.get("kept")],
        }
        return TemplateResponse(request, "admin/sheet_report.html", context)

    def _act(self, request, made):
        try:
            if "undo" in request.POST:
                self._undo(request, made)
            else:
                made = apply(made.pk, request.user, good_only="good_only" in request.POST)
                self._tell(request, made, _("Geïmporteerd."), made.good, made.concepts)
        except Refused as error:
            made = SheetImport.objects.get(pk=made.pk)
            if made.state == SheetImport.State.CHECKED:
                check_again(made)
            self.message_user(request, str(error), messages.ERROR)

    def _undo(self, request, made):
        kept = undo(made.pk, request.user)
        self._tell(request, made, _("Ongedaan gemaakt."), made.good - len(kept))

    def _tell(self, request, made, done, number, concepts=0):
        rows = ngettext("%(n)d initiatief.", "%(n)d initiatieven.", number) % {"n": number}
        beside = ngettext(
            "%(n)d daarvan is een concept: op de site verandert nog niets.",
            "%(n)d daarvan zijn een concept: op de site verandert nog niets.",
            concepts,
        )
        text = " ".join([str(done), rows, *([beside % {"n": concepts}] if concepts else [])])
        self.log_change(request, made, text)
        self.message_user(request, text, messages.SUCCESS)


def _address(made):
    return reverse("admin:imports_sheetimport_change", args=[made.pk])
