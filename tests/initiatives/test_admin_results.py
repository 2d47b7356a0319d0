"""Themes and results in the form of an initiative: what an editor need not say twice."""

import pytest

from initiatives.models import Initiative
from tests.support import desk, make
from themes.models import KeyFigure

pytestmark = pytest.mark.django_db

RESULT = {"value": "12", "unit": "deelnemers", "definition": "Wie meededen.", "period": "2025"}


def results_of(initiative):
    return initiative.revisions.open().get().snapshot["results"]


@pytest.fixture
def initiative():
    return make.initiative(municipalities=[make.municipality()])


def test_the_main_theme_is_one_of_the_themes(admin_client):
    main, other = make.theme(), make.theme()
    desk.save(admin_client, Initiative, title="Een naam", slug="een-naam", main_theme=main.pk, themes=[other.pk])

    assert {*Initiative.objects.get().themes.all()} == {main, other}


def test_it_need_not_be_chosen_twice_to_publish(admin_client, initiative):
    main = make.theme()
    response = desk.save(admin_client, initiative, main_theme=main.pk, themes=[])

    assert response.status_code == 302
    assert initiative.revisions.open().get().snapshot["themes"] == [main.pk]


def test_one_source_is_chosen_for_all_results(admin_client, initiative):
    old, new = make.publication(), make.publication()
    initiative.results.create(**RESULT, publication=old)
    parts = desk.part("results", 1, **RESULT)
    desk.save(admin_client, initiative, **parts, results_source=new.pk)

    assert [result["publication"] for result in results_of(initiative)] == [new.pk, new.pk]


def test_without_one_each_result_has_its_own(admin_client, initiative):
    response = desk.save(admin_client, initiative, **desk.part("results", **RESULT))

    assert "Een getal zonder bron kan niet" in response.text
    assert not initiative.revisions.exists()


def test_a_new_source_can_be_added_there(admin_client, initiative):
    page = admin_client.get(desk.address(initiative)).text

    assert 'id="add_id_results_source"' in page
    assert 'name="results_source"' in page


@pytest.mark.parametrize(
    ("value", "unit", "stored"),
    [
        ("120 deelnemers", "deelnemers", "120"),
        ("120 Deelnemers", "deelnemers", "120"),
        ("72%", "procent van de deelnemers", "72"),
        ("72%", "%", "72"),
        ("72%", "deelnemers", "72%"),
        ("deelnemers", "deelnemers", "deelnemers"),
        ("meer dan 50", "deelnemers", "meer dan 50"),
    ],
)
def test_a_unit_is_not_doubled(admin_client, initiative, value, unit, stored):
    result = RESULT | {"value": value, "unit": unit, "publication": make.publication().pk}
    desk.save(admin_client, initiative, **desk.part("results", **result))

    assert [part["value"] for part in results_of(initiative)] == [stored]


def test_nor_is_that_of_a_key_figure(admin_client):
    fields = {"value": "1.200 migranten", "unit": "migranten", "definition": "d", "period": "2025"}
    fields["themes"] = [make.theme().pk]
    response = desk.save(admin_client, KeyFigure, **fields, publication=make.publication().pk)
    assert response.status_code == 302, desk.errors(response)

    assert KeyFigure.objects.get().value == "1.200"
