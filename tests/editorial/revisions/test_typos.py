"""The typo route: a few letters, by one editor, marked, and seen by a chief editor afterwards."""

import pytest
from django.apps import apps
from django.urls import reverse

from editorial.accounts.roles import CHIEF_EDITORS, SUBMITTERS, ensure_groups
from editorial.reviews.tasks import tasks_for
from editorial.revisions import snapshot
from editorial.revisions.history.recording import record_withdrawal
from editorial.revisions.typos import is_small_correction, is_typo
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db

SMALL = [
    ("Een gemeete helpt.", "Een gemeente helpt."),
    ("Zij word geholpen.", "Zij wordt geholpen."),
    ("In 2024 kwamen er velen.", "In 2024 kwamen er veel."),
    ("een huis", "Een huis."),
    ("Hij zei:'ja'", "Hij zei: ‘ja’"),
]
LARGE = [
    ("Het kost 10 euro.", "Het kost 100 euro."),
    ("Het begon in mei.", "Het begon in juni."),
    ("Het werkt.", "Het werkt niet."),
    ("Twee mensen.", "Drie mensen."),
    ("Lees [meer](https://a.example).", "Lees [meer](https://b.example)."),
    ("Mail a@b.example nu.", "Mail c@b.example nu."),
    ("Kort.", "Kort, en daarna komt er nog een hele zin die niemand heeft gelezen."),
    ("Gelijk.", "Gelijk."),
]


@pytest.mark.parametrize(("old", "new"), SMALL)
def test_a_few_letters_are_a_small_correction(old, new):
    assert is_small_correction([(old, new)])


@pytest.mark.parametrize(("old", "new"), LARGE)
def test_a_fact_or_much_text_is_not(old, new):
    assert not is_small_correction([(old, new)])


def test_many_small_ones_together_are_no_small_one():
    assert not is_small_correction([("abcdefghij", "klmnopqrst")] * 4)


@pytest.fixture
def initiative():
    record = make.initiative(municipalities=[make.municipality()], summary="Een gemeete helpt.", approach="Samen.")
    record.themes.set([make.theme(name="Wonen")])  # and not its main theme: the content files do not repeat that
    record.partners.create(name="De bibliotheek", role="Leend boeken uit.")
    return record


@pytest.fixture
def author():
    return make.editor(username="auteur")


@pytest.fixture
def chief():
    user = make.editor(username="eindredacteur")
    user.groups.add(ensure_groups(apps, CHIEF_EDITORS))
    return user


def browser(user):
    client = desk.EditorsClient()
    client.force_login(user)
    return client


def test_only_texts_may_differ(initiative):
    old = snapshot.take(initiative)
    [partner] = old["partners"]

    assert is_typo(old, old | {"partners": [partner | {"role": "Leent boeken uit."}]})
    assert not is_typo(old, old)
    assert not is_typo(old, old | {"partners": []})
    assert not is_typo(old, old | {"status": "gestopt"})
    assert not is_typo(old, old | {"as_of": "2026"})
    assert not is_typo(old, old | {"themes": []})
    assert not is_typo(old, old | {"summary": "Een gemeente helpt.", "start_year": 2020})


def test_an_editor_publishes_it_alone_in_few_clicks(initiative, author, client):
    desk_client = browser(author)
    public = initiative.get_absolute_url()

    form = desk_client.get(reverse("admin:edit_page"), headers={"referer": f"http://testserver{public}"})  # 1: Bewerk
    assert form["Location"] == desk.address(initiative)
    saved = desk.save(desk_client, initiative, summary="Een gemeente helpt.")  # 2: Opslaan
    overview = desk_client.get(saved["Location"])
    revision = initiative.revisions.open().get()
    page = reverse("admin:initiative_revision", args=[initiative.pk, revision.number])
    assert f'href="{page}"' in overview.text  # 3: the version
    assert "Zet deze kleine verbetering op de site" in desk_client.get(page).text
    desk_client.post(page, {"verb": "correct"})  # 4: the button

    assert "Een gemeente helpt." in client.get(public).text
    assert "Kleine verbetering, zonder goedkeuring vooraf" in desk_client.get(saved["Location"]).text


def test_it_is_no_check(initiative, author):
    before = Initiative.objects.values_list("checked_on", "next_check").get()
    desk.draft(initiative, author, summary="Een gemeente helpt.").correct(author)

    assert Initiative.objects.values_list("checked_on", "next_check").get() == before


def test_anything_more_needs_another_editor(initiative, author):
    revision = desk.draft(initiative, author, summary="Heel iets anders, van 12 mensen.")
    page = reverse("admin:initiative_revision", args=[initiative.pk, revision.number])
    desk_client = browser(author)

    assert "kleine verbetering" not in desk_client.get(page).text
    desk_client.post(page, {"verb": "correct"})
    assert Initiative.objects.get().summary == "Een gemeete helpt."


