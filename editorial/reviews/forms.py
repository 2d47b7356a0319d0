"""The form behind the link in our mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import CheckRequest

LONGEST = 2000


class Lines(forms.CharField):
    """A text of some lines; an end of a line counts as one character, as in the browser."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class AnswerForm(forms.Form):
    """Whether an initiative still is right, and if not, why."""

    answer = forms.ChoiceField(
        choices=CheckRequest.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord."), "invalid_choice": _("Kies een van de drie antwoorden.")},
    )
    text = Lines(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("Gebruik hoogstens 2.000 tekens. U gebruikt er nu %(show_value)d.")},
    )

    def clean(self):
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == CheckRequest.Answer.CHANGED and "text" in cleaned and not cleaned["text"]:
            self.add_error("text", _("Schrijf op wat er is veranderd."))
        if answer == CheckRequest.Answer.STOPPED and "text" in cleaned and not cleaned["text"]:
            self.add_error("text", _("Schrijf op waarom het is gestopt."))
        return cleaned

    def wrong(self):
        """What is wrong: a list of (id of the field on the page, sentence)."""
        anchors = {"answer": "antwoord-ja", "text": "toelichting"}
        return [(anchors[name], sentence) for name, found in self.errors.items() for sentence in found]
