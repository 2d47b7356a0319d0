"""Pictures and papers at the editors' desk: upload, describe, clear, and see where they are used."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin

from .files import MAX_BYTES, FileRefused, store
from .models import Licence, Paper, Picture
from .reading import read_text
from .scanning import scan

REQUIRED = {"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")}


def file_field(accept, help_text):
    """A field for a file of one of the kinds in `accept`, at most MAX_BYTES."""
    widget = forms.FileInput(attrs={"accept": accept})
    return forms.FileField(label=_("Bestand"), help_text=help_text, error_messages=REQUIRED, widget=widget)


class UploadForm(forms.ModelForm):
    """A record with its file, which is chosen once: what it may be follows from its content, not from its name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("file", None)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot: hoogstens 5 MB."))
        try:
            return self.accept(scan(file.read()))
        except FileRefused as error:
            raise forms.ValidationError(str(error)) from error


class PictureForm(UploadForm):
    """A picture; the files that visitors see are made of what is uploaded."""

    file = file_field(
        ".jpg,.jpeg,.png,.webp,.avif,.heic,.heif",
        _("JPEG, PNG, WebP, AVIF of HEIC, hoogstens 5 MB. Wij halen plaats, tijd en toestel eruit."),
    )

    class Meta:
        widgets = {"alt": forms.Textarea(attrs={"rows": 2})}

    def accept(self, data):
        """The files of the picture in these bytes."""
        from .pictures import make_picture  # loads Pillow, which a process for visitors need not have

        return make_picture(data)


class PaperForm(UploadForm):
    """A paper; its kind of file follows from its content."""

    file = file_field(
        ".pdf,.docx,.odt,.xlsx",
        _("PDF, Word (.docx), OpenDocument (.odt) of Excel (.xlsx), hoogstens 5 MB, zonder macro’s."),
    )

    def accept(self, data):
        """The bytes, and what kind of file they are."""
        from .papers import inspect_paper  # loads pypdf, likewise

        return data, inspect_paper(data)


class StoredAdmin(DeskAdmin):
    """Records with a file, which is stored before they are: a file without a record is removed later on."""

    described = []

    def get_fields(self, request, obj=None):
        return [*(["shown"] if obj else ["file"]), *self.described]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["shown"] if obj else [])]

    def get_form(self, request, obj=None, change=False, **kwargs):
        fields = [*([] if obj else ["file"]), *self.described]
        return super().get_form(request, obj, change, **kwargs | {"fields": fields})


@admin.register(Picture)
class PictureAdmin(StoredAdmin):
    """Pictures."""

    form = PictureForm
    described = ["title", "alt", "is_decorative", "caption", "maker", "licence", "people", "focus"]
    list_display = ["title", "shown", "maker", "people", "licence", "created_at"]
    list_filter = ["people", "licence", "is_decorative"]
    search_fields = ["title", "alt", "caption", "maker"]

    def save_model(self, request, obj, form, change):
        if picture := form.cleaned_data.get("file"):
            obj.widths, obj.height = picture.widths, picture.height
            store({obj.stored_name(name): content for name, content in picture.contents.items()})
        super().save_model(request, obj, form, change)

    def get_fields(self, request, obj=None):
        return [*super().get_fields(request, obj), *(["number"] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["number"] if obj else [])]

    @admin.display(description=_("afbeelding"))
    def shown(self, picture):
        """The picture itself, small."""
        return thumbnail(picture)

    @admin.display(description=_("nummer"))
    def number(self, picture):
        """By which an editor places it in a fixed page."""
        text = _(
            "%(number)d. In een vaste bladzijde plaatst u haar met {{ afbeelding %(number)d }}, op een eigen regel."
        )
        return text % {"number": picture.pk}


@admin.register(Paper)
class PaperAdmin(StoredAdmin):
    """Papers to use again."""

    form = PaperForm
    described = ["title", "kind", "municipality", "year", "licence", "personal_data_checked"]
    list_display = ["title", "kind", "municipality", "year", "format", "personal_data_checked", "created_at"]
    list_filter = ["kind", "personal_data_checked", "format", "licence"]
    list_select_related = ["municipality"]
    search_fields = ["title", "municipality__name"]

    def save_model(self, request, obj, form, change):
        if "file" in form.cleaned_data:
            data, obj.format = form.cleaned_data["file"]
            obj.size, obj.text = len(data), read_text(data, obj.format)
            store({obj.stored_name(): data})
        super().save_model(request, obj, form, change)

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """Leave out the licence that does not allow reuse: a paper is there to be used again."""
        if db_field.name == "licence":
            kwargs["choices"] = [choice for choice in db_field.get_choices() if choice[0] != Licence.PERMISSION]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description=_("bestand"))
    def shown(self, paper):
        """A link to the file."""
        paper.is_preview = True
        return format_html('<a href="{}">{}</a>', paper.download, paper.file_name)


def thumbnail(picture):
    """The picture as editors see it in a list or a form."""
    picture.is_preview = True
    return format_html('<img class="desk-thumbnail" src="{}" alt="{}">', picture.smallest, picture.alt)
