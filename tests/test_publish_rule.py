"""What may be on the site is the same whatever door it comes through: form, action, revision, sheet and files."""

import datetime
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.publishing import publication_facts, publish_errors, publish_refusals
from core.records import State
from editorial.revisions.models import ensure_revision
from editorial.revisions.snapshot import RevisionRefused
from initiatives.choices import InitiativeKind
from initiatives.models import Initiative
from initiatives.publishability import PLACES, REQUIREMENTS
from tests.support import desk, make
from tests.support.content_files import change
from tests.support.sheets import csv_of, upload

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "upgrade" / "content"
PAST = datetime.datetime(2020, 1, 31, tzinfo=datetime.UTC)
FUTURE = datetime.date(2999, 1, 1)
NO_SOURCE = "Een gepubliceerd record heeft minstens één bron."
NO_PLACE = "Kies een gemeente, of schrijf op waarom er geen gemeente bij staat."

# The field; what a record has that lacks it, in the database and in a file; the sentence, at the desk and of the files.
LACKING = [
    ("summary", {"summary": ""}, {"summary": None}, "Schrijf een samenvatting: wat is het, voor wie en waar?", ""),
    ("kind", {"kind": ""}, {"kind": None}, "Kies wat voor initiatief dit is.", ""),
    ("status", {"status": ""}, {"status": None}, "Kies hoe ver het initiatief is.", ""),
    ("as_of", {"as_of": "2999"}, {"as_of": "2999"}, "De peildatum ligt in de toekomst.", ""),
    ("checked_on", {"checked_on": FUTURE}, {"checked_on": "2999-01-01"}, "De dag van de controle ligt in", ""),
    ("themes", {"themes": []}, {"themes": None}, "Kies minstens één thema.", ""),
    ("main_theme", {}, {"main_theme": "T1.1"}, "Kies als hoofdthema een hoofdthema, geen subthema.", ""),
    ("offline_at", {"offline_at": PAST}, {"offline_at": "2020-01-31"}, "Het moment waarop dit van de site gaat,", ""),
    ("municipalities", {"municipalities": []}, {"municipalities": None}, NO_PLACE, "noem een gemeente, of waarom"),
    ("citations", {"sources": []}, {"citations": None}, NO_SOURCE, "een gepubliceerd record heeft een bron nodig."),
    ("approach", {"approach": "[Hier](https://a.nl)"}, {"approach": "[Hier](https://a.nl)"}, "Laat de link ‘Hier’", ""),
]
ROW = {
    "titel": "Taalmaatjes",
    "samenvatting": "Wat, voor wie en waar.",
    "soort": "Project",
    "status": "Lopend",
    "hoofdthema": "Taal",
    "thema’s": "Taal",
    "gemeenten": "Zwolle",
    "bronnen": "PUB-01",
}
INSTEAD = [
    ("municipalities", {}),
    ("no_municipality_reason", {"no_municipality_reason": "De bron noemt er geen."}),
    ("unnamed_participants", {"unnamed_participants": "drie Limburgse gemeenten"}),
    ("country", {"country": "Denemarken", "kind": InitiativeKind.FOREIGN.value}),
]
each_requirement = pytest.mark.parametrize(
    ("field", "fields", "in_file", "sentence", "file_sentence"), LACKING, ids=[row[0] for row in LACKING]
)
each_place = pytest.mark.parametrize(("place", "fields"), INSTEAD, ids=[row[0] for row in INSTEAD])


def draft(field="", **fields):
    """A draft that lacks nothing but what is said."""
    if field == "main_theme":
        fields = {"main_theme": make.theme(parent=make.theme())}
    return make.initiative(**{"state": State.DRAFT, "municipalities": [make.municipality()], **fields})


def placed(place, fields):
    """A draft with one of the four places alone."""
    return draft(**fields) if place == "municipalities" else draft(municipalities=[], **fields)


def themed_framework():
    record = make.framework(municipal_task="Geen taak.")
    record.themes.set([make.theme()])
    record.citations.create(publication=make.publication())
    return record


def is_published(record):
    return Initiative.objects.filter(pk=record.pk, state=State.PUBLISHED).exists()


