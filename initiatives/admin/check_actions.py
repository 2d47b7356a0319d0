"""Actions on the check dates of many initiatives at once."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.confirmed_actions import ConfirmedAction
from core.fields import DayField
from core.records import State
from initiatives.publishability import next_check_date


class CheckDateAction(ConfirmedAction):
    """An action on the dates of the check, which change on the site at once."""

    def refusals(self, record, cleaned_data):
        return [_("Dit is ingetrokken.")] if record.state == State.WITHDRAWN else []


class MarkCheckedAction(CheckDateAction):
    """Notes that an editor checked these today, and when they must be checked again."""

    name, title, button = "mark_checked", _("Heeft u dit vandaag gecontroleerd?"), _("Ja, vandaag gecontroleerd")
    success_message = ngettext_lazy("%(n)d initiatief gecontroleerd.", "%(n)d initiatieven gecontroleerd.", "n")

    @property
    def consequence(self):
        """Sentence on the effect of the action on the site, with the day of the next check."""
        text = _("Op de site staat dan dat dit vandaag is gecontroleerd. De volgende controle is op %(day)s.")
        return text % {"day": date_format(next_check_date(timezone.localdate()))}

    def perform(self, record, cleaned_data):
        today = timezone.localdate()
        record.checked_on, record.checked_by, record.next_check = today, self.request.user, next_check_date(today)
        record.checked_by_municipality = False
        self.model_admin.save_check(self.request, record, _("Gecontroleerd."))


class NextCheckForm(forms.Form):
    """Asks for a day."""

    day = DayField(
        label=_("Volgende controle"),
        help_text=_("Na deze dag staat het bij de redactie op de lijst ‘te laat’. Kies een dag na vandaag."),
        error_messages={"required": _("Kies een dag.")},
    )

    def clean_day(self):
        if self.cleaned_data["day"] <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag na vandaag."))
        return self.cleaned_data["day"]


class SetNextCheckAction(CheckDateAction):
    """Sets the day of the next check."""

    name, title, button = "set_next_check", _("Wanneer is de volgende controle?"), _("Datum vastleggen")
    consequence = _("De datum geldt meteen. Wanneer iets voor het laatst is gecontroleerd, verandert niet.")
    success_message = ngettext_lazy(
        "Datum vastgelegd bij %(n)d initiatief.", "Datum vastgelegd bij %(n)d initiatieven.", "n"
    )
    form = NextCheckForm

    def perform(self, record, cleaned_data):
        record.next_check = cleaned_data["day"]
        text = _("Volgende controle: %(day)s.") % {"day": date_format(record.next_check)}
        self.model_admin.save_check(self.request, record, text)
