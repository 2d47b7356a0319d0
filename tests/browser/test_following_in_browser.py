"""Following in a real browser, without script: asked for, confirmed, a change published, told once, and ended."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from editorial.subscriptions.models import Follower
from tests.support import desk, make
from tests.support.following import ADDRESS, mailed_path, run_digests

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_subscribing_to_unsubscribing(live_server, open_page, monkeypatch, axe, settings):
    monkeypatch.setattr("editorial.submissions.spam_protection.MIN_FILL_TIME", 0)
    settings.PORTAL_URL = live_server.url
    zwolle = make.municipality(name="Zwolle", slug="zwolle")
    record = make.initiative(title="Taalcafé", status="lopend", municipalities=[zwolle])
    make.initiative(title="Huizenruil", municipalities=[make.municipality(name="Ede")])
    page = open_page(width=375)

    page.goto(f"{live_server.url}/initiatieven/?gemeente=zwolle")
    page.get_by_role("link", name="Houd mij op de hoogte").click()
    expect(page.get_by_role("link", name="Gemeente: Zwolle")).to_be_visible()
    page.get_by_role("button", name="Stuur mij de link").click()
    expect(page.get_by_role("heading", name="Er is nog 1 ding niet goed")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Hoe vaak wilt u een mail?").select_option("dag")
    page.get_by_label("Uw mailadres").fill(ADDRESS)
    page.get_by_role("button", name="Stuur mij de link").click()
    expect(page.get_by_role("heading", name="Kijk in uw mail")).to_be_visible()

    page.goto(live_server.url + mailed_path())
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_role("heading", name="Wat u volgt")).to_be_visible()
    assert page.context.cookies() == []

    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    chief = make.editor(superuser=True)
    desk.draft(record, chief, status="gestopt", status_reason="Het geld was op.").publish(chief)
    (mail,) = run_digests()
    assert "U volgt op de inspiratiemarkt: Gemeente: Zwolle." in mail.body
    assert [line for line in mail.body.splitlines() if line.startswith(("*", "  -"))] == [
        "* Gewijzigd: Taalcafé",
        "  - Status: Lopend → Gestopt, omdat: Het geld was op.",
    ]

    page = open_page()  # a mail program has no policy of ours
    page.set_content(mail.alternatives[0][0])
    expect(page.get_by_text("omdat: Het geld was op.")).to_be_visible()
    page.get_by_role("link", name="Taalcafé").click()
    page.get_by_role("link", name="Wat er op deze site veranderde").click()
    expect(page.get_by_text("omdat: Het geld was op.")).to_be_visible()
    assert axe(page) == []
    page.goto(live_server.url + reverse("history:list"))
    expect(page.get_by_role("link", name="Taalcafé")).to_be_visible()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.goto(live_server.url + mailed_path(mail.body))
    page.get_by_role("button", name="Volg dit niet meer").click()
    expect(page.get_by_role("heading", name="U krijgt hierover geen mail meer")).to_be_visible()
    assert not Follower.objects.exists()
    assert len(run_digests()) == 1
