"""Records that others link to, by code and name, read with one query."""

from collections import defaultdict

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast

from .base import Verwijzing


class Links:
    """The published records that some records are linked to: `links[key, relation]` is a list of `Verwijzing`.

    Args: model; keys, primary keys; relations, a dict from the name of a relation to a triple of the fields with the
        code, the name and the order ("" for that of the code).
    """

    def __init__(self, model, keys, relations):
        self._found = defaultdict(dict)
        first, *others = [_rows(model, keys, relation, *fields) for relation, fields in relations.items()]
        for key, relation, place, code, name in first.union(*others, all=True) if keys else ():
            self._found[key, relation][code] = (place, code, name)

    def __getitem__(self, name):
        rows = self._found.get(name, {}).values()
        ordered = sorted(rows, key=lambda row: (row[0].zfill(9) if row[0].isdigit() else row[0], row[1]))
        return [Verwijzing(code=code, naam=label) for _place, code, label in ordered]


def _rows(model, keys, relation, code, name, order=""):
    records = model._meta.get_field(relation).related_model.objects
    public = records.published() if hasattr(records, "published") else records.all()
    links = model.objects.filter(pk__in=keys, **{f"{relation}__in": public}).order_by()
    named = {
        "link_relation": Value(relation, CharField()),
        "link_place": Cast(f"{relation}__{order}", CharField()) if order else Value("", CharField()),
        "link_code": F(f"{relation}__{code}"),
        "link_name": Cast(f"{relation}__{name}", CharField()),
    }
    return links.annotate(**named).values_list("pk", *named)
