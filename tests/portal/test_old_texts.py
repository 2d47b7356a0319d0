"""A record of before the rule for text, with characters that no form takes now: every output carries it."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from django.core import mail
from openpyxl import load_workbook

from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from initiatives.models import Initiative
from tests.support import make
from tests.support.desk import address, save
from tests.support.document import Document
from tests.support.mails import deliver
from tests.support.sheets import checked

pytestmark = pytest.mark.django_db

OLD = "Taal\x0bcoaches\x01 \ufffe\u2028en\x85 meer\U0001ffff"
STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\ufffe\U0001ffff]")
SHEETS = "/beheer/imports/sheetimport/werkblad/initiatieven"


@pytest.fixture
def initiative():
    """A published initiative with such a text in every place from where it comes out."""
    theme = make.theme()
    record = make.initiative(main_theme=theme, tags=["taal"], sources=[make.publication()])
    texts = dict.fromkeys(["summary", "approach", "situation", "cost_note", "contact_name", "lead_time"], OLD)
    notes = [{"on": "2026-01-02", "text": OLD}]
    Initiative.objects.filter(pk=record.pk).update(title=OLD, change_notes=notes, **texts)
    type(theme).objects.filter(pk=theme.pk).update(name=OLD)
    record.tags.update(name=OLD)
    record.citations.get().publication.__class__.objects.update(title=OLD, publisher=OLD)
    return Initiative.objects.get(pk=record.pk)


def test_the_feed_is_well_formed(client, initiative):
    response = client.get("/initiatieven/feed/")
    entry = ElementTree.fromstring(response.content).find("{*}entry")  # noqa: S314 (our own)

    assert entry.find("{*}title").text.split() == ["Taal", "coaches", "en", "meer"]
    assert "coaches" in entry.find("{*}summary").text
    assert entry.find("{*}category").attrib["term"]


def test_the_sitemap_is_well_formed(client, initiative):
    urls = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 (our own)

    assert initiative.get_absolute_url() in {
        url.text.partition("localhost:8000")[2] for url in urls.findall(".//{*}loc")
    }


def test_the_export_has_none_of_it(client, initiative):
    text = client.get("/initiatieven/export/").getvalue().decode()

    assert not STRAY.search(text)
    assert [row["titel"].split() for row in csv.DictReader(io.StringIO(text[1:], newline=""))] == [
        ["Taal", "coaches", "en", "meer"]
    ]


def test_the_pages_show_it(client, initiative):
    for path in [initiative.get_absolute_url(), f"{initiative.get_absolute_url()}raadspagina/", "/initiatieven/", "/"]:
        page = Document(client.get(path).text)

        assert "coaches" in page.text
        for script in page.find("script", type="application/ld+json"):
            assert not STRAY.search(str(json.loads("".join(script.children))))


def test_search_finds_it(client, initiative):
    make.published(initiative)

    assert "coaches" in Document(client.get("/initiatieven/?q=coaches").text).ids["results"].text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_sheet_goes_out_and_comes_in_as_it_is(admin_client, initiative, kind):
    content = admin_client.get(f"{SHEETS}.{kind}").getvalue()
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(content))
        assert not STRAY.search(str([[cell.value for cell in row] for row in book.active.iter_rows()]))
    assert checked(content, f"werk.{kind}").summary.startswith("0 nieuw, 0 gewijzigd, 0 gewijzigd als concept, 1 ong")


def test_a_mail_about_it_is_sent(initiative):
    text = f"{initiative.title}\n{initiative.summary}\ud800"
    queue_mail(Mail.Kind.CHECK, "a@b.example", f"Klopt dit nog? {initiative.title}", text)
    message = deliver()[0].message().as_bytes().decode()

    assert mail.outbox[0].subject == "Klopt dit nog? Taal coaches en meer"
    assert not STRAY.search(message)


def test_an_editor_opens_it_and_saves_it_clean(admin_client, initiative):
    response = save(admin_client, initiative, **{"title": "Taal\x0bcoaches", "summary": "a\xadb", "approach": "c\x0bd"})
    for field in ["situation", "cost_note", "contact_name", "lead_time"]:
        assert "onzichtbaar teken" in str(response.context["adminform"].form.errors[field])


@pytest.mark.on_sqlite_only  # PostgreSQL cannot hold it
def test_even_what_only_json_can_hold(client, initiative):
    Initiative.objects.update(change_notes=[{"on": "2026-01-02", "text": "a\ud800b\x00c"}])

    assert "abc" in client.get(initiative.get_absolute_url()).text
    assert "abc" in client.get("/initiatieven/feed/").text
    assert "coaches" in admin_page(client, initiative)


def admin_page(client, initiative):
    client.force_login(make.editor(superuser=True))
    return client.get(address(initiative)).text
