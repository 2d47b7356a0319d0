"""Sources and organisations at the editors' desk."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .admin_base import RecordAdmin, RecordForm
from .models import Organisation, Publication

PUBLICATION_STATE = (_("Publicatie"), {"fields": ["state", "withdrawal_reason", "internal_note"]})


class LinesField(forms.CharField):
    """A list of words, shown one on a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]


class OrganisationForm(RecordForm):
    """An organisation, with its other names one on a line."""

    other_names = LinesField(
        label=_("Andere namen"), required=False, help_text=_("Vroegere of andere namen, één op elke regel.")
    )


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    """Organisations."""

    form = OrganisationForm
    source = "mentioned_in"
    slug_from = "name"
    list_display = ["name", "abbreviation", "kind", "state"]
    list_filter = ["state", "kind"]
    search_fields = ["name", "abbreviation", "slug"]
    fieldsets = [
        (None, {"fields": ["name", "abbreviation", "other_names", "slug", "kind", "role", "mentioned_in"]}),
        PUBLICATION_STATE,
    ]


@admin.register(Publication)
class PublicationAdmin(RecordAdmin):
    """Publications."""

    code_prefix = "RED-B"
    slug_from = "title"
    list_display = ["title", "publisher", "date", "kind", "link_state", "state"]
    list_filter = ["state", "kind", "link_state", "language"]
    search_fields = ["title", "publisher", "code"]
    fieldsets = [
        (None, {"fields": ["title", "code", "slug", "publisher", "organisation", "date", "kind", "language"]}),
        (_("Adres"), {"fields": ["url", "link_state", "hide_address"]}),
        (_("Toelichting"), {"fields": ["note"]}),
        PUBLICATION_STATE,
    ]
