"""The content of an initiative as plain data: taken, compared and put back, relations and parts included."""

import json

import pytest

from core.records import State
from editorial.revisions import snapshot
from editorial.revisions.differences import differences
from initiatives.models import Initiative
from tests.support import make

pytestmark = pytest.mark.django_db


def full(**fields):
    made = make.initiative(
        title="Taalcoaches", municipalities=[make.municipality(name="Zwolle")], tags=["taal"], **fields
    )
    source = made.citations.get().publication
    known = {"unit": "deelnemers", "definition": "een baan", "period": "2025", "publication": source}
    made.results.create(value="72%", number="72.5", **known)
    made.partners.create(name="Vrijwilligers")
    made.adoptions.create(municipality=make.municipality(name="Assen"), publication=source)
    made.status_history.create(status="loopt", as_of="2024", publication=source)
    return made


def test_it_has_all_that_a_form_has_and_is_plain():
    taken = snapshot.take(full())

    assert json.loads(json.dumps(taken)) == taken
    assert {"title", "internal_note", "main_theme", "themes", "tags", "results", "citations", "status_history"} <= set(
        taken
    )
    assert not {"id", "code", "slug", "state", "withdrawal_reason", "revision", "created_at", "updated_at"} & set(taken)
    assert taken["results"][0]["number"] == "72.50"


def test_what_is_put_back_is_what_was_taken_and_parts_keep_their_keys():
    made = full()
    before = snapshot.take(made)
    Initiative.objects.filter(pk=made.pk).update(title="Anders", main_theme=make.theme())
    made.municipalities.clear()
    made.tags.set(["sport"])
    made.results.update(value="10%")
    made.partners.create(name="Nog een")

    snapshot.apply(made, before)

    assert snapshot.take(made) == before


def test_a_part_that_is_gone_comes_back_under_a_new_key():
    made = full()
    before = snapshot.take(made)
    made.partners.all().delete()

    snapshot.apply(made, snapshot.drafted(made.pk, before, snapshot.take(made)))

    after = snapshot.take(made)
    assert [part | {"id": 0} for part in after["partners"]] == [part | {"id": 0} for part in before["partners"]]
    assert after["results"] == before["results"]
    assert after["partners"][0]["id"] < snapshot.DRAFTED


def test_two_parts_change_places():
    made = full()
    made.adoptions.create(municipality=make.municipality(), publication=make.publication())
    taken = snapshot.take(made)
    first, second = taken["adoptions"]
    first["municipality"], second["municipality"] = second["municipality"], first["municipality"]

    snapshot.apply(made, taken)

    assert snapshot.take(made) == taken


def test_what_no_longer_exists_is_refused_and_nothing_is_written():
    made, gone = full(), make.municipality()
    taken = snapshot.take(made) | {"title": "Anders", "municipalities": [gone.pk]}
    gone_key = gone.pk
    gone.delete()

    with pytest.raises(snapshot.Refused, match=rf"niet meer bestaat: gemeente \(nummer {gone_key}\)"):
        snapshot.apply(made, taken)

    assert Initiative.objects.get().title == "Taalcoaches"


def test_a_field_that_is_gone_is_refused():
    made = full()

    with pytest.raises(snapshot.Refused, match="‘kleur’"):
        snapshot.apply(made, {"kleur": "rood"})


def test_an_account_that_is_gone_is_no_content():
    person = make.editor()
    made = full(checked_by=person)
    taken = snapshot.take(made)
    person.delete()

    snapshot.apply(made, taken)

    assert Initiative.objects.get().checked_by is None


def test_a_field_that_came_later_keeps_what_the_row_has():
    made = full(summary="Nieuw veld.")
    taken = snapshot.take(made)
    for name in ("summary", "themes", "partners"):
        del taken[name]
    del taken["results"][0]["definition"]

    snapshot.apply(made, taken | {"title": "Anders"})

    after = Initiative.objects.get()
    assert (after.title, after.summary) == ("Anders", "Nieuw veld.")
    assert after.themes.exists()
    assert after.partners.exists()
    assert after.results.get().definition == "een baan"


def test_lines_end_in_one_way():
    made = full(approach="een\r\ntwee")

    assert snapshot.take(made)["approach"] == "een\ntwee"


def test_the_state_is_no_content():
    made = full()
    taken = snapshot.take(made)
    Initiative.objects.update(state=State.WITHDRAWN, withdrawal_reason="Weg.")

    snapshot.apply(made, taken)

    assert Initiative.objects.get().state == State.WITHDRAWN


def test_differences_in_words():
    made = full()
    old = snapshot.take(made)
    Initiative.objects.update(status="gestopt", end_year=2025)
    made.municipalities.set([make.municipality(name="Urk")])
    made.tags.add("sport")
    made.results.update(value="80%")
    made.partners.all().delete()
    made.adoptions.create(municipality=make.municipality(name="Emmen"), publication=make.publication(title="De bron"))

    found = {one.label: (one.old, one.new) for one in differences(old, snapshot.take(made))}

    assert found["Tot en met"] == ("(leeg)", "2025")
    assert found["Status"][1] == "Gestopt"
    assert found["Gemeenten"] == ("Zwolle", "Urk")
    assert found["Trefwoorden"] == ("", "sport")
    assert found["Resultaat, Waarde"] == ("72%", "80%")
    assert found["Partner"] == ("naam: Vrijwilligers", "")
    assert found["Overname"] == ("", "bron: De bron; gemeente: Emmen")
    assert len(found) == 7


def test_a_record_that_is_gone_is_named_as_such():
    made, gone = full(), make.municipality()
    old = snapshot.take(made)
    new = old | {"municipalities": [gone.pk]}
    gone.delete()

    assert "gemeente die niet meer bestaat" in differences(old, new)[0].new
