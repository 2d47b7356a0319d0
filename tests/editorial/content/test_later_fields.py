"""An installation of before a field existed gets what was mended in the files, unless an editor changed the record."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from initiatives.choices import ResultKind
from sources.models import Publication
from tests.editorial.content.test_load_content import folder  # noqa: F401 (a fixture)
from tests.support.content_files import as_loaded_before, change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
RECORDS = [
    ("initiatives", "INI-01"),
    ("initiatives", "OPV-16"),
    ("frameworks", "JUR-14"),
    ("bottlenecks", "KNP-09"),
    ("asks", "VRA-11"),
    ("concepts", "statushouder"),
    ("publications", "S0"),
    ("markets", "inspiratiemarkt-2026"),
]


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize(("kind", "key"), RECORDS)
def test_what_was_loaded_before_is_mended_unless_an_editor_changed_it(folder, capsys, kind, key, is_edited):  # noqa: F811
    rows = as_loaded_before(kind, key)
    (file,) = [path for path in folder.glob(f"{kind}*.yaml") if f": {key}\n" in path.read_text(encoding="utf-8")]
    change(file, key, internal_note="Uit het bestand.")
    if is_edited:
        rows.update(internal_note="Van de redactie.")
    call_command("load_content", folder=folder)

    assert rows.get().internal_note == ("Van de redactie." if is_edited else "Uit het bestand.")
    assert (f"kept as the editor left it: {kind}: {key}" in capsys.readouterr().out) == is_edited


def test_an_initiative_gets_its_later_fields():
    rows = as_loaded_before("initiatives", "INI-01")
    call_command("load_content")
    initiative = rows.get()

    assert [bottleneck.code for bottleneck in initiative.hindering_bottlenecks.all()] == ["KNP-22"]
    assert set(initiative.results.values_list("kind", flat=True)) == {ResultKind.OUTCOME, ResultKind.REACH}
    assert initiative.content_changed_on


def test_an_end_of_before_is_mended():
    rows = as_loaded_before("initiatives", "OPV-16")
    call_command("load_content")

    assert rows.values_list("status", "end_year", "end_date").get() == ("onbekend", 2024, "2024-03")


@pytest.mark.parametrize("change_of_an_editor", [{"suggested_evidence": "ervaring"}, {"title": "Van de redactie"}])
def test_another_suggestion_is_a_change_of_an_editor(capsys, change_of_an_editor):
    as_loaded_before("initiatives", "INI-01").update(**change_of_an_editor)
    call_command("load_content")

    assert "kept as the editor left it: initiatives: INI-01" in capsys.readouterr().out


def test_a_passage_is_no_change_of_an_editor(folder):  # noqa: F811
    """It is not in the files, which are public; a source with one still follows them."""
    Publication.objects.filter(code="S0").update(excerpt="Woordelijk.")
    change(folder / "publications.yaml", "S0", note="Nieuw.")
    call_command("load_content", folder=folder)

    assert Publication.objects.filter(code="S0", note="Nieuw.", excerpt="Woordelijk.").exists()


def test_a_record_that_goes_on_after_its_own_end_is_refused(folder):  # noqa: F811
    change(folder / "initiatives-bronnen.yaml", "INI-10", status="lopend", as_of="2025-07", end_year=2024)
    with pytest.raises(CommandError, match="INI-10: veld status: De status loopt door"):
        call_command("load_content", folder=folder)


@pytest.mark.parametrize(
    ("field", "day", "reason"),
    [
        ("as_of", "2026-12", "De peildatum ligt in de toekomst"),
        ("checked_on", "2026-11-30", "De dag van de controle ligt in de toekomst"),
    ],
)
def test_a_date_in_the_future_is_refused(folder, field, day, reason):  # noqa: F811
    change(folder / "initiatives-bronnen.yaml", "INI-10", **{field: day})
    with pytest.raises(CommandError, match=f"INI-10: veld {field}: {reason}"):
        call_command("load_content", folder=folder)


def test_a_check_lists_what_contradicts_itself_by_now(capsys, today):
    call_command("load_content", check=True)
    now = capsys.readouterr().out
    today(date(2031, 1, 1))
    call_command("load_content", check=True)
    later = capsys.readouterr().out

    assert "0 × De status loopt door na het eigen einde\n" in now
    assert "× De status loopt door na het eigen einde (OPV-11, OPV-13, OPV-21" in later
    assert "× De status loopt volgens een oude bron (BUI-06" in now
