"""Fields and widgets that several apps share."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField, TextareaTagWidget

from . import keywords, partial_dates, text, typed_dates

GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)


class CleanText:
    """Mixin for form fields for text: cleans the text, and refuses unreadable characters; see `core.text`."""

    has_lines = False

    def to_python(self, value):
        """The cleaned value; raises ValidationError."""
        try:
            return super().to_python(text.clean(value, self.has_lines) if isinstance(value, str) else value)
        except text.UnreadableText as error:
            raise ValidationError(str(error), code="unreadable") from error


class LineField(CleanText, forms.CharField):
    """A text on one line."""


class MultilineField(CleanText, forms.CharField):
    """A text of any number of lines; a line break counts as one character, as in the browser."""

    has_lines = True


class EmailField(CleanText, forms.EmailField):
    """A mail address that every mail server takes, and that no other letter looks like."""

    def to_python(self, value):
        """The address; raises ValidationError for a letter before the @ that is not one of a to z."""
        value = super().to_python(value)
        odd = next((letter for letter in value.rpartition("@")[0] if not letter.isascii()), "")
        if odd:
            text = _("Vóór de @ staat ‘%(letter)s’. Gebruik daar alleen de letters a tot en met z, cijfers en tekens.")
            raise ValidationError(text % {"letter": odd}, code="not_ascii")
        return value


class URLField(CleanText, forms.URLField):
    """A web address."""


class SlugField(CleanText, forms.SlugField):
    """The last part of an address of the portal."""


class TagsField(CleanText, TagField):
    """Keywords, with a comma, a semicolon or a line end between."""

    has_lines = True
    widget = TextareaTagWidget(attrs={"rows": 2})

    def has_changed(self, initial, data):
        """Whether other keywords were typed; in another order they are the same."""
        if isinstance(data, str):
            data = "\n".join(sorted(keywords.split(data)))
        return super().has_changed(initial, data)


class DateText(forms.DateInput):
    """A date to type, shown in words."""

    def __init__(self, attrs=None, format=None):
        super().__init__({"size": "18", **(attrs or {})}, format)

    def format_value(self, value):
        return partial_dates.in_words(value.isoformat()) if isinstance(value, date) else super().format_value(value)


class DayField(forms.DateField):
    """A day, as people type it."""

    default_error_messages = {"invalid": _("Schrijf de dag als 1-3-2026 of 1 maart 2026.")}
    widget = DateText

    def to_python(self, value):
        """The day; raises ValidationError."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return typed_dates.parse_day(text.tidy(value, lines=False))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class PartialDateText(forms.TextInput):
    """A partial date to type, shown in words."""

    def format_value(self, value):
        return partial_dates.in_words(value) if value and partial_dates.is_valid(value) else super().format_value(value)


class TypedPartialDateField(LineField):
    """A date of which the month or the day may be unknown, as people type it."""

    default_error_messages = {"invalid": partial_dates.INVALID}
    widget = PartialDateText(attrs={"size": "18"})

    def __init__(self, *, max_length=None, **kwargs):
        super().__init__(**kwargs)  # what is typed may be longer than what is stored

    def to_python(self, value):
        """The date as it is stored ("2026-03"); raises ValidationError."""
        value = super().to_python(value)
        try:
            return typed_dates.parse(value) if value else value
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class NumberText(forms.TextInput):
    """A number to type, shown as 1.234,56; a whole one below 10,000 may be a year, and has no point."""

    def __init__(self, attrs=None):
        super().__init__({"size": "14", "inputmode": "decimal", **(attrs or {})})

    def format_value(self, value):
        if value is None or isinstance(value, str):
            return value
        is_whole = value == int(value)
        if is_whole and abs(value) < 10_000:
            return str(int(value))
        return formats.number_format(int(value) if is_whole else value, use_l10n=True, force_grouping=True)


class TypedNumber:
    """Mixin for form fields for numbers: accepts 1.234,56 as well as 1234.56."""

    widget = NumberText
    has_thousands = True

    def to_python(self, value):
        """The number; raises ValidationError."""
        return super().to_python(self._plain(value) if isinstance(value, str) else value)

    def _plain(self, value):
        value = text.tidy(value, lines=False).replace(" ", "")
        if self.has_thousands and GROUPED.fullmatch(value):
            value = value.replace(".", "")
        return value.replace(",", ".")


class WholeNumberField(TypedNumber, forms.IntegerField):
    """A whole number."""


class DecimalNumberField(TypedNumber, forms.DecimalField):
    """A number with decimals."""


class CoordinateField(TypedNumber, forms.FloatField):
    """A number of which a point comes before the decimals."""

    has_thousands = False


class PartialDateField(models.CharField):
    """A date of which the month or the day may be unknown, stored as text ("2025-07") so that it sorts.

    How to write it is for whoever fills in a form, and in no migration.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("validators", [partial_dates.validate])
        kwargs.setdefault("help_text", _("Zo precies als de bron: 4-7-2025, juli 2025 of 2025."))
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("help_text", None)
        return name, path, args, kwargs


class DateTimeLocalInput(forms.DateTimeInput):
    """A date and a time in one field, with the picker of the browser."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
