"""The public form in a real browser: without script, and without barriers when it has errors."""

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from core.signed_links import token_hash
from editorial.submissions.models import Submission
from initiatives.models import Initiative
from tests.support import make
from tests.support.submission_forms import FORM_PATH, SENDER, mailed_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page_of_form(live_server, open_page, monkeypatch):
    """The form without script, which may be filled in as fast as a bot does."""
    monkeypatch.setattr("editorial.submissions.spam_protection.MIN_FILL_TIME", 0)
    make.municipality(name="Zwolle")
    make.theme(name="Taal")
    page = open_page(java_script_enabled=False, width=375)
    page.goto(live_server.url + FORM_PATH)
    return page


def test_without_script(live_server, page_of_form):
    page = page_of_form
    page.fill("#id_title", "Taalcafé")
    page.get_by_role("button", name="Verstuur uw aanmelding").click()
    expect(page.get_by_role("heading", name="Er zijn nog")).to_be_visible()
    page.get_by_role("link", name="Schrijf op wat er gebeurt.").click()
    assert page.url.endswith("#id_text")
    page.fill("#id_text", "Praten en oefenen.")
    page.select_option("#id_theme", label="Taal")
    page.fill("#id_for_whom", "Statushouders")
    page.fill("#id_where", "Zwolle")
    page.fill("#id_email", SENDER)
    page.get_by_role("button", name="Verstuur uw aanmelding").click()
    expect(page.get_by_role("heading", name="Kijk nu in uw mail")).to_be_visible()
    assert page.context.cookies() == []
    page.goto(live_server.url + mailed_path())
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_text("Stand: ontvangen")).to_be_visible()

    assert Initiative.objects.get().title == "Taalcafé"
    assert Submission.objects.get().email == SENDER
    assert len(mail.outbox) == 1


def test_no_barriers_when_something_is_wrong(live_server, open_page, axe):
    make.municipality(name="Zwolle")
    # axe itself adds styles to a page with large text fields
    page = open_page(width=320, height=800, bypass_csp=True)
    page.goto(live_server.url + FORM_PATH)
    page.get_by_role("button", name="Verstuur uw aanmelding").click()

    expect(page).to_have_title("6 fouten: Meld een initiatief aan – Inspiratiemarkt")
    expect(page.locator("#fouten")).to_be_focused()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("combobox", name="In welke gemeente?").press_sequentially("zwo")
    page.get_by_role("option", name="Zwolle").click()
    expect(page.get_by_role("combobox", name="In welke gemeente?")).to_have_value("Zwolle")

    for day in (None, timezone.now()):
        Submission.objects.all().delete()
        Submission.objects.create(
            kind="correctie", text="Het is gestopt.", where="Xyz", token_hash=token_hash("sleutel"), confirmed_at=day
        )
        page.goto(f"{live_server.url}{FORM_PATH}sleutel/")
        assert axe(page) == [], "the page of a submitter"
