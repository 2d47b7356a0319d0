"""Who runs the site, how to reach them, and the menu: at the desk, with the environment as the fallback."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core import mail

from editorial.accounts.roles import CHIEF_EDITORS, ensure_groups
from pages.admin import SiteSettingsAdmin
from pages.menu import ENTRIES
from pages.models import SiteSettings
from tests.support import desk
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    client = desk.EditorsClient()
    user = User.objects.create_user("eindredacteur", "eind@redactie.example", is_staff=True)
    user.groups.add(ensure_groups(apps, CHIEF_EDITORS))
    client.force_login(user)
    return client


@pytest.fixture
def site():
    return SiteSettings.objects.get_or_create(pk=1)[0]


def menu(client):
    return [link.text for link in Document(client.get("/themas/").text).find("a", **{"class": "nav-bar__link"})]


def footer(client):
    (nav,) = Document(client.get("/themas/").text).find("nav", **{"aria-label": "Over deze site"})
    return [link["href"] for link in nav.find("a")]


def test_contact_and_owner_come_from_the_desk(settings, client, chief, site):
    settings.CONTACT_EMAIL, settings.SITE_OWNER = "server@portaal.example", "De server"
    assert "server@portaal.example" in client.get("/en/").text
    desk.save(chief, site, contact_email="markt@waterland.example", owner="Gemeente <Waterland>")

    for path in ("/over/", "/en/", "/toegankelijkheid/", "/bestaat-niet/", "/themas/"):
        text = client.get(path).text
        assert "markt@waterland.example" in text, path
        assert "server@portaal.example" not in text, path
    assert "Deze site wordt beheerd door: Gemeente <Waterland>." in Document(client.get("/over/").text).text
    assert "Contact: mailto:markt@waterland.example" in client.get("/.well-known/security.txt").text


def test_without_them_the_server_says_so(settings, client, chief, site):
    settings.CONTACT_EMAIL, settings.SITE_OWNER = "server@portaal.example", "De server"
    desk.save(chief, site, contact_email="", owner="")

    assert "Deze site wordt beheerd door: De server." in client.get("/over/").text
    assert "mailto:server@portaal.example" in client.get("/over/").text


def test_a_contact_for_weaknesses_goes_first(settings, client, site):
    settings.SECURITY_CONTACT = "https://veilig.example/"

    assert "Contact: https://veilig.example/" in client.get("/.well-known/security.txt").text


def test_nothing_changes_the_menu_of_the_portal_in_silence(client, chief, site):
    before = menu(client), footer(client)
    desk.save(chief, site)
    site.refresh_from_db()

    assert site.menu == {}
    assert (menu(client), footer(client)) == before
    assert before[0][0] == "Initiatieven"
    assert before[1] == ["/over/", "/dekking/", "/toegankelijkheid/", "/privacy/", "/open-data/", "/en/"]


def test_a_link_moves_to_its_number_and_the_others_make_room(client, chief, site):
    desk.save(chief, site, number_initiatives_market=1, number_initiatives_list=3)

    assert menu(client)[:4] == ["Markt", "Stapels", "Initiatieven", "Thema’s"]
    assert not mail.outbox


def test_a_fixed_page_may_stand_in_the_menu(client, chief, site):
    desk.save(chief, site, where_about="menu en voet", where_english="nergens", where_themes_bottlenecks="nergens")

    assert menu(client)[-1] == "Over de inspiratiemarkt"
    assert "Knelpunten" not in menu(client)
    assert "/over/" in footer(client)
    assert "/en/" not in footer(client)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"where_privacy": "nergens"}, "Dit moet op elke bladzijde in de voet staan."),
        ({"where_accessibility": "menu"}, "Dit moet op elke bladzijde in de voet staan."),
        ({"where_about": "menu", "where_open_data": "menu"}, "Kies er minstens 1 en hoogstens 9."),
        ({"where_themes_list": "voet"}, "geldige keuze"),
        ({"number_themes_list": "veel"}, "getal"),
        ({"contact_email": "geen adres"}, "mailadres"),
    ],
)
def test_what_does_not_fit_is_refused(chief, site, changes, sentence):
    response = desk.save(chief, site, **changes)
    site.refresh_from_db()

    assert sentence in Document(response.text).text
    assert (site.menu, site.contact_email) == ({}, "")


def test_the_form_leaves_a_text_alone_that_was_published_meanwhile(monkeypatch, chief, site):
    save_form = SiteSettingsAdmin.save_form

    def publish_first(*args, **kwargs):
        SiteSettings.objects.update(texts={"voet": ["", "", "Van een collega."]})
        return save_form(*args, **kwargs)

    monkeypatch.setattr(SiteSettingsAdmin, "save_form", publish_first)
    desk.save(chief, site, owner="Waterland")
    site.refresh_from_db()

    assert (site.owner, [*site.texts]) == ("Waterland", ["voet"])


@pytest.mark.parametrize("changed", [{"owner": "Van een collega"}, {"menu": {"positions": {"about": "menu"}}}])
def test_two_editors_do_not_overwrite_each_other(chief, site, changed):
    stale = desk.opened(chief, desk.address(site))
    SiteSettings.objects.update(**changed)
    response = chief.post(desk.address(site), {**stale, "contact_email": "markt@waterland.example"})
    site.refresh_from_db()

    assert "Iemand anders bewaarde intussen deze instellingen." in response.text
    assert "markt@waterland.example" in response.text
    assert site.contact_email == ""
    assert {name: getattr(site, name) for name in changed} == changed


def test_a_text_that_was_published_meanwhile_is_no_change_of_the_settings(chief, site):
    stale = desk.opened(chief, desk.address(site))
    SiteSettings.objects.update(texts={"voet": ["", "", "Van een collega."]})

    assert chief.post(desk.address(site), {**stale, "owner": "Waterland"}).status_code == 302


def test_the_menu_has_an_entry_that_is_there(client, chief, site):
    nowhere = {f"where_{entry.url_name.replace(':', '_')}": "nergens" for entry in ENTRIES}
    only_news = nowhere | {"where_privacy": "voet", "where_accessibility": "voet", "where_pages_news": "menu"}
    response = desk.save(chief, site, **only_news)

    assert "In het menu staan er nu 0." in Document(response.text).text
    assert desk.save(chief, site, **only_news, news="on").status_code == 302
    assert menu(client) == ["Nieuws"]
    response = desk.save(chief, site, news=None)
    assert "In het menu staan er nu 0." in Document(response.text).text


def test_a_link_that_came_later_is_at_the_end(client, site):
    site.menu = {"order": [entry.url_name for entry in reversed(ENTRIES) if entry.url_name != "english"]}
    site.save()

    assert footer(client) == ["/open-data/", "/privacy/", "/toegankelijkheid/", "/dekking/", "/over/", "/en/"]
