"""An editor updates the inspiratiemarkt: the seven steps of the acceptance scenario, in a real browser.

Two editors, each in a browser of their own and logged in with a password and a code. What visitors see is requested
as a visitor does, with cached pages. Where the scenario names what the portal does not have, the nearest thing is
tested: texts have no images, so what blocks is a link that says "klik hier" instead of a missing alternative text;
there is no separate API or archive, so the export stands for both.
"""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from editorial.accounts.roles import CHIEF_EDITORS
from editorial.audit.models import AuditEntry
from editorial.submissions.models import Submission
from initiatives.models import Initiative, MarketEdition
from municipalities.models import Municipality
from sources.models import Publication
from tests.support import desk, make

from .people import Visitor, new_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.page_cache]

MARKET = date(2026, 11, 12)
LONG = "Elke week komen de vrijwilligers en de nieuwkomers bij elkaar in het buurthuis aan de rand van de stad en daar"
LONG += " praten zij met elkaar over het werk, de school en de buurt."
VAGUE = "De uitleg staat [hier](https://www.zwolle.example/taal)."
CLEAR = "Lees [de uitleg van de gemeente](https://www.zwolle.example/taal)."
FILES = ["/initiatieven/feed/", "/initiatieven/export/", "/sitemap.xml"]


@pytest.fixture
def travel(monkeypatch):
    """Sets the time of the whole portal, from where it goes on."""
    real_now, offset = timezone.now, [timedelta()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: real_now() + offset[0])
    monkeypatch.setattr("time.time", lambda: timezone.now().timestamp())
    return lambda moment: offset.__setitem__(0, moment - real_now())


@pytest.fixture
def overdue():
    """The tasks: three initiatives past their check, one of them on the market and in a theme."""
    yesterday = timezone.localdate() - timedelta(days=1)
    theme = make.theme(name="Integratie")
    source = make.publication(title="Jaarverslag taal", publisher="Gemeente Zwolle")
    zwolle = make.municipality(name="Zwolle")
    make.municipality(name="’s-Hertogenbosch").other_names.create(name="Den Bosch")
    make.concept(term="statushouder", synonyms=["vergunninghouder"])
    initiative = make.initiative(
        title="Taalcoaches in Zwole",
        slug="taalcoaches-in-zwole",
        summary="Vrijwilligers praten met statushouders.",
        main_theme=theme,
        municipalities=[zwolle],
        sources=[source],
        next_check=yesterday,
        as_of="2025",
    )
    for title in ("Buurtkamer", "Fietslessen"):
        make.initiative(title=title, municipalities=[zwolle], next_check=yesterday)
    make.publication(title="Weg", link_state=Publication.LinkState.BROKEN)
    for text in ("Dit klopt niet meer.", "Het telefoonnummer is anders."):
        Submission.objects.create(kind=Submission.Kind.CORRECTION, initiative=initiative, text=text)
    market = make.market(organiser=make.organisation(), publication=source, date=MARKET.isoformat())
    market.stands.create(initiative=make.initiative(title="Buurman"))
    market.stands.create(initiative=initiative)
    return make.published(initiative)


def days_to_market():
    """What the admin says about the day of the market."""
    days = (MARKET - timezone.localdate()).days
    if not days:
        return "vandaag"
    number = f"{abs(days)} dag{'' if abs(days) == 1 else 'en'}"
    return f"nog {number}" if days > 0 else f"{number} geleden"


def the_admin_shows_the_tasks(editor, initiative):
    editor.log_in()
    editor.sees(days_to_market())
    for work in ("3 Te laat met controleren", "1 Bron met een link die niet werkt", "2 Inzending van een bezoeker"):
        expect(editor.page.get_by_role("link", name=work, exact=True)).to_be_visible()
    editor.follow("3 Te laat met controleren")
    expect(editor.page.locator("#result_list tbody tr")).to_have_count(3)
    editor.follow(initiative.title)
    expect(editor.page.locator("#id_as_of")).to_have_value("2025")
    expect(editor.page.locator("#citations-0")).to_contain_text("Jaarverslag taal")


