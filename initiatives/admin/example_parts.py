"""Examples that an editor gives a number, in a market or in a bundle."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin_base import PartFormSet, PartInline
from initiatives.market.floor_plan import reorder_stands

MAX_POSITION = 32_767  # what fits in the column of both databases


class NumberedForm(forms.ModelForm):
    """A part with a number; without one it comes last."""

    position = forms.IntegerField(
        label=_("Volgorde"),
        required=False,
        min_value=1,
        max_value=MAX_POSITION,
        help_text=_("Een lager getal staat eerder. Leeg: achteraan."),
    )

    def clean_position(self):
        return self.cleaned_data["position"] or MAX_POSITION


class NumberedFormSet(PartFormSet):
    """Parts in their order: 1, 2, 3 without gaps, however they were numbered before."""

    def get_queryset(self):
        if not hasattr(self, "_queryset"):
            for number, part in enumerate(super().get_queryset(), 1):
                part.position = number
        return self._queryset

    def save(self, commit=True):
        saved = super().save(commit)
        if commit:
            forms = [form for form in self.forms if form.instance.pk and form not in self.deleted_forms]
            moves = [(form.cleaned_data["position"], form.initial.get("position"), form.instance) for form in forms]
            parts = reorder_stands(moves)
            for number, part in enumerate(parts, 1):
                part.position = number
            self.model.objects.bulk_update(parts, ["position"])
        return saved


class ExampleInline(PartInline):
    """Numbered examples, each with its theme and municipality."""

    readonly_fields = ["about"]

    def get_queryset(self, request):
        parts = super().get_queryset(request).select_related("initiative__main_theme")
        return parts.prefetch_related("initiative__municipalities")

    @admin.display(description=_("Thema en gemeente"))
    def about(self, part):
        """The theme and the municipality of its initiative; and why visitors don't see it."""
        if not part.pk:
            return ""
        initiative = part.initiative
        names = [municipality.name for municipality in initiative.municipalities.all()]
        places = ", ".join(names) or initiative.country or _("geen vaste gemeente")
        text = format_html("{}<br>{}", initiative.main_theme, places)
        if initiative.is_published:
            return text
        hidden = _("Niet te zien: dit initiatief is niet gepubliceerd (%(state)s).")
        return format_html(
            '{}<br><strong class="desk-warning">{}</strong>', text, hidden % {"state": initiative.get_state_display()}
        )