@pytest.fixture
def editor(client, settings):
    settings.FOUR_EYES = False
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture
def folder(tmp_path):
    """Files of content, small ones, that a test may change."""
    return shutil.copytree(FILES, tmp_path / "content")


def test_every_requirement_is_in_the_table():
    named = {field for field, *_rest in LACKING}

    assert {field for field, *_rest in REQUIREMENTS} | {Initiative.publish_rule.source} <= named
    assert {place for place, _fields in INSTEAD} == set(PLACES)


@each_requirement
class TestARecordThatLacksSomething:
    def test_the_form_refuses_it(self, client, editor, field, fields, in_file, sentence, file_sentence):
        record = draft(field, **fields)
        # In the form the main theme is a theme, so only without that there is none.
        without = {"main_theme": None} if field == "themes" else {}

        assert sentence in desk.errors(desk.save(client, record, state=State.PUBLISHED, **without))
        assert not is_published(record)

    def test_the_action_refuses_it(self, client, editor, field, fields, in_file, sentence, file_sentence):
        record = draft(field, **fields)

        assert sentence in desk.act(client, "publish", record, confirm="1").text
        assert not is_published(record)

    def test_a_revision_with_it_is_refused(self, editor, field, fields, in_file, sentence, file_sentence):
        record = draft(field, **fields)

        with pytest.raises(RevisionRefused) as error:
            ensure_revision(record).publish(editor)
        assert sentence in str(error.value)
        assert not is_published(record)

    def test_load_content_names_file_record_and_field(self, folder, field, fields, in_file, sentence, file_sentence):
        change(folder / "initiatives.yaml", "VB-I1", **in_file)

        with pytest.raises(CommandError) as error:
            call_command("load_content", folder=folder)
        assert f"initiatives.yaml: VB-I1: veld {field}: {file_sentence or sentence}" in str(error.value)


@pytest.mark.parametrize("field", ["themes", "offline_at", "municipalities", "citations", "approach"])
def test_as_a_draft_a_file_may_lack_it(folder, field):
    in_file = next(in_file for name, _fields, in_file, *_rest in LACKING if name == field)
    change(folder / "initiatives.yaml", "VB-I1", **in_file, state="draft")
    call_command("load_content", folder=folder)

    assert Initiative.objects.get(code="VB-I1").state == State.DRAFT


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("summary", {"samenvatting": ""}),
        ("kind", {"soort": ""}),
        ("status", {"status": ""}),
        ("themes", {"thema’s": ""}),
        ("municipalities", {"gemeenten": ""}),
        ("citations", {"bronnen": ""}),
        ("approach", {"aanpak": "[Hier](https://a.nl)"}),
    ],
)
def test_a_row_of_a_sheet_becomes_a_draft_and_is_judged_as_that(client, editor, field, cells):
    """An import publishes nothing, so a row may lack it; a sub-theme as the main theme is no value of its column."""
    make.theme(name="Taal")
    make.municipality(name="Zwolle")
    make.publication(code="PUB-01")
    row = ROW | cells
    page = upload(client, csv_of(list(row), list(row.values())))
    client.post(page.redirect_chain[-1][0], {"apply": "1"})

    record = Initiative.objects.get()
    sentence = next(sentence for name, _fields, _in_file, sentence, _file in LACKING if name == field)
    assert record.state == State.DRAFT
    assert [sentence in refusal for refusal in publish_refusals(record)] == [True]


@each_place
class TestOnePlaceIsEnough:
    def test_for_the_form(self, client, editor, place, fields):
        record = placed(place, fields)

        assert desk.save(client, record, state=State.PUBLISHED).status_code == 302
        assert is_published(record)

    def test_for_the_action(self, client, editor, place, fields):
        record = placed(place, fields)
        desk.act(client, "publish", record, confirm="1")

        assert is_published(record)

    def test_for_a_revision(self, editor, place, fields):
        record = placed(place, fields)
        ensure_revision(record).publish(editor)

        assert is_published(record)

    def test_for_load_content(self, folder, place, fields):
        if place != "municipalities":
            change(folder / "initiatives.yaml", "VB-I1", municipalities=None, **fields)
        call_command("load_content", folder=folder)

        assert Initiative.objects.get(code="VB-I1").is_published


