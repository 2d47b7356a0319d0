"""An installation of before a field existed gets what was mended in the files, unless an editor changed the record."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from editorial.content.kinds import KINDS
from editorial.content.models import LoadedRecord
from editorial.content.values import digest, prefetches, snapshot
from initiatives.models import Initiative
from tests.editorial.content.test_load_content import folder  # noqa: F401 (a fixture)
from tests.support.content_files import change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content", "today")]
LATER = {"end_date", "checked_by_municipality", "content_changed_on"}
(INITIATIVES,) = [kind for kind in KINDS if kind.model is Initiative]


def as_loaded_before(code, **values):
    """Put an initiative back to what a release without these fields loaded, and the digest that it stored."""
    defaults = {"end_date": "", "checked_by_municipality": False, "content_changed_on": None}
    Initiative.objects.filter(code=code).update(**defaults, **values)
    record = Initiative.objects.prefetch_related(*prefetches(INITIATIVES)).get(code=code)
    known = {name: value for name, value in snapshot(record, INITIATIVES).items() if name not in LATER}
    LoadedRecord.objects.filter(kind="initiatives", key=code).update(digest=digest(known))


def test_what_no_editor_changed_is_mended():
    as_loaded_before("OPV-16", status="lopend", end_year=None)
    as_loaded_before("OPV-19", status="lopend")
    Initiative.objects.filter(code="OPV-19").update(title="Van een redacteur")
    call_command("load_content")
    mended, kept = (Initiative.objects.get(code=code) for code in ("OPV-16", "OPV-19"))

    assert (mended.status, mended.end_year, mended.end_date) == ("onbekend", 2024, "2024-03")
    assert mended.content_changed_on
    assert (kept.title, kept.status, kept.content_changed_on) == ("Van een redacteur", "lopend", None)


def test_a_record_that_goes_on_after_its_own_end_is_refused(folder):  # noqa: F811
    change(folder / "initiatives-bronnen.yaml", "INI-10", status="lopend", as_of="2025-07", end_year=2024)
    with pytest.raises(CommandError, match="INI-10: veld status: De status loopt door"):
        call_command("load_content", folder=folder)


def test_a_date_in_the_future_is_refused(folder):  # noqa: F811
    change(folder / "initiatives-bronnen.yaml", "INI-10", as_of="2026-12")
    with pytest.raises(CommandError, match="INI-10: veld as_of: De peildatum ligt in de toekomst"):
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
