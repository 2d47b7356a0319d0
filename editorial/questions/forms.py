"""The form of a question to a municipality."""

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.submissions.forms import PlainTextField, PublicForm, email_field

MAX_LENGTH = 2000


class QuestionForm(PublicForm):
    """Form for a question: its text, the mail address of the sender, and consent to pass that on."""

    text = PlainTextField(
        label=_("Wat wilt u vragen?"),
        rows=7,
        max_length=MAX_LENGTH,
        required=_("Schrijf uw vraag op."),
        help_text=_("Schrijf erbij wie u bent en waarvoor u het wilt weten. Hoogstens 2000 tekens."),
    )
    email = email_field(
        label=_("Uw mailadres"),
        help_text=_("Wij mailen u eerst een link om uw vraag te bevestigen. Uw adres komt niet op de site."),
        error_messages={"required": _("Vul uw mailadres in. Zonder adres kan de gemeente u niet antwoorden.")},
    )
    consent = forms.BooleanField(
        label=_("De gemeente mag bij deze vraag mijn mailadres krijgen, om mij te antwoorden."),
        error_messages={"required": _("Zet het vinkje. Zonder uw adres kan de gemeente u niet antwoorden.")},
    )
