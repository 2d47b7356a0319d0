"""The editors' forms for an initiative, with plain words about what it lacks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.admin_base import RecordForm
from initiatives.publishability import DRAFT_MAY_LACK

NUMBER_ALONE = {
    "value": _("Vul de waarde in, zoals de bron die noemt."),
    "unit": _("Een getal zonder eenheid kan niet: schrijf op waar het getal van is."),
    "definition": _("Een getal zonder definitie kan niet: schrijf op wat er precies is geteld."),
    "period": _("Een getal zonder periode kan niet: schrijf op over welke tijd het gaat."),
    "publication": _("Een getal zonder bron kan niet: kies het document waar het in staat."),
}


class InitiativeAdminForm(RecordForm):
    """An initiative; a draft may be incomplete."""

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


class ResultForm(forms.ModelForm):
    """A result, which never stands alone."""

    class Meta:
        error_messages = {name: {"required": sentence} for name, sentence in NUMBER_ALONE.items()}
