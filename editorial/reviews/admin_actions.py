"""Admin actions for check requests: ask now, start the yearly round, accept or set aside a "ja"."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.confirmed_actions import ConfirmedAction
from core.fields import LineField

from .answers import accept, changed_since_answer, set_aside
from .contacts import agreed_mailbox, agreed_mailbox_of
from .models import CheckRequest, Round
from .notifications import send_check_request
from .rounds import examples_of, start_round

NO_MAILBOX = _("Er is geen postbus die akkoord ging. Leg die vast bij ‘Contacten bij gemeenten’.")

CHANGED_SINCE = _(
    "Dit is gewijzigd nadat de gemeente antwoordde. Neem het antwoord niet over, en vraag de gemeente opnieuw."
)


class AskNowAction(ConfirmedAction):
    """Action that sends municipalities a check request for initiatives today."""

    name, title = "ask_municipality", _("Wilt u de gemeente nu vragen of dit klopt?")
    button = _("Vraag de gemeente nu")
    consequence = _("De gemeente krijgt een mail met een link om te antwoorden. Op de site verandert nu niets.")
    success_message = ngettext_lazy("%(n)d vraag aan een gemeente gestuurd.", "%(n)d vragen gestuurd.", "n")

    def refusals(self, record, cleaned_data):
        if not record.is_published:
            return [_("Dit staat niet op de site.")]
        if unanswered := CheckRequest.objects.asked_now().filter(initiative=record).first():
            day = date_format(timezone.localtime(unanswered.sent_at), "j F Y")
            return [_("De vraag van %(day)s is nog niet beantwoord.") % {"day": day}]
        if CheckRequest.objects.filter(initiative=record, round=None, due_on=_check_day(record)).exists():
            return [_("Voor deze controle heeft de gemeente al geantwoord.")]
        return [] if agreed_mailbox(record) else [NO_MAILBOX]

    def remark(self, record):
        return agreed_mailbox(record)

    def perform(self, record, cleaned_data):
        if send_check_request(record, _check_day(record)):
            self.model_admin.log_change(self.request, record, str(_("Aan de gemeente gevraagd of dit klopt.")))


def _check_day(initiative):
    """Return the due date for a check request sent today: that of the check that is due, or else today (extra check).

    Also an extra check when an editor set aside the answer to the one that is due.
    """
    today, due_on = timezone.localdate(), initiative.next_check
    if not due_on or due_on > today or initiative.check_requests.filter(due_on=due_on, is_accepted=False).exists():
        return today
    return due_on


class StartRoundAction(ConfirmedAction):
    """Action that starts the yearly round: one mail to each municipality about all its examples."""

    name, title = "start_round", _("Wilt u de jaarronde bij deze gemeenten beginnen?")
    button = _("Begin de jaarronde")
    consequence = _("Elke gemeente krijgt één mail over al haar voorbeelden. Na twee weken volgt één herinnering.")
    success_message = ngettext_lazy("%(n)d gemeente gevraagd.", "%(n)d gemeenten gevraagd.", "n")

    def refusals(self, record, cleaned_data):
        if record.municipality is None:
            return [_("Dit is het contact van één initiatief. De jaarronde gaat per gemeente.")]
        if record.municipality.ended_on:
            return [_("Deze gemeente bestaat niet meer. Vraag de gemeente waarin zij opging.")]
        if Round.objects.filter(municipality=record.municipality, year=timezone.localdate().year).exists():
            return [_("Deze gemeente is dit jaar al gevraagd.")]
        if not examples_of(record.municipality).exists():
            return [_("Van deze gemeente staat geen voorbeeld op de site dat dit jaar nog niet is gevraagd.")]
        return [] if agreed_mailbox_of(record.municipality) else [_("Dit akkoord is verlopen.")]

    def remark(self, record):
        total = examples_of(record.municipality).count()
        return ngettext_lazy("%(n)d voorbeeld", "%(n)d voorbeelden", total) % {"n": total}

    def perform(self, record, cleaned_data):
        if start_round(record.municipality):
            self.model_admin.log_change(self.request, record, str(_("Jaarronde begonnen.")))


class AcceptAction(ConfirmedAction):
    """Action that accepts a "ja": the site then says that the municipality confirmed the initiative."""

    name, title = "accept", _("Wilt u deze bevestigingen overnemen?")
    button = _("Neem over")
    consequence = _(
        "Op de site staat dan ‘Bevestigd door de gemeente’ en ‘Gecontroleerd’, met de dag van het antwoord."
    )
    success_message = ngettext_lazy("%(n)d bevestiging overgenomen.", "%(n)d bevestigingen overgenomen.", "n")

    def refusals(self, record, cleaned_data):
        if refusals := _decided(record):
            return refusals
        if not record.initiative.is_published:
            return [_("Dit staat niet op de site.")]
        return [CHANGED_SINCE] if changed_since_answer(record) else []

    def remark(self, record):
        return date_format(timezone.localtime(record.answered_at), "j F Y")

    def perform(self, record, cleaned_data):
        if accept(record):
            self.model_admin.log_change(self.request, record, str(_("Bevestiging overgenomen.")))


def _decided(record):
    if record.answer != CheckRequest.Answer.YES:
        return [_("De gemeente antwoordde geen ‘ja’.")]
    return [] if record.is_accepted is None else [_("Hierover is al beslist.")]


class SetAsideForm(forms.Form):
    """Form for the reason to set a "ja" aside."""

    reason = LineField(
        label=_("Reden"),
        max_length=300,
        help_text=_("Alleen de redactie leest deze reden. Noem geen namen van personen. Hoogstens 300 tekens."),
        error_messages={"required": _("Schrijf op waarom u dit niet overneemt.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SetAsideAction(ConfirmedAction):
    """Action that sets confirmations aside with a reason: the site does not show them."""

    name, title, button = "set_aside", _("Wilt u deze bevestigingen niet overnemen?"), _("Neem niet over")
    consequence = _("Op de site verandert niets, en het gaat van uw lijst.")
    form = SetAsideForm
    success_message = ngettext_lazy("%(n)d bevestiging niet overgenomen.", "%(n)d bevestigingen niet overgenomen.", "n")

    def refusals(self, record, cleaned_data):
        return _decided(record)

    def perform(self, record, cleaned_data):
        if set_aside(record, cleaned_data["reason"]):
            text = _("Bevestiging niet overgenomen: %(reason)s") % cleaned_data
            self.model_admin.log_change(self.request, record, text)
