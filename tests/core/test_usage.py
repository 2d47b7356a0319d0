"""What others refer to cannot be deleted, and its form says where it is used."""

import pytest

from core.usage import usage
from municipalities.models import Municipality
from sources.models import Publication
from tests.support import desk, make
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser(client):
    client.force_login(make.editor(superuser=True))


def test_a_part_counts_as_the_record_it_belongs_to():
    source = make.publication()
    initiative = make.initiative(title="Taalcoaches", sources=[source])
    initiative.results.create(value="1", unit="u", definition="d", period="p", publication=source)
    bottleneck = make.bottleneck(title="Te weinig plek")
    bottleneck.mentions.create(publication=source, year=2025)

    by_name = {name: (number, records) for name, number, records in usage(source)}

    assert by_name["Initiatief"] == (1, [(initiative, desk.address(initiative))])
    assert by_name["Knelpunt"] == (1, [(bottleneck, desk.address(bottleneck))])


def test_what_a_record_consists_of_is_no_use_of_it():
    initiative = make.initiative(municipalities=[make.municipality()])

    assert usage(initiative) == []


@pytest.mark.parametrize("name", ["themes", "main_theme"])
def test_a_theme_in_use_stays(client, superuser, name):
    theme = make.theme(name="Wonen")
    initiative = make.initiative(title="Taalcoaches", main_theme=theme if name == "main_theme" else None)
    initiative.themes.set([theme])
    initiative.save()

    page = client.post(desk.address(theme, "delete"), {"post": "yes"})

    assert "Taalcoaches" in page.text
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_what_stands_in_the_way_is_a_link(client, superuser):
    theme = make.theme(name="Wonen")
    initiative = make.initiative(title="Taalcoaches", main_theme=theme)
    initiative.themes.set([theme])

    text = client.get(desk.address(theme, "delete")).text

    assert text.count(f'<li>Initiatief: <a href="{desk.address(initiative)}">Taalcoaches</a></li>') == 1


def test_what_goes_is_named_without_links_between_tables(client, superuser):
    text = client.get(desk.address(make.initiative(title="Taalcoaches", themes=[make.theme()]), "delete")).text

    assert "Weet u zeker dat u ‘Taalcoaches’ wilt verwijderen?" in text
    assert "initiative-theme" not in text.lower()


def test_nobody_deletes_from_the_field_where_it_is_chosen(client, superuser):
    assert "delete-related" not in client.get(desk.address(Theme, "add")).text


def test_from_the_list_too(client, superuser):
    used, free = make.municipality(name="Urk"), make.municipality(name="Ede")
    make.initiative(title="Taalcoaches", municipalities=[used])
    data = {"action": "delete_selected", "_selected_action": [used.pk, free.pk], "post": "yes"}

    page = client.post(desk.address(Municipality, "changelist"), data)

    assert "Taalcoaches" in page.text
    assert Municipality.objects.count() == 2


def test_what_nobody_uses_can_go(client, superuser):
    free = make.publication()

    client.post(desk.address(free, "delete"), {"post": "yes"})

    assert not Publication.objects.filter(pk=free.pk).exists()


def test_the_form_says_where(client, superuser):
    source = make.publication()
    initiative = make.initiative(title="Taalcoaches", sources=[source])

    text = client.get(desk.address(source)).text

    assert "Waar wordt dit gebruikt?" in text
    assert f'<a href="{desk.address(initiative)}">Taalcoaches</a>' in text
    assert "Nergens." in client.get(desk.address(make.publication())).text
    assert "Nergens." not in client.get(desk.address(make.editor(username="ander"))).text
