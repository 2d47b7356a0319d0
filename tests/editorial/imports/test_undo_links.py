"""Undoing an import leaves every initiative that something else in the portal names."""

import datetime
from functools import partial

import pytest
from django.db import models
from django.utils import timezone

from editorial.imports.applying import ImportRefused, apply, undo
from editorial.revisions.presence.models import Presence
from initiatives.models import Initiative
from library.models import Picture
from municipalities.models import Municipality
from sources.models import Publication
from tests.support import make
from tests.support.sheets import checked, csv_of

pytestmark = pytest.mark.django_db
HEADER = ["titel", "hoofdthema", "thema’s"]
RELATIONS = [
    relation
    for relation in Initiative._meta.get_fields(include_hidden=True)
    if relation.is_relation and relation.auto_created and not relation.many_to_many
]
HARMLESS = {Presence}
MAKERS = {Municipality: make.municipality, Publication: make.publication, Picture: make.picture}
ALSO = {"PublicChange.initiative": {"after": {}}}  # what the constraints of a table ask for


def name_of(relation):
    return f"{relation.related_model.__name__}.{relation.field.name}"


def imported(*titles):
    """An applied import of new initiatives; returns it, and the initiative of the first."""
    make.theme(name="Opvang")
    sheet_import = checked(csv_of(HEADER, *([title, "Opvang", "Opvang"] for title in titles)))
    apply(sheet_import.pk)
    sheet_import.refresh_from_db()
    return sheet_import, Initiative.objects.get(title=titles[0])


def row_of(model, **fixed):
    """A row of any model in the database, with something in each field that may not be empty."""
    values = {field.name: _something(field) for field in model._meta.concrete_fields if _is_needed(field, fixed)}
    return model.objects.bulk_create([model(**values | fixed)])[0]


def _is_needed(field, fixed):
    return not (field.name in fixed or field.blank or field.null or field.primary_key or field.has_default())


def _something(field):
    if isinstance(field, models.ForeignKey):
        return MAKERS.get(field.related_model, partial(row_of, field.related_model))()
    if field.choices:
        return field.choices[0][0]
    now = timezone.now()
    values = {models.DateTimeField: now, models.DateField: datetime.date(2026, 1, 1), models.IntegerField: 1}
    values |= {models.JSONField: {}, models.TextField: "t", models.CharField: "c"}
    return next((value for kind, value in values.items() if isinstance(field, kind)), "")


@pytest.mark.parametrize("relation", RELATIONS, ids=name_of)
def test_what_a_row_of_any_table_names_stays(relation):
    """A relation that is added later is among these by itself."""
    sheet_import, first = imported("Eerste", "Tweede")
    row_of(relation.related_model, **{relation.field.name: first}, **ALSO.get(name_of(relation), {}))
    harmless = relation.related_model in HARMLESS

    assert [row.title for row in undo(sheet_import.pk)] == ([] if harmless else ["Eerste"])
    assert Initiative.objects.filter(title="Eerste").exists() is not harmless
    assert not Initiative.objects.filter(title="Tweede").exists()


def test_a_keyword_that_was_added_to_a_new_initiative_stays():
    sheet_import, first = imported("Eerste")
    first.tags.add("erbij")

    with pytest.raises(ImportRefused):
        undo(sheet_import.pk)
    assert list(first.tags.names()) == ["erbij"]
