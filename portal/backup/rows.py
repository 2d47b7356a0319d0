"""The rows of every table as JSON Lines, the same bytes on every database, and back into the tables."""

import hashlib
import json
from contextlib import contextmanager
from itertools import islice

from django.apps import apps
from django.db import connection, models, transaction

CHUNK = 500  # rows
# Made from others by `search.index.rebuild`; and who is logged in, which ends with the database that it was in.
DERIVED = {"search.entry", "search.label", "search.word", "search.stamp", "sessions.session"}


def all_models():
    """Every model with a table of its own, also those between two others, in one order."""
    every = apps.get_models(include_auto_created=True)
    own = [model for model in every if model._meta.managed and not model._meta.proxy]
    return sorted(own, key=lambda model: model._meta.label_lower)


def backed_up():
    """The models of which the rows are in a backup: a dict from the name of its file to each."""
    return {
        f"data/{model._meta.label_lower}.jsonl": model
        for model in all_models()
        if model._meta.label_lower not in DERIVED
    }


@contextmanager
def one_moment():
    """Within this every query sees the database of one moment, and stops nobody who writes."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own begin would keep everybody from writing
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def lines(model):
    """The rows of a model, a line of bytes each, in the order of their keys."""
    fields = model._meta.concrete_fields
    for row in model._base_manager.order_by("pk").iterator(CHUNK):
        values = {field.attname: _value(field, row) for field in fields}
        yield (json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n").encode()


def _value(field, row):
    value = field.value_from_object(row)
    is_plain = value is None or isinstance(field, models.JSONField) or isinstance(value, (bool, int, float))
    return value if is_plain else field.value_to_string(row)


def checksum(model):
    """The SHA-256 of the lines of a model, as of their file in a backup."""
    digest = hashlib.sha256()
    for line in lines(model):
        digest.update(line)
    return digest.hexdigest()


def empty():
    """Delete the rows of all models; within a transaction, at the end of which references are checked."""
    with connection.cursor() as cursor:
        for model in all_models():
            cursor.execute(f"DELETE FROM {_name(model._meta.db_table)}")  # noqa: S608


def insert(model, file):
    """Insert the rows of a file with their own keys, as they are: no save of a model has its say.

    Args: model; file, open for reading bytes, of `lines`.
    """
    fields = model._meta.concrete_fields
    columns = ", ".join(_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_name(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        while batch := list(islice(file, CHUNK)):
            cursor.executemany(statement, [_parameters(fields, json.loads(line)) for line in batch])


def _parameters(fields, values):
    return [field.get_db_prep_save(field.to_python(values[field.attname]), connection) for field in fields]


def _name(name):
    return connection.ops.quote_name(name)
