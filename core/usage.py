"""Where a record is used: what leans on it, and so keeps it from being deleted."""

from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

SHOWN = 20


def usage(record):
    """What refers to a record, as far as it is kept at the desk.

    Args: record, of any kind. What it consists of, such as the results of an initiative, does not count.
    Returns: a list of (kind in words, number, list of (record, address at the desk)), at most SHOWN records of a
        kind. A part counts as the record that it belongs to.
    """
    users = {}
    for relation in record._meta.related_objects:
        model, path = _user(relation)
        if model:
            found = model.objects.filter(**{path: record}).order_by().values_list("pk", flat=True)
            users.setdefault(model, set()).update(found)
        if model is type(record):
            users[model].discard(record.pk)
    return [_line(model, keys) for model, keys in users.items() if keys]


def deletion_blockers(records):
    """What keeps records from being deleted: a list of links to what uses them, each after its kind."""
    found = [linked for record in records for _kind, _number, some in usage(record) for linked in some]
    return [
        format_html('{}: <a href="{}">{}</a>', capfirst(user._meta.verbose_name), address, user)
        for user, address in dict.fromkeys(found)
    ]


def _user(relation):
    """Whose relation to a record it is, and its name in a query: that of a record, or of what a part belongs to."""
    model, name = relation.related_model, relation.field.name
    if _is_at_desk(model):
        return model, name
    for field in model._meta.fields:
        is_whole = isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
        if is_whole and field.name != name and _is_at_desk(field.related_model):
            return field.related_model, f"{field.related_query_name()}__{name}"
    return None, ""


def _is_at_desk(model):
    return model in admin.site._registry


def _line(model, keys):
    some = model.objects.filter(pk__in=sorted(keys)[:SHOWN])
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    label = model._meta.verbose_name if len(keys) == 1 else model._meta.verbose_name_plural
    return capfirst(label), len(keys), [(one, reverse(name, args=[one.pk])) for one in some]
