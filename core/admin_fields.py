"""The form fields of the texts of a model, for `formfield_overrides` of every admin and inline."""

from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from taggit.managers import TaggableManager

from . import fields

TEXT_FIELDS = {
    models.CharField: {"form_class": fields.LineField},
    models.TextField: {"form_class": fields.MultilineField},
    models.EmailField: {"form_class": fields.EmailField},
    models.URLField: {"form_class": fields.URLField, "assume_scheme": "https"},
    models.SlugField: {"form_class": fields.SlugField, "widget": AdminTextInputWidget},
    TaggableManager: {"form_class": fields.TagsField},
}
