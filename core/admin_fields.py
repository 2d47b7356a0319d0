"""The form fields of the texts, dates and numbers of a model, for `formfield_overrides` of every admin and inline."""

from django.contrib.admin.widgets import AdminDateWidget, AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from taggit.managers import TaggableManager

from . import fields


class DateWithCalendar(fields.DateText, AdminDateWidget):
    """A date to type, or to choose from a calendar."""

    def __init__(self, attrs=None, format=None):
        super().__init__({"class": "vDateField", **(attrs or {})}, format)


class FittingTextarea(AdminTextareaWidget):
    """A text area as high as its text, which grows with it in a browser that can do so (desk-forms.css)."""

    MIN_ROWS, MAX_ROWS = 2, 15
    LETTERS_IN_ROW = 90

    def get_context(self, name, value, attrs):
        lines = sum(1 + len(line) // self.LETTERS_IN_ROW for line in str(value or "").splitlines())
        rows = max(self.MIN_ROWS, min(lines + 1, self.MAX_ROWS))
        return super().get_context(name, value, {**(attrs or {}), "rows": rows})


TEXT_FIELDS = {
    models.CharField: {"form_class": fields.LineField},
    models.TextField: {"form_class": fields.MultilineField, "widget": FittingTextarea},
    models.EmailField: {"form_class": fields.EmailField},
    models.URLField: {"form_class": fields.URLField, "assume_scheme": "https"},
    models.SlugField: {"form_class": fields.SlugField, "widget": AdminTextInputWidget},
    TaggableManager: {"form_class": fields.TagsField},
    fields.PartialDateField: {"form_class": fields.TypedPartialDateField},
    models.DateField: {"form_class": fields.DayField, "widget": DateWithCalendar},
    models.IntegerField: {"form_class": fields.WholeNumberField, "widget": fields.NumberText},
    models.DecimalField: {"form_class": fields.DecimalNumberField},
    models.FloatField: {"form_class": fields.CoordinateField},
}