def a_concept_changes_nothing_on_the_site(editor, chief, visitor, initiative):
    chief.log_in()
    chief.edit(initiative)
    before = visitor.reads(initiative.get_absolute_url())
    editor.edit(initiative)
    editor.sees("eindredacteur is hiermee bezig sinds")
    editor.sees("Wat u hier bewaart, wordt een concept.")
    editor.fill(summary="Vrijwilligers en statushouders praten over hun werk.")
    editor.save()
    editor.sees_message("Bewaard als concept (versie 2).")
    assert visitor.reads(initiative.get_absolute_url()) == before

    editor.open_revision(initiative, 2)
    row = editor.page.get_by_role("row", name="samenvatting")
    expect(row).to_contain_text("Vrijwilligers praten met statushouders.")
    expect(row).to_contain_text("Vrijwilligers en statushouders praten over hun werk.")
    editor.follow("Voorbeeld van de pagina")
    expect(editor.page.get_by_text("Voorbeeld: alleen de redactie ziet deze pagina zo.")).to_be_visible()
    expect(editor.page.locator("main")).to_contain_text("praten over hun werk")

    editor.open_revision(initiative, 2)
    link = urlsplit(editor.page.locator("input[type=url]").input_value()).path
    assert "praten over hun werk" in visitor.reads(link)


def a_number_never_stands_alone(editor, initiative):
    editor.edit(initiative)
    editor.add("results")
    editor.fill(**{"results-0-value": "72%"})
    editor.save()
    summary = editor.page.locator(".error-summary")
    for what in ("eenheid", "definitie", "periode", "bron"):
        expect(summary).to_contain_text(f"Een getal zonder {what} kan niet")
    part = editor.page.locator("#results-0")
    editor.choose(part.locator(".field-publication .select2-selection"), "jaarv", "Jaarverslag taal")
    editor.fill(
        **{
            "results-0-unit": "deelnemers",
            "results-0-definition": "een baan of een stap daarheen",
            "results-0-denominator": "onbekend",
            "results-0-period": "2025",
        }
    )
    editor.save()
    editor.sees_message("Bewaard als concept (versie 3).")
    editor.edit(initiative)
    editor.follow("Voorbeeld")
    result = editor.page.get_by_role("listitem").filter(has_text="72% deelnemers")
    expect(result).to_contain_text("Een baan of een stap daarheen (van: onbekend)")
    expect(result).to_contain_text("Periode: 2025. Bron: Jaarverslag taal")


def a_municipality_is_found_by_any_name(editor, initiative):
    editor.edit(initiative)
    field = editor.page.get_by_role("searchbox", name="Gemeenten")
    municipality = Municipality.objects.get(name="’s-Hertogenbosch")
    for words in ("hertogen", "den bosch", municipality.code.lower()):
        field.fill(words)
        expect(editor.page.locator(".select2-results__option")).to_have_text([municipality.name])
    editor.page.locator(".select2-results__option").click()
    editor.fill(unnamed_participants="Nog twee gemeenten, die de bron niet noemt", unnamed_count="2")
    editor.save()
    editor.sees_message("Bewaard als concept (versie 4).")


def two_editors_agree_on_what_is_published(editor, chief, initiative):
    editor.edit(initiative)
    editor.fill(approach=f"{LONG} {VAGUE}")
    editor.save()
    expect(editor.page.locator(".error-summary")).to_contain_text("Laat de link ‘hier’ zeggen waar die heen gaat.")
    editor.fill(approach=f"{LONG} {CLEAR}")
    editor.save()
    editor.edit(initiative)
    editor.page.get_by_text("Advies over de taal").click()
    expect(editor.page.locator(".checklist")).to_contain_text("Maak zinnen van hoogstens 25 woorden.")

    editor.open_revision(initiative, 5)
    editor.do("Laat beoordelen")
    editor.open_revision(initiative, 5)
    expect(editor.page.get_by_role("button", name="Keur goed")).to_have_count(0)
    chief.page.goto(f"{chief.address}/beheer/")
    chief.follow("1 Versie die op beoordeling wacht")
    chief.follow(initiative.title)
    chief.open_revision(initiative, 5)
    chief.do("Stuur terug", comment="Maak van de eerste zin er twee.")

    editor.edit(initiative)
    editor.sees("Maak van de eerste zin er twee.")
    editor.fill(approach=f"Vrijwilligers komen elke week in het buurthuis. {CLEAR}")
    editor.save()
    editor.open_revision(initiative, 6)
    editor.do("Laat beoordelen")
    chief.open_revision(initiative, 6)
    chief.do("Keur goed", comment="Zo is het goed.")
    chief.open_revision(initiative, 6)
    moment = next_monday()
    chief.do("Publiceer later", publish_at=f"{moment:%Y-%m-%dT%H:%M}", change_note="Resultaat van 2025 toegevoegd.")
    chief.sees_message("Versie 6 komt op de site op het moment dat u koos.")
    chief.sees(f"{moment:%H:%M} uur")


def next_monday():
    """The first Monday from tomorrow, at eight in the morning."""
    today = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday())


def it_comes_on_the_site_by_itself(visitor, initiative, travel):
    travel(next_monday() - timedelta(minutes=1))
    assert "72%" not in visitor.reads(initiative.get_absolute_url())
    travel(next_monday() + timedelta(minutes=1))
    assert "72%" in visitor.reads(initiative.get_absolute_url())


