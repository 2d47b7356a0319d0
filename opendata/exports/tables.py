"""Records as tables: one row each, and for their parts (results, partners and more) tables of their own."""

import typing
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.exports.csv_export import COLUMNS, LIKENESS, table_of
from opendata.schemas import KINDS
from opendata.schemas.base import Bronverwijzing, Schema, Verwijzing

BATCH_SIZE = 200
# Columns of long before have these already, with results under their headings.
IN_OTHER_COLUMNS = {"resultaten", "bronvermeldingen", "overnames"}


def batches(keys):
    """Lists of primary keys, of an iterator."""
    while batch := list(islice(keys, BATCH_SIZE)):
        yield batch


def records(kind, keys):
    """The records with some primary keys (an iterator), as schemas."""
    for batch in batches(keys):
        yield from kind.read(batch)


def part_fields(schema):
    """The fields that list parts with fields of their own: a dict from name to the schema of a part."""
    parts = {}
    for name, field in schema.model_fields.items():
        item = next(iter(typing.get_args(field.annotation)), None)
        is_schema = isinstance(item, type) and issubclass(item, Schema)
        if typing.get_origin(field.annotation) is list and is_schema and not issubclass(item, Verwijzing):
            parts[name] = item
    return parts


def flat(value):
    """A value as one cell: of what it refers to the name, of a source the address, of a part all that is known."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Verwijzing):
        return value.naam
    if isinstance(value, Bronverwijzing):
        return value.adres
    if isinstance(value, Schema):
        parts = [flat(getattr(value, name)) for name in type(value).model_fields]
        return "; ".join(str(part) for part in parts if part not in ("", None))
    return [flat(item) for item in value] if isinstance(value, list) else value


def header_of(schema, names):
    """The names of the columns for some fields."""
    return [schema.model_fields[name].title for name in names]


def row_of(record, names):
    """The cells for some fields of a record."""
    return [flat(getattr(record, name)) for name in names]


class Table:
    """Records of a kind as a table, with the tables of their parts.

    Args: name, of the kind; keys, an iterator of primary keys; own_slug, of the reader's municipality; with_parts,
        whether the parts have tables of their own, and need no cell.
    """

    def __init__(self, name, keys, own_slug="", with_parts=False):
        self.kind, self._keys, self._own_slug = KINDS[name], keys, own_slug
        self.parts = part_fields(self.kind.schema) if with_parts else {}
        self._is_old = name == "initiatieven"
        self._names = [name for name in self.kind.schema.model_fields if self._is_shown(name)]

    @property
    def header(self):
        """The names of the columns; those of long before come first and do not change."""
        own = header_of(self.kind.schema, self._names)
        if not self._is_old:
            return own
        return [*COLUMNS, *own, *([LIKENESS] if self._own_slug else [])]

    def rows(self):
        """Pairs of a record and its row, as an iterator."""
        for batch in batches(self._keys):
            read = self.kind.read(batch)
            before = self._old_rows(batch)
            for record in read:
                row = row_of(record, self._names)
                old = before.get(record.code, [[], []]) if self._is_old else [[], []]
                yield record, [*old[0], *row, *old[1]]

    def _is_shown(self, name):
        if name in self.parts:
            return False
        if not self._is_old:
            return True
        return self.kind.schema.model_fields[name].title not in COLUMNS and name not in IN_OTHER_COLUMNS

    def _old_rows(self, batch):
        """Return the legacy columns of initiatives, and those of their likeness, by code; empty for other kinds."""
        if not self._is_old:
            return {}
        _header, rows = table_of(iter(batch), self._own_slug)
        return {row[0]: (row[: len(COLUMNS)], row[len(COLUMNS) :]) for row in rows}


def dictionary():
    """The data dictionary: a row for each field of each kind and part, with the columns of `DICTIONARY_HEADER`."""
    described = {}
    for kind in KINDS.values():
        _describe(kind.schema, described)
    for schema in described:
        for field in schema.model_fields.values():
            meaning = field.description or ""
            yield [schema.__name__, field.alias, field.title, type_in_words(field.annotation), meaning]


DICTIONARY_HEADER = ["record", "veld", "kolom", "soort waarde", "betekenis"]
WORDS = {
    "str": gettext_lazy("tekst"),
    "int": gettext_lazy("geheel getal"),
    "float": gettext_lazy("getal"),
    "bool": gettext_lazy("ja of nee"),
    "date": gettext_lazy("datum"),
    "time": gettext_lazy("tijd"),
}


def _describe(schema, described):
    described.setdefault(schema)
    for field in schema.model_fields.values():
        for inner in schemas_in(field.annotation):
            if inner not in described:
                _describe(inner, described)


def schemas_in(annotation):
    """The schemas that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        return [annotation]
    return [parts for inner in typing.get_args(annotation) for parts in schemas_in(inner)]


def type_in_words(annotation):
    """Return the type of a field in Dutch words."""
    inner = [each for each in typing.get_args(annotation) if each is not type(None)]
    if typing.get_origin(annotation) is list:
        return _("lijst van %(what)s") % {"what": type_in_words(inner[0])}
    if inner:
        return type_in_words(inner[0]) + (_(", of leeg") if len(inner) < len(typing.get_args(annotation)) else "")
    return str(WORDS.get(annotation.__name__, annotation.__name__))