@pytest.mark.parametrize(
    ("build", "file", "key"),
    [
        (make.organisation, "organisations.yaml", "marktraad"),
        (make.theme, "themes.yaml", "T2"),
        (make.concept, "concepts.yaml", "taalcoach"),
        (make.framework, "frameworks.yaml", "JUR-01"),
        (make.bottleneck, "bottlenecks.yaml", "KNP-01"),
    ],
)
class TestOtherRecordsHaveASource:
    def test_at_the_desk(self, client, editor, build, file, key):
        record = build(state=State.DRAFT)

        assert NO_SOURCE in desk.act(client, "publish", record, confirm="1").text
        assert NO_SOURCE in desk.errors(desk.save(client, record, state=State.PUBLISHED))
        assert not type(record).objects.published().filter(pk=record.pk).exists()

    def test_in_a_file(self, folder, build, file, key):
        source = build(state=State.DRAFT).publish_rule.source
        change(folder / file, key, **{source: None})

        with pytest.raises(CommandError) as error:
            call_command("load_content", folder=folder)
        assert f"{file}: {key}: veld {source}: een gepubliceerd record heeft een bron nodig." in str(error.value)


@pytest.mark.parametrize(
    ("build", "file", "key", "field"),
    [
        (make.publication, "publications.yaml", "VB-01", "date"),
        (make.publication, "publications.yaml", "VB-01", "consulted_on"),
        (make.publication, "publications.yaml", "VB-01", "url_confirmed_on"),
        (themed_framework, "frameworks.yaml", "JUR-01", "status_as_of"),
        (themed_framework, "frameworks.yaml", "JUR-01", "last_checked"),
    ],
)
class TestADayInTheFuture:
    sentence = "Deze dag ligt in de toekomst. Kies vandaag of een eerdere dag."

    def test_is_refused_at_the_desk(self, client, editor, build, file, key, field):
        record = build()
        today = timezone.localdate().isoformat()

        assert self.sentence in desk.errors(desk.save(client, record, **{field: "2999-01-01"}))
        assert desk.save(client, record, **{field: today}).status_code == 302
        type(record).objects.filter(pk=record.pk).update(**{field: "2999-01-01", "state": State.DRAFT})
        assert self.sentence in desk.act(client, "publish", record, confirm="1").text

    def test_is_refused_in_a_file(self, folder, build, file, key, field):
        change(folder / file, key, **{field: "2999-01-01"})

        with pytest.raises(CommandError) as error:
            call_command("load_content", folder=folder)
        assert f"{file}: {key}: veld {field}: {self.sentence}" in str(error.value)


def test_withdrawing_needs_a_reason_in_a_form_and_in_a_file(client, editor, folder):
    sentence = "Schrijf op waarom u dit intrekt. Bezoekers zien deze reden."
    assert sentence in desk.errors(desk.save(client, make.publication(), state=State.WITHDRAWN))

    change(folder / "publications.yaml", "VB-01", state="withdrawn")
    with pytest.raises(CommandError, match=rf"publications.yaml: VB-01: veld withdrawal_reason: {sentence}"):
        call_command("load_content", folder=folder)


def test_a_draft_lacks_nothing():
    assert publish_errors(Initiative, {}) == []
    assert publish_errors(Initiative, {"state": State.DRAFT}) == []


def test_facts_are_read_without_the_rows_of_a_relation(django_assert_num_queries):
    record = Initiative.objects.get(pk=draft().pk)

    with django_assert_num_queries(4):
        facts = publication_facts(record)
    assert [facts[name] for name in ("themes", "municipalities", "citations")] == [True, True, True]


def test_judging_a_record_leaves_it_as_it_is():
    record = make.theme(state=State.WITHDRAWN)

    assert publish_refusals(record) == [NO_SOURCE]
    assert (record.state, record.withdrawal_reason) == (State.WITHDRAWN, "Het klopte niet.")