def test_neither_a_submitter_nor_a_draft_has_this_route(initiative, author):
    submitter = make.editor(username="inzender")
    submitter.groups.set([ensure_groups(apps, SUBMITTERS)])
    draft = make.initiative(state="draft", municipalities=[make.municipality()])

    assert "correct" not in desk.draft(initiative, author, summary="Een gemeente helpt.").allowed(submitter)
    assert "correct" not in desk.draft(draft, author, summary="Wat, voor wie en war.").allowed(author)


def test_a_chief_editor_has_a_list_of_what_is_not_seen(initiative, author, chief):
    revision = desk.draft(initiative, author, summary="Een gemeente helpt.")
    revision.correct(author)
    label = "Kleine verbetering die u nog niet zag"
    page = reverse("admin:initiative_revision", args=[initiative.pk, revision.number])

    [task] = [task for task in tasks_for(chief) if str(task.label) == label]
    assert task.count == 1
    assert label not in [str(task.label) for task in tasks_for(author)]
    assert initiative.title in browser(chief).get(task.address).text
    browser(author).post(page, {"verb": "confirm"})
    assert [task.count for task in tasks_for(chief) if str(task.label) == label] == [1]
    browser(chief).post(page, {"verb": "confirm"})
    assert [task.count for task in tasks_for(chief) if str(task.label) == label] == [0]
    revision.refresh_from_db()
    assert (revision.state, revision.approved_by) == ("live", chief)


class TestChangeNotes:
    def page(self, initiative):
        return reverse("admin:initiative_change_notes", args=[initiative.pk])

    def test_a_typo_in_one_is_mended(self, initiative, author, client):
        initiative.add_change_note("Cijvers toegevoegd.")
        day = initiative.change_notes[0]["on"]
        desk_client = browser(author)

        assert "Cijvers toegevoegd." in desk_client.get(self.page(initiative)).text
        desk_client.post(self.page(initiative), {"0": "Cijfers toegevoegd."})
        initiative.refresh_from_db()

        assert initiative.change_notes == [{"on": day, "text": "Cijfers toegevoegd."}]
        assert "Cijfers toegevoegd." in client.get(initiative.get_absolute_url()).text

    @pytest.mark.parametrize("text", ["Iets heel anders dan wat er eerst stond op de site.", "", "Cijvers van 2026."])
    def test_an_editor_writes_nothing_else(self, initiative, author, text):
        initiative.add_change_note("Cijvers toegevoegd.")
        response = browser(author).post(self.page(initiative), {"0": text})
        initiative.refresh_from_db()

        assert response.status_code == 200
        assert initiative.change_notes[0]["text"] == "Cijvers toegevoegd."

    def test_of_equal_notes_only_the_one_that_was_meant(self, initiative, author, chief):
        for title in ("Een", "Twee"):
            desk.draft(initiative, author, title=title).publish(chief, "Cijvers erbij.")
        record_withdrawal(Initiative(pk=initiative.pk, withdrawal_reason="Cijvers erbij."))
        browser(author).post(self.page(initiative), {"0": "Cijfers erbij.", "1": "Cijvers erbij."})
        initiative.refresh_from_db()
        notes = [note["text"] for note in initiative.change_notes]
        of_revisions = initiative.revisions.exclude(change_note="").values_list("change_note", flat=True)

        assert notes == list(of_revisions.order_by("-number")) == ["Cijvers erbij.", "Cijfers erbij."]
        assert [change.note for change in initiative.public_changes.exclude(note="").order_by("-pk")] == [
            "Cijvers erbij.",
            *notes,
        ]

    def test_a_note_that_came_meanwhile_is_not_written_over(self, initiative, chief):
        initiative.add_change_note("Oud.")
        initiative.add_change_note("Nieuw.")
        browser(chief).post(self.page(initiative), {"0": "Beter."})
        initiative.refresh_from_db()

        assert [note["text"] for note in initiative.change_notes] == ["Nieuw.", "Oud."]

    def test_an_old_note_with_an_odd_character(self, initiative, chief):
        desk.draft(initiative, chief, title="Een").publish(chief, "Iets.")
        initiative.refresh_from_db()
        initiative.change_notes = []
        initiative.revisions.exclude(change_note="").update(change_note="Cijvers\x0berbij.")
        initiative.add_change_note("Cijvers\x0berbij.")
        browser(chief).post(self.page(initiative), {"0": "Cijfers erbij."})

        assert initiative.revisions.exclude(change_note="").get().change_note == "Cijfers erbij."

    def test_a_chief_editor_does(self, initiative, chief):
        initiative.add_change_note("Cijvers toegevoegd.")
        browser(chief).post(self.page(initiative), {"0": "Getallen van 2026 erbij."})
        initiative.refresh_from_db()

        assert initiative.change_notes[0]["text"] == "Getallen van 2026 erbij."


@pytest.mark.usefixtures("content")
def test_a_form_of_the_collection_saved_as_it_is_changes_nothing(author):
    desk_client = browser(author)
    for initiative in Initiative.objects.order_by("code")[::15]:
        assert desk.save(desk_client, initiative).status_code == 302
        assert not initiative.revisions.open().exists(), initiative.code
