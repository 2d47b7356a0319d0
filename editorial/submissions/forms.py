"""Public forms for visitors; an invalid form is shown again with its values and error messages in plain words."""

from django import forms
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import CleanText, EmailField
from initiatives.publishability import looks_personal
from themes.models import Theme

from .drafts import question_about
from .spam_protection import FORM_EXPIRED, signed_timestamp, timing_error

INPUT_ATTRS = {"class": "text-input", "autocomplete": "off"}
TOO_LONG = _("Gebruik hoogstens %(limit_value)d tekens. Het zijn er nu %(show_value)d.")
INVALID_EMAIL = _("Dit is geen mailadres. Schrijf het zoals naam@gemeente.nl.")


class PlainTextField(CleanText, forms.CharField):
    """Field for plain text, of one or more lines; without `maxlength`, as a browser silently cuts off longer text."""

    def __init__(self, *, required=None, rows=0, **kwargs):
        widget = forms.Textarea(attrs={"class": "text-input", "rows": rows}) if rows else forms.TextInput(INPUT_ATTRS)
        messages = {"max_length": TOO_LONG, "required": required}
        self.has_lines = bool(rows)
        super().__init__(required=required is not None, widget=widget, error_messages=messages, **kwargs)

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class PublicForm(forms.Form):
    """Base class of public forms, with a honeypot field and the signed time at which the form was shown."""

    use_required_attribute = False
    extra = forms.Field(
        label=_("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    shown = forms.Field(required=False, initial=signed_timestamp, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.required:
                field.widget.attrs["aria-required"] = "true"

    def clean(self):
        """Add a form error when a bot seems to have sent the form; what was typed stays in it."""
        message = timing_error(self.cleaned_data["shown"] or "")
        if self.cleaned_data.get("extra"):
            message = _("Eén veld moet leeg blijven. Wij hebben het leeggemaakt. Verstuur het formulier opnieuw.")
        if message and not self.errors:
            self.add_error(None, message)
        if self.errors:
            renewed = {"shown": signed_timestamp()} if message == FORM_EXPIRED else {}
            self.data = {**dict(self.data.items()), **renewed, "extra": ""}
        return self.cleaned_data

    @property
    def error_count(self):
        """Number of messages in the error summary."""
        return sum(len(messages) for messages in self.errors.values())


def email_field(**kwargs):
    """Return a form field for the mail address of a submitter."""
    return EmailField(
        max_length=254,
        widget=forms.EmailInput({"class": "text-input", "autocomplete": "email"}),
        error_messages={"invalid": INVALID_EMAIL, "max_length": TOO_LONG, **kwargs.pop("error_messages", {})},
        **kwargs,
    )


class PlaceForm(PublicForm):
    """Base class of forms with a municipality (`where`), and possibly a URL (`source`)."""

    asked = forms.Field(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        suggestions = reverse("search:suggestions", query={"soort": "gemeenten"})
        self.fields["where"].widget.attrs |= {"data-suggest": suggestions, "data-fill": ""}

    def clean_where(self):
        """Ask once about a name that resembles another or is ambiguous; the same name sent again is accepted."""
        where = self.cleaned_data["where"]
        question = question_about(where) if self.data.get("asked") != where else ""
        if question:
            self.data = {**dict(self.data.items()), "asked": where}
            text = _("%(question)s Verbeter de naam. Klopt hij toch? Verstuur het formulier dan opnieuw.")
            raise forms.ValidationError(text % {"question": question})
        return where

    def clean_source(self):
        """Return the URL, with `https://` when the scheme was left out; raises ValidationError for what is no URL."""
        text = self.cleaned_data["source"]
        address = text if "://" in text or not text else f"https://{text}"
        try:
            URLValidator(schemes=["http", "https"])(address or "https://leeg.example")
        except forms.ValidationError as error:
            message = _("Dit is geen webadres. Schrijf het zoals https://www.gemeente.nl/pagina.")
            raise forms.ValidationError(message) from error
        return address


class InitiativeForm(PlaceForm):
    """Form to submit an initiative."""

    title = PlainTextField(
        label=_("Hoe heet het?"),
        max_length=120,
        required=_("Schrijf op hoe het initiatief heet."),
        help_text=_("Een korte naam, bijvoorbeeld: taalcafé in de bibliotheek."),
    )
    text = PlainTextField(
        label=_("Wat gebeurt er?"),
        rows=6,
        max_length=3000,
        required=_("Schrijf op wat er gebeurt."),
        help_text=_("Wie doet wat? Een paar zinnen is genoeg. Hoogstens 3000 tekens."),
    )
    theme = forms.ModelChoiceField(
        label=_("Bij welk thema hoort het?"),
        queryset=Theme.objects.published().main(),
        to_field_name="slug",
        empty_label=_("Kies een thema"),
        help_text=_("Kies wat er het beste bij past."),
        widget=forms.Select(attrs={"class": "text-input"}),
        error_messages={
            "required": _("Kies een thema."),
            "invalid_choice": _("Dit thema kennen wij niet. Kies een thema uit de lijst."),
        },
    )
    for_whom = PlainTextField(
        label=_("Om welke mensen gaat het?"),
        rows=2,
        max_length=500,
        required=_("Schrijf op voor wie het is."),
        help_text=_("Bijvoorbeeld: statushouders die net een woning hebben. Noem geen namen van mensen."),
    )
    where = PlainTextField(
        label=_("In welke gemeente?"),
        max_length=200,
        required=_("Schrijf op in welke gemeente het is."),
        help_text=_("Typ de naam. Zijn het er meer? Zet er dan een komma tussen."),
    )
    outcome = PlainTextField(
        label=_("Wat ging er beter?"),
        rows=4,
        max_length=2000,
        help_text=_("Bijvoorbeeld hoeveel mensen meededen, en wat er beter werd. Weet u het nog niet? Laat dit leeg."),
    )
    costs = PlainTextField(
        label=_("Wat kost het?"),
        rows=2,
        max_length=500,
        help_text=_("Ongeveer is goed, bijvoorbeeld: € 40.000 per jaar, de helft van het Rijk. Of: 8 uur per week."),
    )
    lessons = PlainTextField(
        label=_("Wat werkte er niet?"),
        rows=4,
        max_length=2000,
        help_text=_("Wat zou u de volgende keer anders doen? Daar leren anderen het meest van."),
    )
    source = PlainTextField(
        label=_("Waar kunnen wij meer lezen?"),
        max_length=500,
        help_text=_("Een webadres, bijvoorbeeld van uw gemeente: https://www.gemeente.nl/taalcafe."),
    )
    email = email_field(
        label=_("Uw mailadres"),
        help_text=_("Wij sturen u een link om uw aanmelding te bevestigen. Uw adres komt niet op de site."),
        error_messages={"required": _("Vul uw mailadres in. Zonder adres kunnen wij u niets vragen.")},
    )
    mailbox = email_field(
        label=_("Gedeelde postbus voor vragen van andere gemeenten"),
        required=False,
        help_text=_("Bijvoorbeeld samenleven@gemeente.nl, niet het adres van een persoon. Dit adres komt op de site."),
    )
    role = PlainTextField(
        label=_("Uw functie of team"),
        max_length=120,
        help_text=_("Bijvoorbeeld: beleidsmedewerker, team Samenleven. Dit komt niet op de site."),
    )

    def clean_mailbox(self):
        """Refuse what looks like the mail address of a person, because this one is published."""
        if looks_personal(self.cleaned_data["mailbox"]):
            text = _("Dit lijkt het adres van een persoon. Vul een gedeelde postbus in, of laat dit leeg.")
            raise forms.ValidationError(text)
        return self.cleaned_data["mailbox"]


class CorrectionForm(PublicForm):
    """Form for a correction to an initiative."""

    text = PlainTextField(
        label=_("Wat klopt er niet?"),
        rows=6,
        max_length=2000,
        required=_("Schrijf op wat er niet klopt."),
        help_text=_("Schrijf ook hoe het wel is, en waar u dat van weet. Hoogstens 2000 tekens."),
    )
    email = email_field(
        label=_("Uw mailadres"),
        required=False,
        help_text=_("Alleen als u wilt horen wat wij ermee doen. Uw adres komt niet op de site."),
    )


class AdditionForm(forms.Form):
    """Form for an addition to an earlier submission."""

    use_required_attribute = False
    text = PlainTextField(
        label=_("Wat wilt u toevoegen of verbeteren?"),
        rows=5,
        max_length=2000,
        required=_("Schrijf op wat u wilt toevoegen."),
        help_text=_("Wat u eerder schreef, blijft staan. Hoogstens 2000 tekens."),
    )
    error_count = PublicForm.error_count
