"""Fixed pages: written by one editor, published by another, and what nobody can break."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.generation import content_change
from pages.kinds import KINDS
from pages.models import FixedPage, PageVersion, VersionState
from pages.shipped import PageText
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
SENTENCE = "Wij zijn van de gemeente Waterland."


@pytest.fixture
def page():
    return FixedPage.objects.get(slug="over")


@pytest.fixture
def writer(client):
    return logged_in("schrijver")


@pytest.fixture
def reader(client):
    return logged_in("lezer")


def logged_in(name):
    """A client of an editor; `user` is who that is."""
    client = desk.EditorsClient()
    client.user = make.editor(username=name)
    client.force_login(client.user)
    return client


def with_sentence(page):
    return page.shipped.text.replace("# Wie maakt", f"{SENTENCE}\n\n# Wie maakt")


def versions_of(page):
    return reverse("admin:pages_fixedpage_versions", args=[page.pk])


def perform(client, page, verb, number=1, base=None):
    """Press a button on the page of the versions as it is now, or as it was when `base` was the newest."""
    base = page.last_number if base is None else base
    return client.post(versions_of(page), {"verb": verb, "number": number, "base": base}, follow=True)


def states(page):
    return list(page.versions.order_by("number").values_list("state", flat=True))


def test_one_writes_and_another_publishes(client, page, writer, reader):
    response = desk.save(writer, page, text=with_sentence(page), title="Over ons", note="Wie wij zijn.")
    assert response["Location"] == versions_of(page)
    assert SENTENCE not in client.get("/over/").text

    assert "U schreef dit zelf." in perform(writer, page, "publish").text
    assert SENTENCE not in client.get("/over/").text
    seen = reader.get(versions_of(page)).text
    assert SENTENCE in seen
    assert "Wie wij zijn." in seen
    perform(reader, page, "publish")

    public = Document(client.get("/over/").text)
    assert SENTENCE in public.text
    assert [heading.text for heading in public.find("h1")] == ["Over ons"]
    assert public.find("a", href="/over/")[-1].text == "Over ons"
    version = page.versions.get()
    assert (version.author, version.published_by) == (writer.user, reader.user)


def test_the_preview_shows_what_visitors_do_not_see_yet(client, page, writer):
    desk.save(writer, page, text=with_sentence(page))
    preview = writer.get(reverse("admin:pages_fixedpage_preview", args=[page.pk, 1]))

    assert SENTENCE in preview.text
    assert SENTENCE not in client.get("/over/").text
    assert states(page) == [VersionState.DRAFT]
    foot = FixedPage.objects.get(slug="voet")
    desk.save(writer, foot, text="Een andere voet.")
    assert "Een andere voet." in writer.get(reverse("admin:pages_fixedpage_preview", args=[foot.pk, 1])).text
    assert "Een andere voet." not in client.get("/themas/").text


def test_without_four_eyes_one_person_does_both(settings, client, page, writer):
    settings.FOUR_EYES = False
    desk.save(writer, page, text=with_sentence(page))
    perform(writer, page, "publish")

    assert SENTENCE in client.get("/over/").text


def test_an_old_version_comes_back_as_a_draft(client, page, writer, reader):
    for number, title in enumerate(["Eerst", "Daarna"], 1):
        desk.save(writer, page, title=title)
        perform(reader, page, "publish", number)
    perform(writer, page, "restore", 1)

    assert states(page) == [VersionState.SUPERSEDED, VersionState.LIVE, VersionState.DRAFT]
    assert page.versions.get(number=3).title == "Eerst"
    assert Document(client.get("/over/").text).find("h1")[0].text == "Daarna"


def test_the_text_of_the_portal_is_followed_again(client, page, writer, reader, monkeypatch):
    desk.save(writer, page, title="Eigen titel")
    perform(reader, page, "publish")
    perform(writer, page, "shipped")
    perform(reader, page, "publish", 2)
    assert states(page) == [VersionState.SUPERSEDED, VersionState.SHIPPED]

    monkeypatch.setattr("pages.live.shipped_text", lambda key: PageText("Beter", "Beter.", "Een nieuwe uitgave."))
    with content_change():
        pass
    assert Document(client.get("/over/").text).find("h1")[0].text == "Beter"


def test_two_editors_do_not_overwrite_each_other(page, writer, reader):
    stale = desk.opened(reader, desk.address(page))
    desk.save(writer, page, title="Van de schrijver")
    response = reader.post(desk.address(page), {**stale, "title": "Van de lezer"})

    assert "Iemand anders bewaarde intussen versie 1." in response.text
    assert "Van de lezer" in response.text
    assert page.versions.get().title == "Van de schrijver"


@pytest.mark.parametrize("verb", ["restore", "shipped"])
@pytest.mark.parametrize("base", [1, "", "x"])
def test_a_draft_that_the_editor_did_not_see_stays(page, writer, reader, verb, base):
    desk.save(writer, page, title="Eerst")
    perform(reader, page, "publish")
    assert f'name="base" value="{page.last_number}"' in reader.get(versions_of(page)).text
    desk.save(writer, page, title="Wacht op een collega")
    response = perform(reader, page, verb, base=base)

    assert "Iemand anders bewaarde intussen versie 2." in response.text
    assert states(page) == [VersionState.LIVE, VersionState.DRAFT]
    perform(reader, page, verb)
    assert states(page) == [VersionState.LIVE, VersionState.REJECTED, VersionState.DRAFT]


def test_a_draft_is_published_once_and_stays_away_when_it_is_rejected(client, page, writer, reader):
    desk.save(writer, page, title="Toch niet")
    perform(reader, page, "reject")
    refused = perform(reader, page, "publish")

    assert "intussen gepubliceerd, vervangen of afgewezen" in refused.text
    assert "Toch niet" not in client.get("/over/").text


def test_a_draft_of_before_a_block_was_obliged_is_not_published(client, page, writer, reader):
    page.add_version(page.shipped._replace(text="Kort."), writer.user)

    assert "{{ eigenaar }} mist" in Document(perform(reader, page, "publish").text).text
    assert "Kort." not in client.get("/over/").text


def test_saving_without_a_change_makes_no_version(page, writer):
    desk.save(writer, page)

    assert not page.versions.exists()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{{ eigenaar }}", "", "{{ eigenaar }} mist: wie de site beheert, of dat dit niet is ingevuld."),
        ("{{ eigenaar }}", "{{ eigenaar }} {{ bestaatniet }}", "{{ bestaatniet }} kennen wij hier niet."),
        ("{{ eigenaar }}", "{{ cookies }}{{ eigenaar }}", "{{ cookies }} kennen wij hier niet."),
        ("{{ lijken }}", "Zie {{ lijken }}", "Zet {{ lijken }} één keer, alleen op een regel"),
        ("{{ lijken }}", "- {{ lijken }}", "Zet {{ lijken }} één keer, alleen op een regel"),
        ("{{ lijken }}", "{{ lijken }}\n\n{{ lijken }}", "Zet {{ lijken }} één keer, alleen op een regel"),
        ("{{ mailadres }}", "{{ mailadres", "Er staan accolades die geen blok zijn"),
        ("{{ mailadres }}", "[{{ mailadres }}](/over/)", "een blok in een link"),
        ("{{ mailadres }}", "![{{ mailadres }}](/over/)", "{{ mailadres }} mist"),
        ("{{ lijken }}", "> {{ lijken }}", "niet in een lijst of een citaat."),
        ("{{ lijken }}", "- a\n\n  {{ lijken }}", "niet in een lijst of een citaat."),
        ("{{ lijken }}", "> # Kop\n\n{{ lijken }}", "Zet een kop niet in een lijst of een citaat."),
        ("{{ lijken }}", "- # Kop\n\n{{ lijken }}", "Zet een kop niet in een lijst of een citaat."),
        ("{{ lijken }}", "# \n\n{{ lijken }}", "Er staat een kop zonder tekst."),
        ("Wie maakt deze site? {#makers}", "{#makers}", "Er staat een kop zonder tekst."),
        ("{{ lijken }}", "![De markt](/markt/)\n\n{{ lijken }}", "Een afbeelding kan hier niet."),
        (" {#controle}", "", "{#controle} mist achter een kop."),
        (" {#controle}", " {#controle} {#x}", "kan alleen één keer, achter de kop waar het stond."),
        (" {#peildatum}", " {#inhoud}", "{#inhoud} kan alleen één keer"),
        ("Zij zijn geen", "[Zij](/bestaat/niet/) zijn geen", "Het adres /bestaat/niet/ bestaat niet op deze site."),
    ],
)
def test_what_would_break_a_page_is_refused(page, writer, old, new, sentence):
    assert old in page.shipped.text
    response = desk.save(writer, page, text=page.shipped.text.replace(old, new, 1))

    assert sentence in Document(response.text).text
    assert not page.versions.exists()


@pytest.mark.parametrize(
    ("slug", "text", "sentence"),
    [
        ("voet", "# Kop", "Hier kunnen alleen zinnen staan"),
        ("voet", "Een.\n\nTwee.", "Hier kan maar één alinea staan."),
        ("voet", "x" * 201, "200"),
        ("contact", "Bel ons.", "{{ mailadres }} mist"),
        ("voorwaarden", "Alles mag.", "{{ herkomst }} mist"),
    ],
)
def test_a_short_text_stays_short(writer, slug, text, sentence):
    response = desk.save(writer, FixedPage.objects.get(slug=slug), text=text)

    assert sentence in Document(response.text).text


def test_nothing_in_a_text_becomes_code(client, page, writer, reader):
    evil = "\n\n<script>alert(1)</script> [a](javascript:alert) [b](//kwaad.example) [c](/over/) <b onclick=x>vet</b>"
    desk.save(writer, page, text=page.shipped.text + evil, title="<i>Titel</i>")
    perform(reader, page, "publish")
    html = client.get("/over/").text

    assert "<script>alert" not in html
    assert "<b " not in html
    assert "<i>Titel" not in html
    assert 'href="javascript' not in html
    assert 'href="//kwaad' not in html
    assert '<a href="/over/">c</a>' in html


def test_headings_make_sections_that_screen_readers_know(client, page, writer, reader):
    text = page.shipped.text + "\n\n# Inhoud\n\nTekst.\n\n## Kop zoek\n\nMeer.\n\n# Inhoud\n\nNog een."
    desk.save(writer, page, text=text)
    perform(reader, page, "publish")
    html = Document(client.get("/over/").text)
    ids = [element["id"] for element in html.walk() if element["id"]]

    assert len(ids) == len(set(ids))


def test_each_change_of_a_footer_is_on_every_page_at_once(client, writer, reader):
    client.get("/themas/")
    page = FixedPage.objects.get(slug="contact")
    desk.save(writer, page, title="Vragen?", text="Wij helpen graag: {{ mailadres }}")
    perform(reader, page, "publish")

    html = client.get("/themas/").text
    assert "Wij helpen graag:" in html
    assert "Vragen?" in html


def test_a_page_takes_no_query_more_whatever_was_edited(writer, reader):
    def queries(path):
        visitor = Client()
        visitor.get(path)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(path)
        return len(captured)

    before = {path: queries(path) for path in ("/privacy/", "/themas/", "/")}
    for slug in KINDS:
        page = FixedPage.objects.get(slug=slug)
        for number in (1, 2, 3):
            page.add_version(page.shipped._replace(text=f"{page.shipped.text} {number}."), writer.user)
            page.versions.drafts().get().publish(reader.user)
    with content_change():
        pass

    assert {path: queries(path) for path in before} == before


def test_no_more_than_one_draft_and_one_live_version(page, writer, reader):
    for title in ("Een", "Twee"):
        desk.save(writer, page, title=title)

    assert states(page) == [VersionState.REJECTED, VersionState.DRAFT]
    assert PageVersion.objects.live().count() == 0


@pytest.mark.parametrize(
    "address", ["versies/999999999999999999999/voorbeeld", "versies/7/voorbeeld", "versies/?versie=x"]
)
def test_odd_addresses_are_no_fault(page, writer, address):
    assert writer.get(f"{desk.address(page).removesuffix('change/')}{address}/").status_code in {200, 404}
    assert perform(writer, page, "restore", "9" * 30).status_code == 404
    assert perform(writer, page, "restore", "x").status_code == 404
    assert perform(writer, page, "anders").status_code == 403
