"""Each long text of an initiative is shown, searched, compared, printed, checked and edited; no list reads it."""

import pytest
from django.db import models

from editorial.imports.columns import COLUMNS
from initiatives.checklist.rules import run_checklist
from initiatives.models import Initiative
from initiatives.prose import LONG_TEXTS, PROSE_FIELDS, STORY
from initiatives.publishability import FACTS
from search.documents import DOCUMENT_SOURCES
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
each = pytest.mark.parametrize("name", PROSE_FIELDS)


def text_of(name):
    """A text that only one field has, with a word in it that the checklist advises against."""
    return f"Derhalve staat dit bij {name.replace('_', ' ')}."


@pytest.fixture
def initiative():
    texts = {name: text_of(name) for name in PROSE_FIELDS}
    return make.initiative(municipalities=[make.municipality()], **texts)


def test_every_long_text_is_named():
    texts = [field.name for field in Initiative._meta.concrete_fields if isinstance(field, models.TextField)]

    assert set(texts) == set(LONG_TEXTS)
    assert set(LONG_TEXTS) - set(PROSE_FIELDS) == {"cost_note", "internal_note"}


@each
def test_on_the_page(client, initiative, name):
    assert text_of(name) in Document(client.get(initiative.get_absolute_url()).text).text


@each
def test_on_the_paper_for_the_council(client, initiative, name):
    assert text_of(name) in Document(client.get(f"{initiative.get_absolute_url()}raadspagina/").text).text


@each
def test_beside_another_one(client, initiative, name):
    other = make.initiative()
    page = client.get(f"/initiatieven/vergelijken/?i={initiative.slug}&i={other.slug}")

    assert text_of(name) in Document(page.text).text


@each
def test_in_the_document_of_the_search(initiative, name):
    assert text_of(name) in DOCUMENT_SOURCES[Initiative].document(initiative).body


@each
def test_in_the_sheet_of_the_editors(name):
    assert name in [column.name for column in COLUMNS]


@each
def test_on_the_checklist(initiative, name):
    assert name in {finding.field for finding in run_checklist(initiative)}


@pytest.mark.parametrize("name", STORY)
def test_what_is_in_markdown_may_not_break_the_page(name):
    assert name in FACTS


@each
def test_in_the_form(client, initiative, name):
    client.force_login(make.editor())

    assert desk.opened(client, desk.address(initiative))[name] == text_of(name)


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_not_read_for_a_list(initiative, name):
    (row,) = Initiative.objects.for_cards()

    assert name in row.get_deferred_fields()


def test_an_export_reads_no_note_of_the_editors(initiative):
    (row,) = Initiative.objects.for_export()

    assert "internal_note" in row.get_deferred_fields()
