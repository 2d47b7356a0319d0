"""What an editor does in a year at the desk, in a real browser, with the number of actions that each takes at most.

The other journeys are beside this one (`test_desk_journeys_of_chiefs.py`), and the sheet of a municipality is in
`test_sheet_journey.py`.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.records import State
from editorial.submissions.models import Submission
from initiatives.choices import InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from library.models import Licence, Paper, Picture
from sources.models import Publication
from tests.support import desk, make
from tests.support.actions import Worker
from tests.support.files import pdf, photo
from tests.support.login import totp_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YESTERDAY = timezone.localdate() - timedelta(days=1)


def approve(worker, title):
    """Another editor approves what waits, and publishes it."""
    worker.page.goto(f"{worker.address}/beheer/")
    worker.follow("1 Versie die op beoordeling wacht")
    worker.follow(title)
    worker.follow("Versies (")
    worker.go(worker.page.locator("th a").first)
    worker.press("Keur goed")
    worker.go(worker.page.locator("th a").first)
    worker.press("Publiceer")


def test_the_first_day(live_server, page):
    make.editor(password=make.PASSWORD)
    initiative = make.initiative(title="Taalcafé", next_check=YESTERDAY)
    worker = Worker(page, live_server.url)
    worker.fill(login="redacteur", password=make.PASSWORD)
    worker.press("Inloggen")
    worker.fill(code=totp_code(page.locator(".login-key").inner_text()))
    worker.press("Instellen")
    worker.follow("Naar de redactie")
    worker.follow("1 Te laat met controleren")
    worker.follow(initiative.title)

    expect(page.locator("#id_title")).to_have_value("Taalcafé")
    worker.within(8)


def test_a_new_initiative_with_a_picture_and_a_paper(at_the_desk, chief, client):
    make.theme(name="Taal"), make.municipality(name="Zwolle"), make.publication(title="Jaarverslag taal")
    worker = at_the_desk()
    worker.follow("Afbeeldingen", exact=True)
    worker.follow("Afbeelding toevoegen")
    worker.attach(photo(), "taalcafe.jpg")
    worker.fill(title="Tafel", alt="Vier mensen aan een tafel.", maker="Gemeente Zwolle")
    worker.choose("licence", Licence.CC_BY)
    worker.choose("people", Picture.People.NOBODY)
    worker.save()
    worker.follow("Voorpagina")
    worker.follow("Documenten voor hergebruik", exact=True)
    worker.follow("Document voor hergebruik toevoegen")
    worker.attach(pdf(), "voorstel.pdf")
    worker.fill(title="Voorstel taalcafé")
    worker.choose("kind", Paper.Kind.COUNCIL)
    worker.choose("licence", Licence.CC0)
    worker.check("[name=personal_data_checked]")
    worker.save()
    worker.follow("Voorpagina")
    worker.follow("Initiatieven", exact=True)
    worker.follow("Initiatief toevoegen")
    worker.fill(title="Taalcafé", summary="Nieuwkomers oefenen de taal met inwoners van Zwolle.", as_of="maart 2026")
    worker.find("Gemeenten", "zwol", "Zwolle")
    worker.choose("status", InitiativeStatus.RUNNING)
    worker.search(".field-main_theme", "taal", "Taal")
    worker.choose("kind", InitiativeKind.PROJECT)
    worker.add("citations")
    worker.search("#citations-0 .field-publication", "jaarv", "Jaarverslag taal")
    worker.add("galleryitems")
    worker.search("#galleryitems-0 .field-picture", "tafel", "Tafel")
    worker.add("attachments")
    worker.search("#attachments-0 .field-paper", "voorstel", "Voorstel taalcafé")
    worker.choose("state", State.PUBLISHED)
    worker.save()
    worker.reads("Een andere redacteur moet dit eerst goedkeuren.")
    worker.within(47)

    approve(chief, "Taalcafé")
    page = client.get(Initiative.objects.get().get_absolute_url()).text
    for words in ("Vier mensen aan een tafel.", "Voorstel taalcafé", "maart 2026"):
        assert words in page
    chief.within(7)


def test_a_typo(at_the_desk):
    text = "Zij %s elke week geholpen door een vrijwilliger."
    initiative = make.published(
        make.initiative(title="Taalcafé", municipalities=[make.municipality()], approach=text % "word")
    )
    worker = at_the_desk(path=initiative.get_absolute_url())
    worker.follow("Bewerk")
    worker.fill(approach=text % "wordt")
    worker.save()
    worker.follow("versie 2")
    worker.press("Zet deze kleine verbetering op de site")

    initiative.refresh_from_db()
    assert initiative.approach == text % "wordt"
    worker.within(5)


def test_the_weekly_round(at_the_desk):
    for title in ("Taalcafé", "Buurtkamer"):
        make.initiative(title=title, municipalities=[make.municipality()], next_check=YESTERDAY)
    make.publication(title="Weg", link_state="werkt-niet")
    worker = at_the_desk()
    worker.follow("2 Te laat met controleren")
    worker.act("Vandaag gecontroleerd", "Taalcafé", "Buurtkamer")
    worker.press("Ja, vandaag gecontroleerd")
    worker.follow("Voorpagina")
    worker.follow("1 Bron met een link die niet werkt")
    worker.follow("Weg", exact=True)
    worker.fill(url="https://bron.example/nieuw")
    worker.save()

    assert set(Initiative.objects.values_list("checked_on", flat=True)) == {timezone.localdate()}
    assert Publication.objects.get(title="Weg").url.endswith("/nieuw")
    worker.within(11)


def test_from_a_contribution_to_the_page(at_the_desk, chief, client):
    initiative = make.published(
        make.initiative(title="Taalcafé", municipalities=[make.municipality()], approach="Elke week in de bibliotheek.")
    )
    fields = {"text": "Het is nu in het buurthuis.", "confirmed_at": timezone.now()}
    Submission.objects.create(kind=Submission.Kind.CORRECTION, initiative=initiative, **fields)
    worker = at_the_desk()
    worker.follow("1 Inzending van een bezoeker")
    worker.follow("Taalcafé")
    worker.follow("Open het initiatief")
    worker.fill(approach="Elke week in het buurthuis.")
    worker.save()
    worker.follow("versie 2")
    worker.press("Laat beoordelen")
    worker.follow("Voorpagina")
    worker.follow("1 Inzending van een bezoeker")
    worker.follow("Taalcafé")
    worker.choose("standing", Submission.Standing.DONE)
    worker.save()
    worker.within(12)

    approve(chief, "Taalcafé")
    assert "Elke week in het buurthuis." in client.get(initiative.get_absolute_url()).text
    chief.within(7)


def test_withdrawing_and_restoring(at_the_desk, client):
    initiative = make.published(make.initiative(title="Taalcafé", municipalities=[make.municipality()]))
    worker = at_the_desk()
    worker.follow("Initiatieven", exact=True)
    worker.act("Intrekken, met een reden", "Taalcafé")
    worker.fill(reason="De gemeente is ermee gestopt.")
    worker.press("Intrekken")
    assert client.get(initiative.get_absolute_url()).status_code == 410
    worker.act("Publiceren", "Taalcafé")
    worker.press("Publiceren")

    assert client.get(initiative.get_absolute_url()).status_code == 200
    worker.within(10)


def test_two_editors_and_a_lost_session(at_the_desk, settings):
    settings.SECOND_FACTOR = False
    initiative = make.initiative(title="Taalcafé", municipalities=[make.municipality()])
    worker, other = at_the_desk(path=desk.address(initiative)), at_the_desk("ander", path=desk.address(initiative))
    other.fill(summary="Nieuwkomers praten.")
    other.save()
    worker.fill(approach="Elke week in het buurthuis.")
    worker.page.context.clear_cookies(name="sessionid")
    worker.save()
    worker.reads("Wat u typte, is niet weg.")
    worker.fill(login="redacteur", password=make.PASSWORD)
    worker.press("Inloggen")
    worker.save()
    worker.reads("Terwijl u bezig was, kwam er een versie bij")
    worker.follow("Bewaar niet wat ik typte")

    expect(worker.page.locator("#id_summary")).to_have_value("Nieuwkomers praten.")
    worker.fill(approach="Elke week in het buurthuis.")
    worker.save()
    content = initiative.revisions.open().get().snapshot
    assert (content["summary"], content["approach"]) == ("Nieuwkomers praten.", "Elke week in het buurthuis.")
    worker.within(9)


def test_the_log(at_the_desk):
    initiative = make.published(make.initiative(title="Taalcafé", municipalities=[make.municipality()]))
    other = at_the_desk("ander", path=desk.address(initiative))
    other.fill(summary="Nieuwkomers praten.")
    other.save()
    worker = at_the_desk(path=initiative.get_absolute_url())
    worker.follow("Bewerk")
    worker.follow("Geschiedenis")

    worker.reads("ander", "wijzigen")
    worker.within(2)
