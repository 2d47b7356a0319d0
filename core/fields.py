"""Fields and widgets that several apps share."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import partial_dates


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
