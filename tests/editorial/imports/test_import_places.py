"""Villages and the names of provinces in a sheet, and what a wrong name probably was."""

import pytest

from editorial.imports.applying import apply
from editorial.imports.lookups import all_lookups
from initiatives.models import Initiative
from tests.support import make
from tests.support.sheets import checked, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    province = make.province(name="Fryslân")
    province.alternative_names.create(name="Friesland")
    make.theme(name="Opvang")
    make.place("Dokkum", municipality=make.municipality(name="Noardeast-Fryslân", slug="noardeast"))
    for name in ("Ameland", "Heerenveen"):
        make.place("Nes", municipality=make.municipality(name=name, slug=name.lower()), has_other_meaning=True)
    return make.editor()


def imported(municipalities):
    return checked(csv_of(["titel", "hoofdthema", "gemeenten"], ["Taalmaatjes", "Opvang", municipalities]))


def test_a_village_is_its_municipality(editor):
    apply(imported("Dokkum | Ameland").pk, editor)

    assert {place.name for place in Initiative.objects.get().municipalities.all()} == {"Noardeast-Fryslân", "Ameland"}


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("Amelant", "Bedoelde u Ameland?"),
        ("Nes", "Nes ligt in Ameland en Heerenveen. Welke gemeente bedoelt u?"),
    ],
)
def test_a_wrong_name_is_asked_about(editor, name, question):
    [row] = imported(name).import_rows

    assert question in row.problems[0].sentence


def test_a_province_by_its_popular_name(editor):
    provinces = all_lookups()["unnamed_province"]
    assert provinces.find("friesland") == provinces.find("Fryslân")
    assert provinces.write(provinces.find("friesland")) == "Fryslân"
