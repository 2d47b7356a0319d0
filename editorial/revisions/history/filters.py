"""The parameters of the public history: a theme, a municipality, some initiatives, and the day from which on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import DayField, LineField
from initiatives.shortlist.shortlist import read_shortlist
from municipalities.gazetteer import gazetteer
from themes.models import Theme

from .models import PublicChange

INPUT = {"class": "text-input", "autocomplete": "off"}


class SinceForm(forms.Form):
    """The day from which on changes are listed."""

    use_required_attribute = False
    sinds = DayField(
        label=_("Sinds"),
        required=False,
        help_text=_("Bijvoorbeeld 1 maart 2026, of 1-3-2026."),
        widget=forms.TextInput(INPUT),
    )

    def changes(self):
        """The public changes that were asked for; none when a parameter is wrong."""
        if not self.is_valid():
            return PublicChange.objects.none()
        day = self.cleaned_data["sinds"]
        return PublicChange.objects.since(day) if day else PublicChange.objects.all()


class ThemeField(forms.ModelChoiceField):
    """A list of themes in which a sub-theme stands under its own theme."""

    def label_from_instance(self, theme):
        return f"– {theme.name}" if theme.parent_id else theme.name


class HistoryForm(SinceForm):
    """Filter form with also a theme, a municipality, and the codes of the initiatives of a list (`van`)."""

    field_order = ["thema", "gemeente", "sinds"]
    thema = ThemeField(
        label=_("Thema"),
        queryset=Theme.objects.published().by_family(),
        to_field_name="slug",
        required=False,
        empty_label=_("Alle thema’s"),
        widget=forms.Select(INPUT),
        error_messages={"invalid_choice": _("Dit thema kennen wij niet.")},
    )
    gemeente = LineField(label=_("Gemeente"), required=False, widget=forms.TextInput(INPUT))
    van = LineField(label=_("Voorbeelden"), required=False, widget=forms.HiddenInput)

    def clean_gemeente(self):
        """The `Place` of a typed name or slug; None when nothing was typed."""
        name = self.cleaned_data["gemeente"]
        place = gazetteer().find(name) if name else None
        if name and place is None:
            raise forms.ValidationError(_("Deze gemeente kennen wij niet."))
        return place

    def clean_van(self):
        """The keys of the published initiatives with these codes; None when none were asked for."""
        codes = self.cleaned_data["van"]
        keys = list(read_shortlist(codes).keys.values()) if codes else None
        if keys == []:
            raise forms.ValidationError(_("Deze voorbeelden kennen wij niet."))
        return keys

    def changes(self):
        changes = super().changes()
        if self.is_valid() and (keys := self.cleaned_data["van"]):
            changes = changes.filter(initiative__in=keys)
        if self.is_valid() and (theme := self.cleaned_data["thema"]):
            changes = changes.of_theme(theme)
        if self.is_valid() and (place := self.cleaned_data["gemeente"]):
            changes = changes.of_municipality(place.current_slug)
        return changes
