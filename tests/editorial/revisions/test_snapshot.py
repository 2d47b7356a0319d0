"""The content of an initiative as plain data: taken, compared and applied, relations and parts included."""

import json

import pytest

from core.records import State
from editorial.revisions import snapshot
from editorial.revisions.differences import differences
from initiatives.models import Initiative
from tests.support import make

pytestmark = pytest.mark.django_db


def full(**fields):
    initiative = make.initiative(
        title="Taalcoaches", municipalities=[make.municipality(name="Zwolle")], tags=["taal"], **fields
    )
    source = initiative.citations.get().publication
    measured = {"unit": "deelnemers", "definition": "een baan", "period": "2025", "publication": source}
    initiative.results.create(value="72%", number="72.5", **measured)
    initiative.partners.create(name="Vrijwilligers")
    initiative.adoptions.create(municipality=make.municipality(name="Assen"), publication=source)
    initiative.status_history.create(status="loopt", as_of="2024", publication=source)
    return initiative


def test_it_has_all_that_a_form_has_and_is_plain():
    content = snapshot.take(full())

    assert json.loads(json.dumps(content)) == content
    assert {"title", "internal_note", "main_theme", "themes", "tags", "results", "citations", "status_history"} <= set(
        content
    )
    assert not {"id", "code", "slug", "state", "withdrawal_reason", "revision", "created_at", "updated_at"} & set(
        content
    )
    assert content["results"][0]["number"] == "72.50"


def test_applying_a_snapshot_restores_it_and_parts_keep_their_keys():
    initiative = full()
    before = snapshot.take(initiative)
    Initiative.objects.filter(pk=initiative.pk).update(title="Anders", main_theme=make.theme())
    initiative.municipalities.clear()
    initiative.tags.set(["sport"])
    initiative.results.update(value="10%")
    initiative.partners.create(name="Nog een")

    snapshot.apply(initiative, before)

    assert snapshot.take(initiative) == before


def test_a_deleted_part_is_restored_under_a_new_key():
    initiative = full()
    before = snapshot.take(initiative)
    initiative.partners.all().delete()

    snapshot.apply(initiative, snapshot.with_draft_keys(initiative.pk, before, snapshot.take(initiative)))

    after = snapshot.take(initiative)
    assert [part | {"id": 0} for part in after["partners"]] == [part | {"id": 0} for part in before["partners"]]
    assert after["results"] == before["results"]
    assert after["partners"][0]["id"] < snapshot.FIRST_DRAFT_KEY


def test_two_parts_change_places():
    initiative = full()
    initiative.adoptions.create(municipality=make.municipality(), publication=make.publication())
    content = snapshot.take(initiative)
    first, second = content["adoptions"]
    first["municipality"], second["municipality"] = second["municipality"], first["municipality"]

    snapshot.apply(initiative, content)

    assert snapshot.take(initiative) == content


def test_what_no_longer_exists_is_refused_and_nothing_is_written():
    initiative, municipality = full(), make.municipality()
    content = snapshot.take(initiative) | {"title": "Anders", "municipalities": [municipality.pk]}
    key = municipality.pk
    municipality.delete()

    with pytest.raises(snapshot.RevisionRefused, match=rf"niet meer bestaat: gemeente \(nummer {key}\)"):
        snapshot.apply(initiative, content)

    assert Initiative.objects.get().title == "Taalcoaches"


def test_an_unknown_field_is_refused():
    initiative = full()

    with pytest.raises(snapshot.RevisionRefused, match="‘kleur’"):
        snapshot.apply(initiative, {"kleur": "rood"})


def test_a_deleted_account_is_no_content():
    person = make.editor()
    initiative = full(checked_by=person)
    content = snapshot.take(initiative)
    person.delete()

    snapshot.apply(initiative, content)

    assert Initiative.objects.get().checked_by is None


def test_a_field_that_came_later_keeps_what_the_row_has():
    initiative = full(summary="Nieuw veld.")
    content = snapshot.take(initiative)
    for name in ("summary", "themes", "partners"):
        del content[name]
    del content["results"][0]["definition"]

    snapshot.apply(initiative, content | {"title": "Anders"})

    after = Initiative.objects.get()
    assert (after.title, after.summary) == ("Anders", "Nieuw veld.")
    assert after.themes.exists()
    assert after.partners.exists()
    assert after.results.get().definition == "een baan"


def test_lines_end_in_one_way():
    initiative = full(approach="een\r\ntwee")

    assert snapshot.take(initiative)["approach"] == "een\ntwee"


def test_the_state_is_no_content():
    initiative = full()
    content = snapshot.take(initiative)
    Initiative.objects.update(state=State.WITHDRAWN, withdrawal_reason="Weg.")

    snapshot.apply(initiative, content)

    assert Initiative.objects.get().state == State.WITHDRAWN


def test_differences_in_words():
    initiative = full()
    old = snapshot.take(initiative)
    Initiative.objects.update(status="gestopt", end_year=2025)
    initiative.municipalities.set([make.municipality(name="Urk")])
    initiative.tags.add("sport")
    initiative.results.update(value="80%")
    initiative.partners.all().delete()
    initiative.adoptions.create(
        municipality=make.municipality(name="Emmen"), publication=make.publication(title="De bron")
    )

    by_label = {
        difference.label: (difference.old, difference.new) for difference in differences(old, snapshot.take(initiative))
    }

    assert by_label["Tot en met"] == ("(leeg)", "2025")
    assert by_label["Status"][1] == "Gestopt"
    assert by_label["Gemeenten"] == ("Zwolle", "Urk")
    assert by_label["Trefwoorden"] == ("", "sport")
    assert by_label["Resultaat, Waarde"] == ("72%", "80%")
    assert by_label["Partner"] == ("naam: Vrijwilligers", "")
    assert by_label["Overname"] == ("", "bron: De bron; gemeente: Emmen")
    assert len(by_label) == 7


def test_a_deleted_record_is_named_as_such():
    initiative, municipality = full(), make.municipality()
    old = snapshot.take(initiative)
    new = old | {"municipalities": [municipality.pk]}
    municipality.delete()

    assert "gemeente die niet meer bestaat" in differences(old, new)[0].new
