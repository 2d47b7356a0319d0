"""Dates and numbers as people type them, in every field of the desk, and shown back as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.contrib import admin
from django.db import models

from core import fields, typed_dates
from initiatives.models import Initiative
from tests.support import desk, make

WRITTEN = [
    ("1-3-2026", "2026-03-01"),
    ("1/3/26", "2026-03-01"),
    ("01.03.2026", "2026-03-01"),
    ("1 - 3 - 2026", "2026-03-01"),
    ("2026-03-01", "2026-03-01"),
    ("2026/3/1", "2026-03-01"),
    ("1 maart 2026", "2026-03-01"),
    ("1 MRT. 2026", "2026-03-01"),
    ("1 mrt '26", "2026-03-01"),
    ("zondag 1 maart 2026", "2026-03-01"),
    ("zo. 1 maart 2026", "2026-03-01"),
    ("1e maart 2026", "2026-03-01"),
    ("1-mrt-2026", "2026-03-01"),
    ("3 sept 1998", "1998-09-03"),
    ("1/3/98", "1998-03-01"),
    ("maart 2026", "2026-03"),
    ("mrt 2026", "2026-03"),
    ("Mei 2026", "2026-05"),
    ("2026-03", "2026-03"),
    ("3-2026", "2026-03"),
    ("3/2026", "2026-03"),
    ("2026", "2026"),
    ("  2026 ", "2026"),
]
REFUSED = [
    "31-2-2026",
    "3/25/2026",
    "1 maart",
    "maart",
    "vorig jaar",
    "26-3",
    "0",
    "2026-13",
    "32 mei 2026",
    "",
]


@pytest.mark.parametrize(("typed", "stored"), WRITTEN)
def test_a_date_is_read_as_it_is_written(typed, stored):
    assert fields.TypedPartialDateField().clean(typed) == stored


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the field says it in words
        typed_dates.parse(typed)


@pytest.mark.parametrize("typed", ["2026", "maart 2026", "31-2-2026", "morgen", "\x00"])
def test_a_day_must_be_whole(typed):
    with pytest.raises(forms.ValidationError, match="Schrijf de dag als 1-3-2026"):
        fields.DayField().clean(typed)


def test_a_date_is_shown_in_words_and_these_are_read_again():
    day, partial = fields.DayField(), fields.TypedPartialDateField()

    for value in ["2026-03-01", "2026-03", "2026"]:
        assert partial.clean(partial.widget.format_value(value)) == value
    assert day.widget.format_value(date(2026, 3, 1)) == "1 maart 2026"
    assert not day.has_changed(date(2026, 3, 1), "1 maart 2026")
    assert not partial.has_changed("2026-03", "maart 2026")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("-0,5", "-0.5"),
        ("1 234", "1234"),
    ],
)
def test_a_number_is_read_as_it_is_written(typed, value):
    assert fields.DecimalNumberField().clean(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,234.56", "1.23,4,5", "veel", "1.2345,6.7"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        fields.DecimalNumberField().clean(typed)


def test_a_whole_number_takes_points_and_no_decimals():
    field = fields.WholeNumberField()

    assert field.clean("17.500") == 17500
    with pytest.raises(forms.ValidationError):
        field.clean("17,5")


def test_a_point_in_a_coordinate_comes_before_its_decimals():
    assert fields.CoordinateField().clean("52.123") == 52.123
    assert fields.CoordinateField().clean("52,123") == 52.123


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1234.50"), "1.234,50"),
        (Decimal("72.00"), "72"),
        (2024, "2024"),
        (17500, "17.500"),
        (52.1234, "52,1234"),
    ],
)
def test_a_number_is_shown_as_it_is_written(value, shown):
    assert fields.NumberText().format_value(value) == shown


@pytest.mark.django_db
def test_they_are_stored_and_shown_in_the_form(admin_client):
    initiative = make.initiative(municipalities=[make.municipality()], as_of="2026-01")
    initiative.results.create(
        value="1.234,50", number="1234.50", unit="euro", definition="d", period="p", publication=make.publication()
    )

    desk.save(admin_client, initiative, as_of="1/3/26", next_check="1 maart 2027")
    page = admin_client.get(desk.address(initiative)).text

    content = initiative.revisions.open().get().snapshot
    assert (content["as_of"], content["next_check"]) == ("2026-03-01", "2027-03-01")
    assert 'value="1 maart 2026"' in page
    assert 'value="1 maart 2027"' in page
    assert 'value="1.234,50" size="14"' in page or 'value="1.234,50"' in page


def test_no_field_of_the_desk_is_without(rf, db, admin_user):
    request = rf.get("/")
    request.user = admin_user
    kinds = {
        models.DateField: fields.DayField,
        fields.PartialDateField: fields.TypedPartialDateField,
        models.IntegerField: forms.IntegerField,
        models.DecimalField: fields.DecimalNumberField,
        models.FloatField: fields.CoordinateField,
    }
    seen = set()
    for site_admin in admin.site._registry.values():
        for each in [site_admin, *site_admin.get_inline_instances(request)]:
            for column in each.model._meta.fields:
                kind = next((kind for kind in kinds if isinstance(column, kind)), None)
                if kind and column.editable and not column.primary_key and not isinstance(column, models.DateTimeField):
                    field = each.formfield_for_dbfield(column, request)
                    assert isinstance(field, kinds[kind]), column
                    seen.add(kind)

    assert seen == {*kinds}
    assert Initiative in admin.site._registry
