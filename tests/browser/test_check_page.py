"""The page of a check request in a real browser: no barriers, with and without errors, and without script."""

import datetime

import pytest
from playwright.sync_api import expect

from core.signed_links import new_check_token, token_hash
from editorial.reviews.models import CheckRequest
from tests.support import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_municipality_answers(live_server, open_page, axe):
    token = new_check_token()
    CheckRequest.objects.create(
        initiative=make.initiative(title="Taalcoaches"),
        due_on=datetime.date(2026, 1, 1),
        token_hash=token_hash(token),
        sent_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
    )
    page = open_page(width=320, java_script_enabled=False)
    with_script = open_page(width=320)
    with_script.goto(f"{live_server.url}/controle/{token}/")
    assert axe(with_script) == []
    with_script.get_by_role("button", name="Verstuur uw antwoord").click()
    assert axe(with_script) == []
    assert with_script.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.goto(f"{live_server.url}/controle/{token}/")
    page.get_by_label("Het is gestopt").check()
    page.get_by_role("button", name="Verstuur uw antwoord").click()
    page.get_by_role("link", name="Schrijf op waarom het is gestopt.").click()
    expect(page.get_by_label("Wat is er veranderd")).to_be_in_viewport()
    page.get_by_label("Wat is er veranderd").fill("Het geld is op.")
    page.get_by_role("button", name="Verstuur uw antwoord").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt voor uw antwoord")
    assert page.context.cookies() == []
    assert CheckRequest.objects.get().text == "Het geld is op."
