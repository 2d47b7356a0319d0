"""An editor finds a name without its accents, in every list and every search field of the desk."""

import pytest
from django.contrib import admin
from django.urls import reverse

from initiatives.models import Initiative
from municipalities.models import Municipality
from search.folded_lookup import patterns
from sources.models import Publication
from tests.support import desk, make

pytestmark = pytest.mark.django_db

FOUND = [
    ("Súdwest-Fryslân", "sudwest"),
    ("Súdwest-Fryslân", "FRYSLAN"),
    ("Súdwest-Fryslân", "sudwest fryslan"),
    ("Súdwest-Fryslân", "sudwest-fryslân"),
    ("Su\u0301dwest-Frysla\u0302n", "sudwest-fryslan"),
    ("’s-Gravenhage", "'s-gravenhage"),
    ("'s-Hertogenbosch", "’s-hertogenbosch"),
    ("Ärzte der Welt", "arzte"),
    ("Arzte der Welt", "ÄRZTE"),
    ("Café Één", "cafe een"),
    ("Coördinatie", '"coordinatie"'),
    ("West Brabant", "west-brabant"),
    ("Een (proef) van 10%", "(proef) 10%"),
    ("Taalcafé’s in de wijk", '"cafes in de"'),
    ("a+b*c [d] \\w", "a+b*c [d] \\w"),
]
MISSED = [
    ("Súdwest-Fryslân", "noordwest"),
    ("Taalcafé’s in de wijk", '"cafes de"'),
    ("West Brabant", "west.brabant"),
    ("abc", ".*"),
    ("abc", "a|b"),
]


def listed(client, model, words):
    return client.get(desk.address(model, "changelist", q=words)).context["cl"].queryset.count()


@pytest.mark.parametrize(("title", "words"), FOUND)
def test_it_is_found_in_the_list(admin_client, title, words):
    make.initiative(title=title)

    assert listed(admin_client, Initiative, words) == 1


@pytest.mark.parametrize(("title", "words"), MISSED)
def test_it_is_not_found_by_other_words(admin_client, title, words):
    make.initiative(title=title)

    assert listed(admin_client, Initiative, words) == 0


def test_it_is_found_in_a_search_field(admin_client):
    make.municipality(name="Súdwest-Fryslân")
    field = {"app_label": "initiatives", "model_name": "initiative", "field_name": "municipalities"}

    response = admin_client.get(reverse("admin:autocomplete"), field | {"term": "sudwest"})

    assert [result["text"] for result in response.json()["results"]] == ["Súdwest-Fryslân"]


def test_what_begins_with_the_words_is_offered_first(admin_client):
    for name in ("Nederweert", "Wéert", "Bij Weert"):
        make.municipality(name=name)
    field = {"app_label": "initiatives", "model_name": "initiative", "field_name": "municipalities"}

    def offered(term):
        response = admin_client.get(reverse("admin:autocomplete"), field | {"term": term})
        return [result["text"] for result in response.json()["results"]]

    assert offered("weert") == ["Wéert", "Bij Weert", "Nederweert"]
    assert offered("") == ["Bij Weert", "Nederweert", "Wéert"]
    assert offered("'") == ["Bij Weert", "Nederweert", "Wéert"]


def test_a_record_is_found_once_by_its_parts(admin_client):
    initiative = make.initiative(municipalities=[make.municipality(name="Één"), make.municipality(name="Één-West")])

    assert listed(admin_client, Initiative, "een") == 1
    assert initiative.municipalities.count() == 2


@pytest.mark.parametrize("words", ["'", '"', "''", "\\", "(", "[", "é" * 140, "😀", "a\u0301", "x{2}", "  "])
def test_odd_words_do_no_harm(admin_client, words):
    make.publication(title="Een bron")

    assert admin_client.get(desk.address(Publication, "changelist", q=words)).status_code == 200


def test_every_list_looks_for_folded_words(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    fields = [name for each in admin.site._registry.values() for name in each.get_search_fields(request)]

    assert len(fields) > 30
    assert [name for name in fields if not name.endswith("__iregex")] == []
    assert patterns("é") == patterns("E")
    assert Municipality in admin.site._registry
