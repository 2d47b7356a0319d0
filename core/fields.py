"""Fields and widgets that several apps share."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.forms import TagField

from . import partial_dates, text


class CleanText:
    """What every form field for text is: it cleans what is typed, and refuses what no one can read; see `core.text`."""

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
    """A mail address."""


class URLField(CleanText, forms.URLField):
    """A web address."""


class SlugField(CleanText, forms.SlugField):
    """The last part of an address of the portal."""


class TagsField(CleanText, TagField):
    """Keywords, with commas between."""


class PartialDateField(models.CharField):
    """A date of which the month or the day may be unknown, stored as text ("2025-07") so that it sorts."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("validators", [partial_dates.validate])
        kwargs.setdefault("help_text", _("Zo precies als de bron: 2025, 2025-07 of 2025-07-04."))
        super().__init__(*args, **kwargs)


class DateTimeLocalInput(forms.DateTimeInput):
    """A date and a time in one field, with the picker of the browser."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
