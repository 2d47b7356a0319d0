"""The form fields of the texts, dates and numbers of a model, for `formfield_overrides` of every admin and inline."""

from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.db import models
from taggit.managers import TaggableManager

from . import fields


class DateWithCalendar(fields.DateText, AdminDateWidget):
    """A date to type, or to choose from a calendar."""

    def __init__(self, attrs=None, format=None):
        super().__init__({"class": "vDateField", **(attrs or {})}, format)


TEXT_FIELDS = {
    models.CharField: {"form_class": fields.LineField},
    models.TextField: {"form_class": fields.MultilineField},
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
