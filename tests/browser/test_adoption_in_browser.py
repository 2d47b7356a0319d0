"""A municipality took an example over: from the form of a visitor, past an editor, to the facet of the finder."""

import pytest
from playwright.sync_api import expect

from editorial.submissions.models import Submission
from initiatives.models import Consideration
from tests.support import make
from tests.support.submission_forms import SENDER, mailed_path

from .people import SUPERUSER, Visitor, new_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.page_cache]


@pytest.fixture
def initiative(monkeypatch):
    monkeypatch.setattr("editorial.submissions.spam_protection.MIN_FILL_TIME", 0)
    for name in ("Assen", "Breda", "Deventer", "Ede"):
        make.municipality(name=name)
    make.publication(title="Buddy komt naar Deventer", url="https://krant.example/buddy")
    return make.initiative(title="Buddy’s", municipalities=[make.municipality(name="Zutphen")])


def report(visitor, initiative):
    """What a visitor fills in on a phone, without script, and confirms from the mail."""
    page = visitor.page
    visitor.reads(initiative.get_absolute_url())
    page.locator(".initiative__side summary").first.click()
    page.get_by_role("link", name="Meld dat u het overnam").click()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", name="Er zijn nog")).to_be_visible()
    page.fill("#id_where", "Deventer")
    page.fill("#id_period", "februari 2023")
    page.fill("#id_text", "Eerst een jaar als proef.")
    page.fill("#id_source", "krant.example/buddy")
    page.fill("#id_email", SENDER)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", name="Kijk nu in uw mail")).to_be_visible()
    visitor.reads(mailed_path())
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_text("Stand: ontvangen")).to_be_visible()


def put_on_the_site(editor):
    """What an editor does with it: one look at what was written, and one at the draft."""
    editor.log_in()
    editor.follow("1 Inzending van een bezoeker")
    editor.follow("Buddy’s")
    editor.follow("Zet de overname in een concept")
    expect(editor.page.locator("#select2-id_publication-container")).to_contain_text("Buddy komt naar Deventer")
    editor.press("Zet in het concept")
    editor.sees_message("Overname in versie 2 gezet.")
    expect(editor.page.locator("[name=adoptions-0-changes]")).to_have_value("Eerst een jaar als proef.")


def test_an_adoption_from_the_form_to_the_facet(live_server, open_page, initiative):
    visitor = Visitor(open_page(java_script_enabled=False, width=375), live_server.url)
    editor = new_editor(open_page(), live_server.url, "eindredacteur", SUPERUSER)
    report(visitor, initiative)
    put_on_the_site(editor)
    assert "Deventer" not in visitor.reads(initiative.get_absolute_url())
    assert "Overgenomen" not in visitor.reads("/initiatieven/")

    editor.open_revision(initiative, 2)
    editor.do("Publiceer")

    reader = Visitor(open_page(), live_server.url)
    text = reader.reads(initiative.get_absolute_url())
    assert "Deventer (februari 2023): Eerst een jaar als proef." in text
    expect(reader.page.locator("svg.trail text")).to_have_text(["Zutphen", "Deventer"])
    reader.reads("/initiatieven/")
    reader.page.locator("#facet-overgenomen summary").click()
    reader.page.get_by_label("Door 1 gemeente").check()
    expect(reader.page).to_have_url(f"{live_server.url}/initiatieven/?overgenomen=1")
    expect(reader.page.locator("#results").get_by_role("link", name="Buddy’s")).to_be_visible()
    assert Submission.objects.get().standing == Submission.Standing.WORKING


def test_three_municipalities_that_consider_it_find_each_other(live_server, open_page, initiative, axe):
    page = open_page(width=375, bypass_csp=True)
    address = f"{live_server.url}/aanmelden/overwegen/{initiative.slug}/"
    for name in ("Assen", "Breda", "Ede"):
        page.goto(address)
        page.fill("#id_where", name)
        page.get_by_role("button", name="Onze gemeente overweegt dit").click()
        expect(page.get_by_role("heading", name="Uw gemeente telt mee")).to_be_visible()
    page.goto(live_server.url + initiative.get_absolute_url())

    expect(page.get_by_text("Deze gemeenten zouden dit ook overwegen: Assen, Breda, Ede.")).to_be_visible()
    assert page.context.cookies() == []
    assert Consideration.objects.count() == len(["Assen", "Breda", "Ede"])
    for path in (address, address.replace("overwegen", "overgenomen")):
        page.goto(path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
