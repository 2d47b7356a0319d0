"""Forms for revisions: one for each verb."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import DateTimeLocalInput, DayField, LineField, MultilineField

CONFIRMATIONS = {
    "correct": _("Versie %(number)s staat op de site, als kleine verbetering."),
    "confirm": _("Versie %(number)s is gezien."),
    "submit": _("Versie %(number)s ligt klaar om te beoordelen."),
    "approve": _("Versie %(number)s is goedgekeurd."),
    "send_back": _("Versie %(number)s is teruggestuurd."),
    "publish": _("Versie %(number)s staat op de site."),
    "schedule": _("Versie %(number)s komt op de site op het moment dat u koos."),
    "cancel": _("Versie %(number)s komt niet meer vanzelf op de site."),
    "restore": _("Van versie %(number)s is een nieuw concept gemaakt."),
}

ONLY_EDITORS = _("Alleen de redactie leest dit.")


class VerbForm(forms.Form):
    """A verb of a revision that needs no more fields."""

    verb = label = help = ""

    def __init__(self, data=None, initial=None):
        super().__init__(data, initial=initial, auto_id=f"id_{self.verb}_%s")  # a page has more than one of these

    def act(self, revision, user):
        """Perform the verb on a revision."""
        getattr(revision, self.verb)(user, **self.cleaned_data)


class CorrectForm(VerbForm):
    """Publishes a small correction at once."""

    verb, label = "correct", _("Zet deze kleine verbetering op de site")
    help = _(
        "U veranderde alleen een paar letters: geen cijfer, datum, link of status. Een ander hoeft daar niet naar te "
        "kijken. De eindredacteur ziet de verbetering achteraf in een lijst."
    )


class ConfirmForm(VerbForm):
    """Notes that a chief editor saw a small correction."""

    verb, label = "confirm", _("Gezien")
    help = _("Deze kleine verbetering kwam op de site zonder dat een ander ernaar keek. Klopt ze? Kies dan ‘Gezien’.")


class SubmitForm(VerbForm):
    """Asks another editor to review it."""

    verb, label = "submit", _("Laat beoordelen")
    help = _("Een andere redacteur kijkt ernaar en keurt de versie goed, of stuurt die terug.")


class ApproveForm(VerbForm):
    """Approves it."""

    verb, label = "approve", _("Keur goed")
    help = _("Daarna kan deze versie op de site.")
    comment = MultilineField(
        label=_("Opmerking (mag leeg blijven)"),
        required=False,
        max_length=2000,
        help_text=ONLY_EDITORS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendBackForm(VerbForm):
    """Sends it back, with what must change."""

    verb, label = "send_back", _("Stuur terug")
    help = _("De auteur leest uw opmerking en past de versie aan.")
    comment = MultilineField(
        label=_("Wat moet er anders?"),
        max_length=2000,
        help_text=ONLY_EDITORS,
        error_messages={"required": _("Schrijf op wat er anders moet.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishForm(VerbForm):
    """Publishes it."""

    verb, label = "publish", _("Publiceer")
    help = _("Bezoekers zien dit meteen. U zegt er ook mee dat het klopt: op de pagina staat dat het is gecontroleerd.")
    change_note = LineField(
        label=_("Wat veranderde er? (mag leeg blijven)"),
        required=False,
        max_length=200,
        help_text=_("Voor bezoekers. Bijvoorbeeld: cijfers van 2026 toegevoegd."),
    )
    next_check = DayField(
        label=_("Volgende controle"),
        required=False,
        help_text=_("Na deze dag staat het bij de redactie op de lijst ‘te laat’."),
    )

    def clean_next_check(self):
        day = self.cleaned_data["next_check"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag na vandaag."))
        return day


class ScheduleForm(PublishForm):
    """Schedules it."""

    verb, label = "schedule", _("Publiceer later")
    help = _("De versie komt vanzelf op de site. Tot dat moment ziet geen bezoeker er iets van.")
    field_order = ["publish_at"]
    publish_at = forms.DateTimeField(
        label=_("Publiceer op"),
        help_text=_("Dag en tijd in Nederland, bijvoorbeeld maandag om 8 uur."),
        error_messages={
            "required": _("Kies een dag en een tijd."),
            "invalid": _("Schrijf dag en tijd zo: 30-11-2026 08:00."),
        },
        widget=DateTimeLocalInput,
    )


class CancelForm(VerbForm):
    """Cancels the schedule."""

    verb, label = "cancel", _("Publiceer niet vanzelf")
    help = _("De versie blijft goedgekeurd. U kunt die later alsnog publiceren.")


class RestoreForm(VerbForm):
    """Rolls the content back to this revision."""

    verb, label = "restore", _("Haal deze versie terug")
    help = _("Er komt een nieuw concept met deze inhoud. Op de site verandert nog niets, en er gaat niets verloren.")


VERB_FORMS = [CorrectForm, ConfirmForm, SubmitForm, ApproveForm, SendBackForm, PublishForm, ScheduleForm]
VERB_FORMS += [CancelForm, RestoreForm]
FORMS = {form.verb: form for form in VERB_FORMS}
