"""What a note and its files say holds: the title, the likeness, the costs, and who made the file and when."""

import io
from zipfile import ZipFile

import docx
import pytest
from django.utils import timezone

from initiatives.choices import InitiativeKind, InitiativeStatus
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
MEMO = "/lijst/notitie/"


@pytest.fixture(autouse=True)
def _examples():
    """One example of Weert, one of a municipality like it, and one of a municipality that is not."""
    limburg = make.province(name="Limburg")
    for slug, population, province in [
        ("weert", 51_000, limburg),
        ("venray", 50_000, limburg),
        ("ameland", 3_700, make.province(name="Fryslân")),
    ]:
        municipality = make.municipality(name=slug.title(), slug=slug, population=population, province=province)
        make.initiative(code=f"INI-{slug.upper()}", title=f"Titel {slug}", municipalities=[municipality])


def article(client, query):
    return Document(client.get(f"{MEMO}?{query}").text).find("article")[0]


def files(client, form):
    return ZipFile(io.BytesIO(client.get(f"{MEMO}?lijst=INI-WEERT.INI-VENRAY&vorm={form}").content))


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ({}, "Notitie: 2 voorbeelden"),
        ({"kind": InitiativeKind.FOREIGN, "country": "Canada"}, "Notitie: 2 voorbeelden"),
        ({"kind": InitiativeKind.PROPOSAL, "status": InitiativeStatus.PROPOSED}, "Notitie: 2 voorbeelden"),
    ],
)
def test_the_title_names_other_municipalities_only_when_all_are_of_one(client, kind, title):
    make.initiative(code="X-1", **kind)

    assert article(client, "lijst=INI-VENRAY.X-1").find("h1")[0].text == title
    both = article(client, "lijst=INI-VENRAY.INI-AMELAND").find("h1")[0].text
    assert both == "Notitie: 2 voorbeelden uit andere gemeenten"


def test_what_has_little_in_common_stands_in_one_sentence(client):
    text = article(client, "zoals=weert&lijst=INI-WEERT.INI-VENRAY.INI-AMELAND").text
    none = article(client, "zoals=ameland&lijst=INI-WEERT.INI-VENRAY").text

    assert "Titel weert: dit is een voorbeeld van uw eigen gemeente." in text
    assert "Titel venray: Venray (50.000 inwoners): even groot, zelfde provincie" in text
    assert "Weinig overeenkomst: Titel ameland (Ameland). Bekijk zelf of het past." in text
    assert "Weinig overeenkomst: Titel weert (Weert); Titel venray (Venray). Bekijk zelf of het past." in none


def test_an_amount_in_the_note_goes_first_and_nothing_denies_it(client):
    note = "€ 2,5 miljoen voor de pilot als geheel."
    make.initiative(code="X-1", slug="pilot", cost_note=note, cost_funding="Het Rijk")
    amount = article(client, "lijst=X-1.INI-VENRAY").text
    address = "/initiatieven/pilot/"
    compared = Document(client.get("/initiatieven/vergelijken/?lijst=X-1.INI-VENRAY").text)

    assert f"Wat het kostte {note} Wie betaalt: Het Rijk." in amount
    for path in (address, f"{address}raadspagina/"):
        text = Document(client.get(path).text).text
        assert f"Over de kosten {note} Kosten per jaar of eenmalig niet uitgesplitst Wie betaalt Het Rijk" in text
        assert "Kosten, eenmalig" not in text
        assert text.count(note) == 1
    costs = [row.text for row in compared.find("tr") if row.text.startswith("Kosten, ")]
    assert [(row.count("niet uitgesplitst"), row.count("niet bekend")) for row in costs] == [(1, 1), (1, 1)]


def test_a_word_file_is_of_today_and_names_no_other_program(client, today):
    document = docx.Document(files(client, "docx").fp)
    properties = document.core_properties

    assert {properties.author, properties.last_modified_by} == {"Inspiratiemarkt"}
    assert properties.created == properties.modified
    assert timezone.localdate(properties.created) == timezone.localdate()
    assert 'w:instr="PAGE"' in document.sections[0].footer.part.element.xml
    with files(client, "docx") as file:
        assert not any(b"Macintosh" in file.read(name) for name in file.namelist())
        assert not any("thumbnail" in name for name in file.namelist())


def test_an_open_document_has_no_empty_part_and_numbers_its_pages(client):
    with files(client, "odt") as file:
        empty = [info.filename for info in file.infolist() if not info.is_dir() and not info.file_size]
        manifest, styles = file.read("META-INF/manifest.xml").decode(), file.read("styles.xml").decode()

    assert empty == []
    assert "current.xml" not in manifest
    assert "thumbnail" not in manifest
    assert "<text:page-number" in styles.partition("<style:footer")[2]


def test_a_phone_folds_each_example_and_the_sources(client):
    make.initiative(code="INI-01", title="Eerste", approach="Zo ging het.")
    make.initiative(code="INI-02", title="Tweede", approach="Zo ging het ook.")

    page = Document(client.get("/lijst/notitie/?lijst=INI-02.INI-01").text)
    folds = page.find("details", **{"class": "fold"})

    titles = [summary.text for fold in folds for summary in fold.find("summary")]
    assert titles[:2] == ["Toon dit voorbeeld: Tweede", "Toon dit voorbeeld: Eerste"]
    assert "bron" in titles[2]
    assert all("Wat zij deden" in fold.text for fold in folds[:2])
