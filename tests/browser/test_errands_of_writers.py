"""What contributors and editors come here for, in at most six actions."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from editorial.submissions.models import Submission
from initiatives.models import Initiative
from tests.support import make
from tests.support.submission_forms import SENDER, mailed_path

from .errand import DEVICES, begin
from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=DEVICES)
def errand(request, live_server, open_page):
    """Begins an errand at a path of the site."""
    return lambda path: begin(open_page, live_server.url + path, request.param)


def test_a_municipality_says_that_something_is_no_longer_right(errand, monkeypatch):
    monkeypatch.setattr("editorial.submissions.spam_protection.MIN_FILL_TIME", 0)
    initiative = make.initiative(title="Taalcafé")
    contributor = errand(initiative.get_absolute_url())
    contributor.follow("Laat het ons weten")
    contributor.fill("Wat klopt er niet?", "Het is in maart gestopt.")
    contributor.fill("Uw mailadres", SENDER)
    contributor.press(contributor.page.get_by_role("button", name="Verstuur"))
    expect(contributor.page.get_by_role("heading", name="Dank u, wij kijken ernaar")).to_be_visible()
    contributor.open(mailed_path())
    contributor.press(contributor.page.get_by_role("button", name="Bevestig"))

    contributor.reads("Stand: ontvangen")
    assert Submission.objects.get().initiative == initiative


def test_an_editor_checks_what_is_overdue(errand, live_server):
    make.editor()
    today = timezone.localdate()
    make.initiative(title="Buurtkamer", next_check=today - timedelta(days=1))
    editor = errand("/beheer/")
    log_in(editor.page, live_server.url)
    editor.follow("1 Te laat met controleren")
    editor.press(editor.page.locator("tbody input.action-select"))
    editor.choose(editor.page.locator("select[name=action]"), "Vandaag gecontroleerd")
    editor.press(editor.page.get_by_role("button", name="Uitvoeren"))
    editor.press(editor.page.get_by_role("button", name="Ja, vandaag gecontroleerd"))

    expect(editor.page.locator(".messagelist")).to_contain_text("1 initiatief gecontroleerd")
    assert Initiative.objects.get().checked_on == today
