"""The page to change a slug, and the presence of other editors in a form: no barriers, and leaving counts."""

import pytest
from playwright.sync_api import Page

from editorial.revisions.presence.models import Presence
from editorial.revisions.slug_change.move import change_slug
from tests.support import desk, make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_barriers(live_server, open_page, axe):
    initiative = make.initiative(slug="oud", title="Taalcoaches", municipalities=[make.municipality()])
    change_slug(initiative, "een-adres-van-zeventig-tekens-zonder-spaties-dat-op-een-telefoon-moet-passen")
    desk.draft(initiative, title="Taalmaatjes")
    other = make.editor(username="ander")
    Presence.objects.create(user=other, initiative=initiative, since="2999-01-01T12:00Z", seen="2999-01-01T12:00Z")
    faults = []
    for width in (1280, 320):
        page = open_page(width=width, bypass_csp=True)
        chief = make.editor(username=f"chef-{width}", superuser=True)
        desk.let_in(page, live_server.url, chief)
        for name in ("change", "address"):
            page.goto(live_server.url + desk.address(initiative, name))
            page.wait_for_load_state("networkidle")
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            faults += [f"{width} {name}: {fault}" for fault in [*axe(page), *(["too wide"] if wide else [])]]
        page.fill("#id_slug", "vergelijken")
        page.click("button.button")
        faults += [f"{width} error: {fault}" for fault in axe(page)]

    assert faults == []


def test_who_leaves_a_form_is_no_longer_busy(live_server, page: Page):
    initiative = make.initiative(title="Taalcoaches", municipalities=[make.municipality()])
    desk.let_in(page, live_server.url, make.editor())
    form = live_server.url + desk.address(initiative)

    page.goto(form)
    assert Presence.objects.get().user.username == "redacteur"
    page.reload()
    assert Presence.objects.count() == 1
    page.goto(f"{live_server.url}/beheer/")
    for _attempt in range(50):  # Playwright does not see the beacon of a page that is left
        if not Presence.objects.exists():
            break
        page.wait_for_timeout(100)

    assert not Presence.objects.exists()
