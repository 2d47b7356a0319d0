"""What an editor notes for visitors when a new revision comes on the site."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from core.records import State
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality()])


def publish(record, note, **changes):
    author, other = make.editor(username=f"a-{note}"), make.editor(username=f"b-{note}")
    revision = desk.draft(record, author, **changes)
    revision.submit(author)
    revision.approve(other)
    revision.publish(other, note)


def set_notes(record, *notes):
    """Give an initiative notes: pairs of a day and a text, newest first."""
    Initiative.objects.filter(pk=record.pk).update(change_notes=[{"on": day, "text": text} for day, text in notes])


def shown_notes(client, record):
    """The pairs of a day and a note on the page of an initiative."""
    page = Document(client.get(record.get_absolute_url()).text)
    rows = [row for section in page.find("section", **{"aria-labelledby": "veranderd"}) for row in section.find("div")]
    return [(row.find("dt")[0].text, row.find("dd")[0].text) for row in rows]


def test_each_publication_with_a_note_is_shown_newest_first(client, shown):
    today = date_format(timezone.localdate(), "j F Y")
    publish(shown, "Cijfers van 2026.", approach="Eerst.")
    set_notes(shown, ("2026-01-03", "Cijfers van 2026."))
    publish(shown, " ", approach="Toen.")
    publish(shown, "Nieuwe <naam>.", approach="Nu.")

    assert shown_notes(client, shown) == [(today, "Nieuwe <naam>."), ("3 januari 2026", "Cijfers van 2026.")]


def test_nothing_is_shown_before_it_is_on_the_site(client, shown):
    revision = desk.draft(shown, make.editor(), title="Anders")
    revision.change_note = "Te vroeg."
    revision.save()

    assert shown_notes(client, shown) == []
    assert "Wat is er veranderd?" not in client.get(shown.get_absolute_url()).text


def test_older_ones_fold_away(client, shown):
    set_notes(shown, *((f"2026-01-0{number + 1}", f"Wijziging {number}") for number in (4, 3, 2, 1, 0)))
    make.published(shown)

    assert [text for _day, text in shown_notes(client, shown)] == [f"Wijziging {number}" for number in (4, 3, 2, 1, 0)]
    page = Document(client.get(shown.get_absolute_url()).text)
    (section,) = page.find("section", **{"aria-labelledby": "veranderd"})
    folded = section.find("details")
    assert [row.text for part in folded for row in part.find("dd") if "Wijziging" in row.text] == [
        "Wijziging 1",
        "Wijziging 0",
    ]


def test_the_feed_has_the_newest_without_more_queries(client, django_assert_max_num_queries):
    for number in range(3):
        set_notes(make.initiative(), ("2026-11-03", f"Toen {number}."), ("2025-01-01", f"Eerst {number}."))
    client.get("/initiatieven/feed/")

    with django_assert_max_num_queries(3):
        text = client.get("/initiatieven/feed/").text

    for number in range(3):
        assert f"Gewijzigd op 3 november 2026: Toen {number}." in text
        assert f"Eerst {number}." not in text


def test_it_goes_with_the_page(client, shown):
    publish(shown, "Cijfers van 2026.", title="Anders")
    Initiative.objects.update(state=State.WITHDRAWN, withdrawal_reason="Gestopt.")
    make.published(shown)

    response = client.get(shown.get_absolute_url())

    assert response.status_code == 410
    assert "Cijfers van 2026." not in response.text + client.get("/initiatieven/feed/").text


def test_a_publication_that_is_refused_adds_no_note(shown):
    with pytest.raises(Exception, match="bron"):
        publish(shown, "Zonder bron.", citations=[])

    shown.refresh_from_db()
    assert shown.dated_change_notes == []
