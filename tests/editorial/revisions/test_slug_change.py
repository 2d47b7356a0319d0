"""The page of the desk where a chief editor gives an initiative another address, and where all see the old ones."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from core.records import State
from editorial.accounts.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, SUBMITTERS
from editorial.audit.models import AuditEntry
from editorial.revisions.slug_change.move import change_slug
from initiatives.models import Initiative
from tests.editorial.accounts.test_roles import come_as
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    return make.initiative(slug="oud", title="Taalcoaches", municipalities=[make.municipality()])


def send(client, record, slug):
    return client.post(desk.address(record, "address"), {"slug": slug}, follow=True)


def links(client, record):
    return {link["href"] for link in Document(client.get(desk.address(record)).text).find("a")}


def test_a_chief_editor_changes_it(client, shown):
    come_as(client, CHIEF_EDITORS)
    assert desk.address(shown, "address") in links(client, shown)

    page = send(client, shown, " Taalcoaches Zwolle ")

    assert "Het adres is nu ‘taalcoaches-zwolle’. Het oude adres ‘oud’ leidt er vanzelf heen." in page.text
    assert Document(page.text).find("tbody")[0].find("th")[0].text == "oud"
    assert client.get("/initiatieven/oud/")["Location"] == "/initiatieven/taalcoaches-zwolle/"
    assert "‘oud’" in LogEntry.objects.get().change_message
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.object, entry.result) == ("adres wijzigen", "Taalcoaches", "ok")


@pytest.mark.parametrize("role", [EDITORS, SUBMITTERS, ADMINISTRATORS, None])
def test_nobody_else_does(client, shown, role):
    if role:
        come_as(client, role)

    page = send(client, shown, "gekaapt")

    assert page.status_code == 403 or page.redirect_chain[0][0].startswith("/beheer/login/")
    assert Initiative.objects.get().slug == "oud"


def test_an_editor_sees_the_old_addresses(client, shown):
    change_slug(shown, "nieuw")
    come_as(client, EDITORS)

    page = client.get(desk.address(shown, "address")).text

    assert Document(page).find("tbody")[0].find("th")[0].text == "oud"
    assert "Alleen een eindredacteur kan het adres wijzigen." in page
    assert 'name="slug"' not in page


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("", "Vul het nieuwe adres in."),
        ("!?", "Gebruik letters of cijfers"),
        ("oud", "Dit is het adres al."),
        ("vergelijken", "Dit adres is van een andere pagina."),
        ("ander", "Dit is het adres van een ander initiatief."),
        ("eerder", "Dit adres had een ander initiatief eerder"),
        ("x" * 81, "80"),
    ],
)
def test_a_wrong_address_is_explained(client, shown, slug, sentence):
    change_slug(make.initiative(slug="eerder"), "later")
    make.initiative(slug="ander")
    come_as(client, CHIEF_EDITORS)

    page = send(client, shown, slug)

    assert sentence in page.text
    assert "oud/" in page.text
    assert Initiative.objects.filter(slug="oud").exists()


def test_a_withdrawn_initiative_can_be_corrected_and_a_draft_needs_no_page(client, shown):
    come_as(client, CHIEF_EDITORS)
    draft = make.initiative(state=State.DRAFT)
    withdrawn = make.initiative(slug="weg", state=State.WITHDRAWN)

    assert client.get(desk.address(draft, "address")).status_code == 404
    assert desk.address(draft, "address") not in links(client, draft)
    assert "staat nu niet op de site" in send(client, withdrawn, "weg-2").text
    assert client.get("/initiatieven/weg/", follow=True).status_code == 410


def test_what_was_on_the_site_keeps_its_address_as_a_draft(client, shown):
    client.force_login(make.editor(superuser=True))
    desk.save(client, shown, state=State.DRAFT)
    assert Initiative.objects.get().state == State.DRAFT

    assert 'name="slug"' not in client.get(desk.address(shown)).text
    assert "is nu ‘beter’" in send(client, shown, "beter").text


def test_only_chief_editors_have_the_permission():
    having = Group.objects.filter(permissions__codename="move_initiative")

    assert [group.name for group in having] == [CHIEF_EDITORS]
