"""What an editor saves is found at once, under the new words."""

import pytest
from taggit.models import Tag

from search import index
from search.documents import DocumentKind
from search.matching import Search
from tests.support import desk, make
from themes.models import Bottleneck

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _logged_in(client):
    client.force_login(make.editor())


def finds(word, kind=DocumentKind.INITIATIVE):
    return bool(Search(word, kind).exact)


def test_an_initiative_with_its_relations(client):
    initiative = make.initiative(title="Oud", municipalities=[make.municipality(name="Assen")])
    urk = make.municipality(name="Urk")

    partner = desk.part("partners", name="Vluchtelingenwerk")
    desk.save_and_publish(client, initiative, title="Nieuw", municipalities=[urk.pk], tags="sport", **partner)

    assert all(finds(word) for word in ("Nieuw", "Urk", "Vluchtelingenwerk", "sport"))
    assert not finds("Assen")


def test_a_theme_and_its_sub_themes(client):
    main = make.theme(name="Wonen")
    main.sources.add(make.publication())
    make.initiative(main_theme=main, themes=[make.theme(name="Flexwonen", parent=main)])
    assert finds("Wonen")

    desk.save(client, main, name="Huisvesting")

    assert finds("Huisvesting")


def test_a_target_group(client):
    group = make.target_group(name="Nieuwkomers")
    make.initiative(target_groups=[group])

    desk.save(client, group, name="Statushouders")

    assert finds("Statushouders")
    assert not finds("Nieuwkomers")


def test_a_municipality_and_its_other_names(client):
    municipality = make.municipality(name="Testdam")
    make.initiative(municipalities=[municipality])

    desk.save(client, municipality, **desk.part("other_names", name="Proefstad"))

    assert finds("Proefstad")


def test_a_province(client):
    province = make.province(name="Oostland")
    make.initiative(municipalities=[make.municipality(province=province)])

    desk.save(client, province, name="Westland")

    assert finds("Westland")


def test_a_tag(client):
    make.initiative(tags=["voetbal"])

    desk.save(client, Tag.objects.get(), name="hockey")

    assert finds("hockey")
    assert not finds("voetbal")


def test_an_ask_that_is_deleted(client):
    client.force_login(make.editor(username="beheerder", superuser=True))
    ask = make.ask(text="Bouw meer kazernes.", bottlenecks=[make.bottleneck()])
    index.update(Bottleneck.objects.all())
    assert finds("kazernes", DocumentKind.BOTTLENECK)

    client.post(desk.address(ask, "delete"), {"post": "yes"})

    assert not finds("kazernes", DocumentKind.BOTTLENECK)


def test_a_target_group_in_use_is_not_deleted(client):
    client.force_login(make.editor(username="beheerder", superuser=True))
    group = make.target_group(name="Nieuwkomers")
    make.initiative(target_groups=[group])

    client.post(desk.address(group, "delete"), {"post": "yes"})

    assert finds("Nieuwkomers")


def test_a_source_that_leaves_the_site_takes_its_facts_along(client):
    client.force_login(make.editor(username="beheerder", superuser=True))
    source, bottleneck, initiative = make.publication(), make.bottleneck(), make.initiative()
    initiative.results.create(value="9", unit="moestuinen", definition="d", period="p", publication=source)
    make.ask(text="Bouw meer kazernes.", bottlenecks=[bottleneck], publication=source)
    kind = make.municipality_type(name="Grensgemeente", publication=make.publication())
    kind.assignments.create(municipality=make.municipality(), publication=source)
    found = [("moestuinen", DocumentKind.INITIATIVE), ("kazernes", DocumentKind.BOTTLENECK)]
    found.append(("grensgemeente", DocumentKind.MUNICIPALITY))
    index.rebuild()
    assert all(finds(*words) for words in found)

    desk.act(client, "withdraw", source, reason="Klopte niet.", confirm="1")
    assert not any(finds(*words) for words in found)

    desk.act(client, "publish", source, confirm="1")
    assert all(finds(*words) for words in found)
