"""Every published record says what its page says: title, dates, municipality, status, results and sources.

`make test` reads all records of all kinds but three, of which it takes some; `make drills` reads all of them.
"""

import html
import re
from collections import defaultdict

import pytest
from django.test import Client

from core import partial_dates
from opendata.resources import RESOURCES
from opendata.schemas import KINDS
from tests.support.thoroughness import tries

pytestmark = pytest.mark.django_db
TITLES = ["titel", "naam", "term", "tekst", "strekking", "waarde", "periode"]  # it is called what it has first
TEXTS = ["samenvatting", "officieleNaam", "rol", "toelichtingStand", "vraag", "definitie", "uitgever", "toelichting"]
DAYS = ["peildatum", "datum", "aangenomenOp", "geldtVanaf", "gehandhaafdVanaf", "geldtTotEnMet", "standVan"]
DAYS += ["gecontroleerdOp", "beoordeeldOp", "opgehevenOp"]
CHOICES = ["status", "stand", "soort", "onderbouwing", "hoofdthema"]
LINKS = ["gemeenten", "doelgroepen", "bronvermeldingen", "kaders", "buurgemeenten", "voorbeelden", "ruimer", "nauwer"]
EACH = {"gemeenten": 12, "bronnen": 12, "begrippen": 3}  # one of so many; all of them in `make drills`: 20 seconds more
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


@pytest.mark.parametrize("name", RESOURCES)
def test_every_record_says_what_its_page_says(content, name):
    kind, by_page = KINDS[name], defaultdict(list)
    for record in kind.read(kind.keys()[:: tries(EACH.get(name, 1), 1)]):
        values = record.model_dump(mode="json", by_alias=True)
        by_page[values["adres"].partition("//")[2].partition("/")[2].partition("#")[0]].append(values)

    wrong = [
        (values["code"], said)
        for path, records in by_page.items()
        for page in [plain(Client().get(f"/{path}").text)]
        for values in records
        for said in sayings(values)
        if plain(said) not in page
    ]

    assert by_page
    assert wrong == []


def plain(text):
    """What a reader sees of a page or a text, in small letters and without line breaks."""
    return " ".join(html.unescape(MARKUP.sub("", text)).split()).casefold()


def sayings(values):
    """What a record says in words that its page has too."""
    yield next(values[name] for name in TITLES if values.get(name))
    yield from (values[name] for name in TEXTS if isinstance(values.get(name), str))
    yield from (partial_dates.in_words(values[name]) for name in DAYS if values.get(name))
    yield from (values[name]["naam"] for name in CHOICES if isinstance(values.get(name), dict))
    yield from (link["naam"] for name in LINKS for link in values.get(name, []) if "naam" in link)
    if isinstance(values.get("bron"), dict) and values["bron"]:
        yield values["bron"]["naam"]
    for result in values.get("resultaten", []):
        yield from (result["waarde"], result["definitie"], result["bron"]["naam"])
    yield from (partner["naam"] for partner in values.get("partners", []))
    yield from (mention["bron"]["naam"] for mention in values.get("vermeldingen", []))
