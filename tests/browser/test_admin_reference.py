"""The desk on a phone in a real browser: mergers of municipalities and records, the order of themes, and the health."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Merge
from municipalities.models import Reorganisation
from sources.models import Organisation
from tests.support import desk, make
from themes.models import Theme

from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(live_server, open_page, barriers, request):
    """Opens pages of the desk on a phone, and notes what is wrong with each: a function of a path, or of a button."""
    make.editor(superuser=True, password=make.PASSWORD)
    page, faults = open_page(width=375, bypass_csp=True), []
    log_in(page, live_server.url)

    def go(path="", press=""):
        page.click(press) if press else page.goto(live_server.url + path)
        faults.extend(f"{path or press}: {fault}" for fault in barriers(page))
        return " ".join(page.inner_text("body").split())

    go.page = page
    yield go
    assert faults == []


def test_a_merger_is_looked_at_and_confirmed(visit):
    woerden = make.municipality(name="Woerden", population=53_000)
    make.initiative(municipalities=[woerden])
    visit(desk.address(Reorganisation, "add"))
    day = timezone.localdate() + timedelta(days=30)
    record = Reorganisation.objects.create(publication=make.publication(), takes_effect_on=day)
    record.new_municipalities.create(code="GM9990", name="Groene Hart", province=woerden.province)
    record.parts.create(origin=woerden, destination="Groene Hart", ends=True)

    assert "– → 53.000" in visit(desk.address(record, "preview"))
    assert "De herindeling is bevestigd." in visit(press="text=Bevestig de herindeling")
    assert "Terug naar de voorbereiding" in visit(desk.address(record, "preview"))


def test_two_records_become_one_and_part_again(visit):
    first, second = make.organisation(name="COA", role="Vangt op."), make.organisation(name="Centraal Orgaan")
    make.publication(organisation=second)
    visit(desk.address(Organisation, "changelist"))
    for record in (first, second):
        visit.page.check(f"input.action-select[value='{record.pk}']")
    visit.page.select_option("select[name=action]", "merge")

    assert "Welk record blijft?" in visit(press="button[name=index]")
    visit.page.check(f"input[name=survivor][value='{first.pk}']")
    assert "is opgegaan in" in visit(press="input[value='Voeg samen']")
    visit(desk.address(Merge, "changelist"))
    visit.page.check("tbody input.action-select")
    visit.page.select_option("select[name=action]", "undo")
    assert "zijn weer twee records" in visit(press="button[name=index]")
    assert Organisation.objects.count() == 2


def test_themes_are_put_in_order_with_the_keyboard(visit):
    make.theme(name="Eerste", position=1)
    last = make.theme(name="Laatste", position=2)
    visit(desk.address(Theme, "changelist"))
    visit.page.focus("input[name$='-1-position']")
    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.type("0")
    visit.page.focus("input[name=_save]")
    with visit.page.expect_navigation():
        visit.page.keyboard.press("Enter")

    last.refresh_from_db()
    assert last.position == 0


def test_the_health_of_the_portal_in_words(visit):
    visit(reverse("admin:core_jobrun_changelist"))

    assert "Waar het portaal op let" in visit(press="text=Toestand van het portaal")
    assert "De zoekindex" in visit.page.inner_text("table")
