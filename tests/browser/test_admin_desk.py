"""The admin in a real browser: no barriers, no violated security policy, and the forms work."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from initiatives.models import Initiative
from tests.support import desk, make

from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [1280, 320]


@pytest.fixture
def initiative(live_server):
    """A full initiative, and an editor."""
    make.editor()
    initiative = make.initiative(
        title="Taalcoaches",
        municipalities=[make.municipality(name="Zwolle")],
        target_groups=[make.target_group()],
        tags=["taal"],
    )
    source = initiative.citations.get().publication
    result = {"value": "72%", "unit": "deelnemers", "definition": "een baan", "period": "2025"}
    initiative.results.create(**result, publication=source)
    initiative.partners.create(name="Vrijwilligers", organisation=make.organisation())
    return initiative


@pytest.mark.parametrize("width", WIDTHS)
def test_no_barriers(live_server, initiative, open_page, barriers, width):
    # axe itself adds styles to a page with large text fields; the other tests here check the policy.
    page = open_page(width=width, bypass_csp=True)
    faults = []

    def check(name):
        faults.extend(f"{name}: {fault}" for fault in barriers(page))

    page.goto(f"{live_server.url}/beheer/")
    check("login")
    log_in(page, live_server.url)
    check("index")
    for name in ("changelist", "add", "change", "history"):
        page.goto(live_server.url + desk.address(initiative, name))
        check(name)
    page.goto(live_server.url + desk.address(initiative, "changelist"))
    page.check("tbody input.action-select")
    page.select_option("select[name=action]", "withdraw")
    page.click("button[name=index]")
    check("withdraw")
    page.goto(live_server.url + desk.address(initiative, "add"))
    page.select_option("#id_state", "published")
    page.click("input[name=_save]")
    check("errors")
    revision = desk.draft(initiative, title="Taalmaatjes")
    arguments_of_revision = [initiative.pk, revision.number]
    for name, arguments in (
        ("initiative_revision", arguments_of_revision),
        ("initiative_revisions", arguments_of_revision[:1]),
    ):
        page.goto(live_server.url + reverse(f"admin:{name}", args=arguments))
        check(name)
    page.goto(live_server.url + desk.address(initiative))
    check("concept")

    assert faults == []


def test_on_a_phone_a_list_is_cards_that_say_what_each_value_is(live_server, initiative, open_page):
    page = open_page(width=375)
    log_in(page, live_server.url)
    page.goto(live_server.url + desk.address(initiative, "changelist"))

    expect(page.locator("td.field-places")).to_have_attribute("data-label", "Gemeente")
    assert page.evaluate(
        "document.querySelector('.results').scrollWidth <= document.querySelector('.results').clientWidth"
    )
    page.get_by_label("Selecteer alle").check()
    expect(page.locator(".action-counter")).to_have_text("1 van de 1 geselecteerd")


def test_a_part_of_a_long_form_is_one_click_away(live_server, initiative, page):
    log_in(page, live_server.url)
    page.goto(live_server.url + desk.address(initiative))
    page.get_by_role("navigation", name="Onderdelen van dit formulier").get_by_role(
        "link", name="Bronvermeldingen"
    ).click()

    expect(page.locator("#citations-group")).to_be_in_viewport()
    expect(page.locator("input[name=_save]")).to_be_in_viewport()


def test_an_editor_adds_an_initiative(live_server, initiative, page):
    log_in(page, live_server.url)
    page.goto(live_server.url + desk.address(initiative, "add"))
    page.fill("#id_title", "Fietslessen in Zwolle")
    page.click(".field-main_theme .select2-selection")
    page.locator(".select2-results__option", has_text=initiative.main_theme.name).click()
    page.get_by_role("searchbox", name="Gemeenten").press_sequentially("zwol")
    page.locator(".select2-results__option", has_text="Zwolle").click()
    page.click("#citations-group .add-row a")
    page.click("#citations-0 .select2-selection")
    page.locator(".select2-results__option").first.click()
    page.click("input[name=_save]")

    expect(page.locator(".messagelist .success")).to_be_visible()
    added = Initiative.objects.get(slug="fietslessen-in-zwolle")
    assert added.code == "RED-0001"
    assert added.municipalities.get().name == "Zwolle"
    assert added.citations.count() == 1
    page.goto(live_server.url + desk.address(added))
    expect(page.get_by_role("link", name="Voorbeeld")).to_be_visible()


def test_an_editor_withdraws_with_a_reason(live_server, initiative, page):
    log_in(page, live_server.url)
    page.goto(live_server.url + desk.address(initiative, "changelist"))
    page.check("tbody input.action-select")
    page.select_option("select[name=action]", "withdraw")
    page.click("button[name=index]")
    page.fill("#id_reason", "Het project is gestopt.")
    page.click("input[type=submit][value=Intrekken]")

    expect(page.locator(".messagelist")).to_contain_text("1 record ingetrokken.")
    assert Initiative.objects.get(pk=initiative.pk).withdrawal_reason == "Het project is gestopt."
