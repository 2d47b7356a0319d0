"""Forms to follow a selection, and to change or end subscriptions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.submissions.forms import PublicForm, email_field

from .models import Subscription

Frequency = Subscription.Frequency


class FollowForm(PublicForm):
    """Form for a subscription: the frequency and the mail address."""

    frequency = forms.ChoiceField(
        label=_("Hoe vaak wilt u een mail?"),
        choices=Frequency,
        initial=Frequency.WEEKLY,
        help_text=_("Is er niets veranderd, dan krijgt u geen mail."),
        widget=forms.Select({"class": "text-input"}),
        error_messages={
            "required": _("Kies hoe vaak u een mail wilt."),
            "invalid_choice": _("Kies elke dag, elke week of elke maand."),
        },
    )
    email = email_field(
        label=_("Uw mailadres"),
        help_text=_("Wij sturen u een link om te bevestigen. Uw adres bewaren wij versleuteld, en alleen hiervoor."),
        error_messages={"required": _("Vul uw mailadres in. Daar komen de mails.")},
    )


class ChangeForm(forms.Form):
    """Form for a follower: change the frequency of one subscription, end it, or erase all of them."""

    subscription = forms.ModelChoiceField(queryset=Subscription.objects.none(), required=False)
    frequency = forms.ChoiceField(choices=Frequency, required=False)
    action = forms.ChoiceField(choices=[("change", ""), ("end", ""), ("forget", "")])

    def __init__(self, data, follower):
        super().__init__(data)
        self.fields["subscription"].queryset = follower.subscriptions.confirmed()

    def clean(self):
        needed = {"change": ["subscription", "frequency"], "end": ["subscription"]}
        for name in needed.get(self.cleaned_data.get("action"), []):
            if not self.cleaned_data.get(name):
                self.add_error(None, _("Wij weten niet wat u wilt wijzigen. Probeer het opnieuw."))
        return self.cleaned_data
