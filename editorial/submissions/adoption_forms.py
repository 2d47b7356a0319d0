"""Forms about an initiative that another municipality took over (adoption) or considers taking over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.considering import refusal
from municipalities.gazetteer import gazetteer

from .forms import PlaceForm, PlainTextField, email_field


class AdoptionForm(PlaceForm):
    """Form for an adoption: which municipality took an initiative over, when, with what changes and outcome."""

    where = PlainTextField(
        label=_("Welke gemeente nam het over?"),
        max_length=200,
        required=_("Schrijf op welke gemeente het overnam."),
        help_text=_("Typ de naam van één gemeente."),
    )
    period = PlainTextField(
        label=_("Wanneer was dat?"), max_length=60, help_text=_("Zo precies als u het weet: 2025, of maart 2025.")
    )
    text = PlainTextField(
        label=_("Wat doet deze gemeente anders, en waarom?"),
        rows=5,
        max_length=3000,
        required=_("Schrijf op wat er anders is. Is alles hetzelfde? Schrijf dat dan op."),
        help_text=_("Een paar zinnen is genoeg. Noem geen namen van mensen. Hoogstens 3000 tekens."),
    )
    outcome = PlainTextField(
        label=_("Wat leverde het op?"),
        rows=4,
        max_length=2000,
        help_text=_("Ook als het tegenviel. Weet u het nog niet? Laat dit leeg."),
    )
    source = PlainTextField(
        label=_("Waar kunnen wij dit nalezen?"),
        max_length=500,
        help_text=_("Een webadres, bijvoorbeeld van een raadsstuk. Zonder bron kunnen wij het niet plaatsen."),
    )
    email = email_field(
        label=_("Uw mailadres"),
        help_text=_("Wij sturen u een link om dit te bevestigen. Uw adres komt niet op de site."),
        error_messages={"required": _("Vul uw mailadres in. Zonder adres kunnen wij u niets vragen.")},
    )
    role = PlainTextField(
        label=_("Uw functie of team"),
        max_length=120,
        help_text=_("Bijvoorbeeld: beleidsmedewerker, team Samenleven. Dit komt niet op de site."),
    )


class ConsiderationForm(PlaceForm):
    """Form for a municipality that considers an initiative too; it asks for no personal data.

    Args: initiative, the one that the municipality considers.
    """

    where = PlainTextField(
        label=_("Welke gemeente overweegt dit?"),
        max_length=200,
        required=_("Schrijf op welke gemeente dit overweegt."),
        help_text=_("Typ de naam van één gemeente."),
    )

    def __init__(self, *args, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.initiative = initiative

    def clean_where(self):
        """Return the current municipality (`Place`) with this name; raises ValidationError if unknown or refused."""
        place = gazetteer().find(self.cleaned_data["where"])
        if place is None:
            question = gazetteer().did_you_mean(self.cleaned_data["where"])
            raise forms.ValidationError(question or _("Deze gemeente kennen wij niet. Typ de naam van één gemeente."))
        place = gazetteer().places[place.current_slug]
        if sentence := refusal(self.initiative, place):
            raise forms.ValidationError(sentence)
        return place