def visitors_find_it_everywhere(visitor, initiative):
    municipality = Municipality.objects.get(name="’s-Hertogenbosch")
    page = visitor.reads(initiative.get_absolute_url())
    for words in (
        "72%",
        "Een baan of een stap daarheen",
        municipality.name,
        "Nog twee gemeenten",
        "Resultaat van 2025",
    ):
        assert words in page
    market = MarketEdition.objects.get()
    for path in (initiative.main_theme.get_absolute_url(), municipality.get_absolute_url(), market.get_absolute_url()):
        assert initiative.title in visitor.reads(path), path
    assert initiative.title in visitor.reads("/zoeken/?q=vergunninghouders")
    for path in FILES:
        assert initiative.get_absolute_url() in visitor.gets(path), path


def the_log_shows_all_steps(initiative):
    entries = AuditEntry.objects.filter(object_key=initiative.pk, object_type="initiatives.initiative")
    performed = entries.filter(result="ok").order_by("pk").values_list("actor", "action")
    assert list(performed) == [
        *[("redacteur", "wijzigen")] * 4,
        ("redacteur", "laat beoordelen"),
        ("eindredacteur", "stuur terug"),
        ("redacteur", "wijzigen"),
        ("redacteur", "laat beoordelen"),
        ("eindredacteur", "keur goed"),
        ("eindredacteur", "publiceer later"),
        ("het portaal", "publiceren zoals gepland"),
    ]
    assert entries.filter(result="refused", action="wijzigen").count() == 2  # the number alone, the vague link
    assert AuditEntry.objects.filter(action="inloggen", result="ok").count() == 2


def a_corrected_address_leaves_the_old_one_working(chief, visitor, initiative):
    old = initiative.get_absolute_url()
    chief.log_in()
    chief.edit(initiative)
    chief.follow("Adres")
    chief.fill(slug="taalcoaches-in-zwolle")
    chief.press("Wijzig het adres")
    initiative.refresh_from_db()
    response = visitor.page.request.get(visitor.address + old, max_redirects=0)
    assert response.status == 301
    assert response.headers["location"].endswith("/initiatieven/taalcoaches-in-zwolle/")
    assert initiative.get_absolute_url() in visitor.gets("/initiatieven/feed/")
    visitor.reads(old)
    expect(visitor.page).to_have_url(visitor.address + initiative.get_absolute_url())


def it_is_withdrawn_with_a_reason(editor, visitor, initiative):
    editor.log_in()
    editor.page.goto(editor.address + desk.address(Initiative, "changelist", q=initiative.title))
    editor.page.check("tbody input.action-select")
    editor.page.select_option("select[name=action]", "withdraw")
    editor.press("Uitvoeren")
    editor.fill(reason="De gemeente is ermee gestopt.")
    editor.press("Intrekken")
    editor.sees_message("1 record ingetrokken.")

    assert visitor.page.goto(visitor.address + initiative.get_absolute_url()).status == 410
    expect(visitor.page.locator("main")).to_contain_text("De gemeente is ermee gestopt.")
    assert initiative.title not in visitor.reads(initiative.main_theme.get_absolute_url())
    assert initiative.title not in visitor.reads(MarketEdition.objects.get().get_absolute_url())
    assert initiative.title not in visitor.reads("/initiatieven/")
    for path in FILES:
        assert initiative.get_absolute_url() not in visitor.gets(path), path
    archive = editor.page.request.get(f"{editor.address}/beheer/imports/sheetimport/werkblad/initiatieven.csv")
    assert initiative.title in archive.text()


def test_an_editor_updates_the_market(live_server, open_page, overdue, travel):
    editor = new_editor(open_page(), live_server.url, "redacteur")
    chief = new_editor(open_page(), live_server.url, "eindredacteur", CHIEF_EDITORS)
    visitor = Visitor(open_page(), live_server.url)

    the_admin_shows_the_tasks(editor, overdue)  # step 1
    a_concept_changes_nothing_on_the_site(editor, chief, visitor, overdue)  # step 2
    a_number_never_stands_alone(editor, overdue)  # step 3
    a_municipality_is_found_by_any_name(editor, overdue)  # step 4
    two_editors_agree_on_what_is_published(editor, chief, overdue)  # step 5
    it_comes_on_the_site_by_itself(visitor, overdue, travel)  # step 6
    visitors_find_it_everywhere(visitor, overdue)
    the_log_shows_all_steps(overdue)
    a_corrected_address_leaves_the_old_one_working(chief, visitor, overdue)  # step 7
    it_is_withdrawn_with_a_reason(editor, visitor, overdue)
