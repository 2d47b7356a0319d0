"""What a chief editor does in a year at the desk, in a real browser, with the number of actions that each takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.records import State
from editorial.accounts.roles import ADMINISTRATORS
from initiatives.coverage.history import record
from initiatives.models import MarketEdition
from municipalities.models import Reorganisation
from pages.models import FixedPage
from tests.support import make
from themes.models import Concept, Theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_server")]
TODAY = timezone.localdate()


def test_a_market_with_its_look_back(chief, client):
    names = ["Taalcafé", "Buurtkamer", "Fietsles"]
    for name in names:
        make.initiative(title=name)
    make.market(
        organiser=make.organisation(),
        publication=make.publication(title="Raadsbrief"),
        title="Markt 2025",
        date="2025-11-13",
    )
    chief.follow("Marktdagen", exact=True)
    chief.follow("Markt 2025")
    chief.follow("Maak een nieuwe editie zoals deze")
    chief.fill(title="Markt 2026", date=f"{TODAY - timedelta(days=1):%d-%m-%Y}")
    for name in names:
        chief.find("Kramen erbij", name.lower()[:4], name)
    chief.search(".field-publication", "raad", "Raadsbrief")
    chief.choose("state", State.PUBLISHED)
    chief.save()
    chief.within(16)
    edition = MarketEdition.objects.latest("pk")
    assert edition.stands.count() == 3

    chief.follow("Markt 2026")
    chief.check("[name=took_place]")
    chief.fill(look_back="Er kwamen 300 mensen.")
    chief.add("quotes")
    chief.fill(**{"quotes-0-text": "Hier kan ik morgen mee beginnen.", "quotes-0-function": "Projectleider"})
    chief.check("[name=quotes-0-has_consent]")
    chief.save()
    page = client.get(edition.get_absolute_url()).text
    for words in (*names, "Er kwamen 300 mensen.", "Hier kan ik morgen mee beginnen."):
        assert words in page
    chief.within(24)


def test_vocabulary_and_the_merge_of_duplicates(chief):
    make.publication(title="Woordenlijst")
    make.concept(term="statushouder")
    chief.follow("Begrippen", exact=True)
    chief.follow("Begrip toevoegen")
    chief.fill(term="vergunninghouder")
    chief.save()
    chief.act("Twee samenvoegen", "statushouder", "vergunninghouder")
    chief.check(f"[name=survivor][value='{Concept.objects.get(term='statushouder').pk}']")
    chief.press("Voeg samen")

    assert [each.term for each in Concept.objects.get().synonyms.all()] == ["vergunninghouder"]
    chief.within(10)


def test_a_theme(chief, client):
    make.publication(title="Kadernota")
    initiative = make.initiative(title="Taalcafé")
    chief.follow("Thema’s", exact=True)
    chief.follow("Thema toevoegen")
    chief.fill(name="Ontmoeting", code="T7", summary="Waar mensen elkaar leren kennen.")
    chief.find("Bronnen", "kader", "Kadernota")
    chief.choose("state", State.PUBLISHED)
    chief.save()
    chief.follow("Voorpagina")
    chief.follow("Initiatieven", exact=True)
    chief.act("Thema toevoegen", "Taalcafé")
    chief.choose("theme", "Ontmoeting")
    chief.press("Thema toevoegen")

    assert client.get(Theme.objects.get(name="Ontmoeting").get_absolute_url()).status_code == 200
    assert initiative.revisions.open().get().snapshot["themes"].count(Theme.objects.get(name="Ontmoeting").pk) == 1
    chief.within(16)


def test_a_municipal_merger(at_the_desk, chief):
    woerden = make.municipality(name="Woerden", population=53_000)
    make.publication(title="Herindelingswet")
    make.initiative(municipalities=[woerden])
    planner = at_the_desk("beheerder", ADMINISTRATORS)
    planner.follow("Herindelingen", exact=True)
    planner.follow("Herindeling toevoegen")
    planner.fill(takes_effect_on=f"{TODAY + timedelta(days=30):%d-%m-%Y}")
    planner.search(".field-publication", "herind", "Herindelingswet")
    planner.fill(**{"new_municipalities-0-code": "GM9990", "new_municipalities-0-name": "Groene Hart"})
    planner.search("#new_municipalities-0 .field-province", woerden.province.name[:4], woerden.province.name)
    planner.search("#parts-0 .field-origin", "woer", "Woerden")
    planner.check("[name=parts-0-ends]")
    planner.fill(**{"parts-0-destination": "Groene Hart"})
    planner.save()
    planner.within(17)

    chief.follow("Herindelingen", exact=True)
    chief.go(chief.page.locator("#result_list tbody th a").first)
    chief.follow("Wat er verandert")
    chief.reads("53.000")
    chief.press("Bevestig de herindeling")
    assert not Reorganisation.objects.get().is_planned
    chief.within(4)


def test_the_yearly_report(chief):
    make.initiative(title="Taalcafé")
    record()
    chief.follow("Dekking per maand", exact=True)
    chief.reads("nu op de site")
    chief.check("#action-toggle")
    chief.choose("action", "download_csv")
    with chief.page.expect_download() as download:
        chief.click(chief.page.get_by_role("button", name="Uitvoeren"))

    assert download.value.path().read_text(encoding="utf-8-sig").startswith("month,")
    chief.within(4)


def test_a_fixed_page(at_the_desk, chief, client):
    FixedPage.objects.get_or_create(slug="over")
    worker = at_the_desk(path="/over/")
    worker.follow("Bewerk")
    worker.fill(title="Over deze markt")
    worker.save()
    worker.within(3)

    chief.page.goto(f"{chief.address}/beheer/")
    chief.follow("1 Vaste tekst die op een collega wacht")
    chief.go(chief.page.locator("#result_list tbody th a").first)
    chief.follow("Versies en publiceren")
    chief.press("Publiceren")
    assert "Over deze markt" in client.get("/over/").text
    chief.within(4)
