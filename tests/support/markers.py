"""A unique word in every text of every row, so that a page shows which columns of which rows it contains."""

import re

from django.apps import apps
from django.db import models
from django.db.models import JSONField

from core.fields import PartialDateField
from core.records import Publishable
from editorial.audit.models import AuditEntry
from initiatives.models import Initiative, Stand

MARK = re.compile(r"merkx\d+x")
MARK_LENGTH = len("merkx00000x")  # a shorter column holds a code, an abbreviation or a language
TEXTS = (models.CharField, models.TextField, JSONField)
GENERATED = {"contenttypes.ContentType", "auth.Permission", "auth.Group"}  # these follow from the code
DERIVED = {"search.Entry", "search.Label", "search.Word", "search.Revision"}  # the index, of what is public elsewhere
KEYS = {"token_hash", "menu"}  # without the first a link does not work; the other has names that we made up
DATED = {"change_notes"}  # texts in JSON, each with a day that the page reads
ONLY_WHERE_FILLED = {"country"}  # a rule of the database forbids it elsewhere


def marked_models():
    """Every model that holds what people wrote."""
    models_with_tables = [model for model in apps.get_models() if not model._meta.proxy]
    return [model for model in models_with_tables if model._meta.label not in GENERATED | DERIVED]


def text_columns(model):
    """The columns of a model that can hold any words."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
    fields = [field for field in fields if not (field.choices or field.primary_key or field.name in KEYS)]
    fields = [field for field in fields if not isinstance(field, PartialDateField)]
    return [field for field in fields if field.max_length is None or field.max_length >= MARK_LENGTH]


class Markers:
    """Which marker is in which column of which row: `columns`, a dict from marker to (label, name, is_public, pk)."""

    def __init__(self):
        self.columns = {}

    def mark_all(self):
        """Write a new word in every text of the database."""
        for model in marked_models():
            for row in list(models.QuerySet(model)):
                if model is AuditEntry:  # its rows cannot change, so this adds one
                    row.pk, row._state.adding = None, True
                self._mark(row)

    def _mark(self, row):
        for field in text_columns(type(row)):
            if getattr(row, field.name) or field.name not in ONLY_WHERE_FILLED:
                setattr(row, field.name, self._value(row, field))
        models.Model.save_base(row)

    def judge(self):
        """Find out which rows the public may see, after the last change of a state."""
        public = {model._meta.label: public_rows(model) for model in marked_models()}
        for word, (label, name, _is_public, key) in self.columns.items():
            self.columns[word] = label, name, key in public[label], key

    def columns_in(self, text):
        """The columns that a text shows: a set of values of `columns`."""
        words = set(MARK.findall(re.sub("</?mark>", "", text).lower()))
        return {self.columns[word] for word in words}

    def of(self, label, name):
        """The markers in a column, with where they are: a part of `columns`."""
        return {word: column for word, column in self.columns.items() if column[:2] == (label, name)}

    def _value(self, row, field):
        word = f"merkx{len(self.columns)}x"
        self.columns[word] = row._meta.label, field.name, None, row.pk
        if field.name in DATED:
            return [{"on": "2026-01-03", "text": word}]
        if isinstance(field, JSONField):
            return _replaced(getattr(row, field.name), word) or [word]
        if isinstance(field, models.EmailField):
            return f"{word}@postbus.example"
        return f"https://{word}.example/" if isinstance(field, models.URLField) else word


def _replaced(value, word):
    if isinstance(value, dict):
        return {key: _replaced(part, word) for key, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part, word) for part in value]
    return word if isinstance(value, str) else value


def public_rows(model):
    """The keys of rows that belong to what is published: a part belongs to what it dies with."""
    has_door = hasattr(model._default_manager, "published")
    rows = model.objects.published() if has_door else models.QuerySet(model)
    if model._meta.label == "taggit.Tag":
        published = Initiative.objects.published().values("pk")
        rows = rows.filter(taggit_taggeditem_items__object_id__in=published)
    for field in model._meta.concrete_fields:
        if _is_owner(field):
            rows = rows.filter(**{f"{field.name}__in": public_rows(field.related_model)})
    return set(rows.values_list("pk", flat=True))


def _is_owner(field):
    if not isinstance(field, models.ForeignKey) or not issubclass(field.related_model, Publishable):
        return False
    return field.remote_field.on_delete is models.CASCADE or (field.model is Stand and field.name == "initiative")
