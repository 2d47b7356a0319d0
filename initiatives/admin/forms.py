"""The editors' forms for an initiative, with plain words about what it lacks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.admin_base import MeasuredForm, PartFormSet, RecordForm
from initiatives.publishability import DRAFT_MAY_LACK
from sources.models import Publication
from themes.models import Theme

NUMBER_ALONE = {
    "value": _("Vul de waarde in, zoals de bron die noemt."),
    "unit": _("Een getal zonder eenheid kan niet: schrijf op waar het getal van is."),
    "definition": _("Een getal zonder definitie kan niet: schrijf op wat er precies is geteld."),
    "period": _("Een getal zonder periode kan niet: schrijf op over welke tijd het gaat."),
    "publication": _("Een getal zonder bron kan niet: kies het document waar het in staat."),
}


class InitiativeAdminForm(RecordForm):
    """An initiative; a draft may be incomplete."""

    results_source = forms.ModelChoiceField(
        label=_("Bron van alle resultaten"),
        queryset=Publication.objects.all(),
        required=False,
        help_text=_("Kiest u hier een bron, dan krijgt elk resultaat hieronder die bron. Leeg: elk houdt zijn eigen."),
    )

    class Meta:
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "tags": _("Met een komma, een puntkomma of een nieuwe regel ertussen, bijvoorbeeld: taal, sociale huur.")
        }
        error_messages = {
            "summary": {
                "max_length": _(
                    "De samenvatting heeft %(show_value)d tekens. Het mogen er hoogstens %(limit_value)d zijn."
                )
            },
            "main_theme": {
                "required": _("Kies een hoofdthema. Ook een concept heeft er een nodig."),
                "invalid_choice": _("Kies als hoofdthema een hoofdthema, geen subthema."),
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(DRAFT_MAY_LACK) & set(self.fields):
            self.fields[name].required = False
        if "summary" in self.fields:
            # A browser that stops at 300 characters would cut off a pasted text without a word.
            self.fields["summary"].widget.attrs.pop("maxlength", None)

    def clean_themes(self):
        """The themes; the main theme is one of them, also where the content files, left as they are, do not say so."""
        themes, main_theme = self.cleaned_data["themes"], self.cleaned_data.get("main_theme")
        if main_theme is None or not {"themes", "main_theme"} & set(self.changed_data):
            return themes
        return Theme.objects.filter(pk__in={*themes.values_list("pk", flat=True), main_theme.pk})

    def clean_results_source(self):
        """The source that all results get; the forms of these find it at the initiative."""
        self.instance.results_source = self.cleaned_data["results_source"]
        return self.instance.results_source


class ResultFormSet(PartFormSet):
    """The results of an initiative, which may all get one source at once."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if source := getattr(self.instance, "results_source", None):
            form.shared_source, form.fields["publication"].required = source, False


class ResultForm(MeasuredForm):
    """A result, which never stands alone; it has the source that was chosen for all of them, if one was."""

    shared_source = None

    def clean_publication(self):
        return self.shared_source or self.cleaned_data["publication"]

    def has_changed(self):
        is_other = self.shared_source and self.instance.pk and self.initial["publication"] != self.shared_source.pk
        return bool(is_other) or super().has_changed()

    class Meta:
        error_messages = {name: {"required": sentence} for name, sentence in NUMBER_ALONE.items()}
