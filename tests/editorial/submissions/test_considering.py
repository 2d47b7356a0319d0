"""Municipalities that consider an example too: counted once each, without anything about who says so."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.generation import content_change, current
from editorial.submissions.models import Attempt
from initiatives.models import Consideration
from municipalities.models import Municipality
from tests.support import make
from tests.support.submission_forms import shown

pytestmark = pytest.mark.django_db
PATH = "/aanmelden/overwegen/buddys/"
NAMES = ["Assen", "Breda", "Deventer", "Ede"]


@pytest.fixture
def initiative():
    for name in NAMES:
        make.municipality(name=name, slug=name.lower())
    place = make.municipality(name="Zutphen", slug="zutphen")
    return make.initiative(title="Buddy’s", slug="buddys", municipalities=[place])


def say(client, where, number=1, **changes):
    return client.post(PATH, {"where": where, "shown": shown(), **changes}, REMOTE_ADDR=f"192.0.2.{number}")


def test_from_three_municipalities_on_they_see_each_other(client, initiative):
    for name in NAMES[:2]:
        assert say(client, name).headers["Location"] == "/aanmelden/overwogen/"
    page = initiative.get_absolute_url()
    for address in (page, PATH):
        assert "Assen" not in client.get(address).text

    say(client, NAMES[2])

    for address in (page, PATH):
        text = client.get(address).text
        assert all(f'<a href="/gemeenten/{name.lower()}/">{name}</a>' in text for name in NAMES[:3])
        assert "wij keken het niet na" in text


def linked(client):
    """The slugs of the municipalities that the page of the form names."""
    return set(re.findall(r'href="/gemeenten/([a-z]+)/"', client.get(PATH).text)) - {"zutphen"}


@pytest.mark.parametrize("merges", [False, True])
def test_who_does_it_by_now_no_longer_considers_it(client, initiative, merges):
    """Its own municipality, and one that took it over; also when it is part of another one by then."""
    for name in NAMES:
        say(client, name)
    doing = Municipality.objects.get(slug="assen")
    with content_change():
        initiative.adoptions.create(municipality=doing, publication=make.publication())
    if merges:
        with content_change():
            new = make.municipality(name="Drenthestad", slug="drenthestad")
            Municipality.objects.filter(pk=doing.pk).update(successor=new, ended_on="2026-01-01")
    assert linked(client) == {"breda", "deventer", "ede"}

    initiative.municipalities.add(Municipality.objects.get(slug="breda"))
    with content_change():
        pass
    assert linked(client) == set()  # two are too few


def test_a_municipality_counts_once(client, initiative):
    for _time in range(3):
        say(client, "Assen")
    say(client, "assen")

    assert Consideration.objects.count() == 1


def test_nothing_is_stored_of_who_says_it(client, initiative):
    response = say(client, "Assen")

    assert {field.name for field in Consideration._meta.fields} == {"id", "initiative", "municipality", "said_on"}
    assert not response.cookies
    assert "192.0.2.1" not in str(list(Attempt.objects.values()))


def test_caches_are_emptied_only_when_visitors_see_something_else(client, initiative):
    numbers = [current()]
    for name in [*NAMES[:3], NAMES[0], NAMES[3]]:
        say(client, name)
        numbers.append(current())

    assert [before != after for before, after in pairwise(numbers)] == [
        False, False, True, False, True,
    ]  # fmt: skip


def test_the_page_of_the_example_can_still_be_cached(client, initiative):
    assert "no-store" not in client.get(initiative.get_absolute_url()).headers["Cache-Control"]
    assert "no-store" in client.get(PATH).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("", "Schrijf op welke gemeente dit overweegt."),
        ("Atlantis", "Deze gemeente kennen wij niet."),
        ("Asen", "Bedoelde u Assen?"),
        ("Assen, Breda", "kennen wij niet"),
        ("Zutphen", "Zutphen doet dit al."),
    ],
)
def test_only_another_municipality_counts(client, initiative, where, message):
    assert message in say(client, where).text
    assert not Consideration.objects.exists()


def test_who_took_it_over_does_not_consider_it(client, initiative):
    place = make.Municipality.objects.get(name="Assen")
    initiative.adoptions.create(municipality=place, publication=make.publication())
    make.published(initiative)

    assert "Assen nam dit al over." in say(client, "Assen").text


def test_a_bot_and_who_says_it_too_often_are_stopped(client, initiative):
    assert "Eén veld moet leeg blijven" in say(client, "Assen", extra="x").text
    assert "te lang open" in say(client, "Assen", shown="x").text
    statuses = [say(client, name).status_code for name in [*NAMES, "Assen", "Breda"]]

    assert statuses == [302] * 5 + [429]
    assert say(client, "Assen", number=2).status_code == 302


def test_it_fades_after_a_year(client, initiative):
    for name in NAMES[:3]:
        say(client, name)
    Consideration.objects.filter(municipality__name="Assen").update(said_on=timezone.localdate() - timedelta(days=370))
    make.published(initiative)

    assert "Breda" not in client.get(PATH).text
    call_command("purge_personal_data")
    assert Consideration.objects.count() == 2
    say(client, "Assen")
    assert "Breda" in client.get(PATH).text


def test_of_municipalities_that_merged_one_name_is_shown(client, initiative):
    whole = make.municipality(name="Groene Hart", slug="groene-hart")
    for name in NAMES[:3]:
        say(client, name)
    make.Municipality.objects.filter(name__in=NAMES[:2]).update(ended_on="2023-01-01", successor=whole)
    make.published(whole)

    assert "Deventer" not in client.get(PATH).text
    say(client, "Ede")
    text = client.get(PATH).text
    assert "Groene Hart</a>." in text
    assert "Assen" not in text


def test_an_editor_removes_it(client, initiative):
    for name in NAMES[:3]:
        say(client, name)
    wrong = Consideration.objects.get(municipality__name="Assen")
    client.force_login(make.editor())
    assert "Assen" in client.get(reverse("admin:initiatives_consideration_changelist")).text

    client.post(reverse("admin:initiatives_consideration_delete", args=[wrong.pk]), {"post": "yes"})

    assert Consideration.objects.count() == 2
    assert "Breda" not in client.get(initiative.get_absolute_url()).text
