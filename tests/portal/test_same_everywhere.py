"""Exports and dumps are the same on every database, whatever the keys of the records are and after a move."""

import csv
import datetime
import io
import json
import re

import pytest
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.urls import reverse
from taggit.models import Tag

from initiatives.models import Initiative
from municipalities.models import Municipality, Province
from sources.models import Publication
from tests.support import make
from themes.models import Bottleneck, Framework, Theme

pytestmark = pytest.mark.django_db

NAMES = ["Eemnes", "'s-Graveland", "Súdwest", "Ee-land", "eenrum", "Éénrum", "Zwolle"]
SHEET = "/beheer/imports/sheetimport/werkblad/initiatieven.csv"


def fill(backwards):
    """Make one initiative with relations, of which the keys have the same order as the names or the other one."""

    def made(build, **fields):
        numbers = range(len(NAMES))[:: -1 if backwards else 1]
        return [build(**{name: value(number) for name, value in fields.items()}) for number in numbers]

    def name(number):
        return NAMES[number]

    def number_code(number):
        return f"X{number}"

    def slug(number):
        return f"a{'-' * (number % 2)}{number}"

    themes = made(make.theme, name=name, code=number_code, slug=slug)
    province = make.province(slug=f"provincie-{backwards}".lower(), name="Utrecht")
    places = made(make.municipality, name=name, slug=slug, province=lambda number: province)
    for place in places:
        type(place).objects.filter(pk=place.pk).update(code=f"GM000{NAMES.index(place.name)}")
    frameworks = made(make.framework, name=lambda number: "Wet", code=number_code, slug=slug)
    bottlenecks = made(make.bottleneck, title=name, code=number_code, slug=slug)
    source = make.publication(url="https://bron.example/", slug="bron")
    make.initiative(
        code="X", slug="x", title="Een", main_theme=next(theme for theme in themes if theme.code == "X0"),
        themes=themes, municipalities=places, frameworks=frameworks, bottlenecks=bottlenecks, sources=[source],
        tags=NAMES if backwards else NAMES[::-1],
    )  # fmt: skip


def exports(client):
    """What leaves the portal, without the moments at which it was made."""
    table = client.get("/initiatieven/export/").getvalue().decode()
    rows = [{**row, "gewijzigd op": ""} for row in csv.DictReader(io.StringIO(table, newline=""))]
    addresses = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    facets = re.findall(r'name="thema" value="([^"]*)"', client.get("/initiatieven/").text)
    return rows, addresses, facets


def test_the_order_does_not_depend_on_keys(client):
    fill(backwards=False)
    forwards = exports(client)
    for model in (Initiative, Municipality, Province, Bottleneck, Framework, Theme, Publication, Tag):
        model.objects.all().delete()
    fill(backwards=True)

    assert exports(client) == forwards


def test_the_order_is_that_of_the_characters_on_every_database(client):
    fill(backwards=True)
    rows, addresses, _facets = exports(client)

    assert rows[0]["gemeenten"] == " | ".join(sorted(NAMES))
    assert rows[0]["thema’s"] == " | ".join(NAMES)
    paths = [address.removeprefix(settings.PORTAL_URL) for address in addresses]
    themes = [path for path in paths if path.startswith(reverse("themes:list")) and path != reverse("themes:list")]
    assert len(themes) >= len(NAMES)
    assert themes[: len(NAMES)] == sorted(themes[: len(NAMES)])


def dump(**options):
    """What `dumpdata` writes."""
    out = io.StringIO()
    call_command("dumpdata", "initiatives", "themes", "taggit", stdout=out, **options)
    return out.getvalue()


def test_a_dump_has_whole_moments_and_one_order():
    fill(backwards=True)
    moment = datetime.datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=datetime.UTC)
    Initiative.objects.update(updated_at=moment, change_notes=[{"text": "b", "on": "2026-01-02"}])
    text = dump()
    record = next(record for record in json.loads(text) if record["model"] == "initiatives.initiative")

    assert record["fields"]["updated_at"] == "2026-03-01T12:30:15.123456+00:00"
    assert record["fields"]["themes"] == sorted(record["fields"]["themes"])
    assert '"change_notes": [{"on": "2026-01-02", "text": "b"}]' in text
    Initiative.objects.update(updated_at=moment + datetime.timedelta(days=1))
    for loaded in serializers.deserialize("json", text):
        loaded.save()
    assert Initiative.objects.get().updated_at == moment
    assert dump() == text
