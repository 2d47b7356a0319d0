"""Where a record is used: the records that refer to it, and so prevent that it is deleted."""

from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

MAX_LISTED = 20


def usage(record):
    """The records that refer to a record, as far as the admin has them.

    Args: record, of any model. What it consists of, such as the results of an initiative, does not count.
    Returns: a list of (name of the model, number, list of (record, address in the admin)), at most MAX_LISTED records
        of a model. A part counts as the record that it belongs to.
    """
    keys_by_model = {}
    for relation in record._meta.related_objects:
        model, path = _referrer(relation)
        if model:
            keys = model.objects.filter(**{path: record}).order_by().values_list("pk", flat=True)
            keys_by_model.setdefault(model, set()).update(keys)
        if model is type(record):
            keys_by_model[model].discard(record.pk)
    return [_line(model, keys) for model, keys in keys_by_model.items() if keys]


def deletion_blockers(records):
    """Uses that block the deletion of records: a list of links to them, each after the name of its model."""
    listed = [pair for record in records for _name, _number, users in usage(record) for pair in users]
    return [
        format_html('{}: <a href="{}">{}</a>', capfirst(user._meta.verbose_name), address, user)
        for user, address in dict.fromkeys(listed)
    ]


def _referrer(relation):
    """The model that refers through a relation, and the relation in a query: of a record, or of the whole of a part."""
    model, name = relation.related_model, relation.field.name
    if _is_in_admin(model):
        return model, name
    for field in model._meta.fields:
        is_whole = isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
        if is_whole and field.name != name and _is_in_admin(field.related_model):
            return field.related_model, f"{field.related_query_name()}__{name}"
    return None, ""


def _is_in_admin(model):
    return model in admin.site._registry


def _line(model, keys):
    records = model.objects.filter(pk__in=sorted(keys)[:MAX_LISTED])
    url_name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    label = model._meta.verbose_name if len(keys) == 1 else model._meta.verbose_name_plural
    return capfirst(label), len(keys), [(record, reverse(url_name, args=[record.pk])) for record in records]
