"""Forms for the answers of a municipality to check requests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import MultilineField

from .models import CheckRequest

MAX_LENGTH = 2000


class AnswerForm(forms.Form):
    """Form for the answer to a check request: whether an initiative is still right, and if not, why."""

    answer = forms.ChoiceField(
        choices=CheckRequest.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord."), "invalid_choice": _("Kies een van de drie antwoorden.")},
    )
    text = MultilineField(
        required=False,
        max_length=MAX_LENGTH,
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

    @property
    def anchors(self):
        """Return the HTML ids of its fields: a dict."""
        return {"answer": self._id("antwoord-ja"), "text": self._id("toelichting")}

    def _id(self, name):
        return f"{name}-{self.prefix}" if self.prefix else name

    def linked_errors(self):
        """The error summary: a list of (id of the field on the page, message)."""
        return [(self.anchors[name], message) for name, messages in self.errors.items() for message in messages]


class RoundAnswerForm(AnswerForm):
    """Form for one example of a round: the answer may be left out, but not when an explanation is given."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Kies ook een antwoord."))
        return cleaned
