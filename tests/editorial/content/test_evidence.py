"""Evidence that nobody assessed is a suggestion: in the files, in rows and revisions of before, and in old imports."""

import json
import shutil
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from editorial.imports.applying import apply, undo
from editorial.imports.models import SheetImport
from editorial.revisions import snapshot as revision_snapshot
from editorial.revisions.models import Revision, save_draft
from initiatives.choices import Evidence, ResultKind
from initiatives.models import Initiative, Result
from tests.support import desk, make
from tests.support.content_files import change
from tests.support.sheets import checked, csv_of
from themes.models import Bottleneck

pytestmark = pytest.mark.django_db
FILE = "initiatives-bronnen.yaml"
NEW = ["suggested_evidence", "assessment_publication", "assessment_reason", "assessed_on", "was_counted"]
NEW += ["counted_by_other", "was_compared", "document_seen", "about_this_place"]
NEW += ["hindering_bottlenecks", "stopping_bottlenecks", "assessed_by", "checked_by_municipality", "end_date"]


@pytest.fixture
def folder(tmp_path):
    """A copy of the fixtures that a test may change."""
    return shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures")


@pytest.mark.usefixtures("content")
def test_an_assessment_of_an_editor_stays(folder, capsys):
    Initiative.objects.filter(code="INI-01").update(**make.assessment(Evidence.COUNTED))
    change(folder / FILE, "INI-01", summary="Nieuwe tekst.")
    call_command("load_content", folder=folder)

    assert Initiative.objects.get(code="INI-01").evidence == Evidence.COUNTED
    assert "initiatives: INI-01" in capsys.readouterr().out


@pytest.mark.usefixtures("content")
class TestTheFiles:
    def test_a_rung_without_an_assessment_is_a_suggestion(self, folder):
        change(folder / FILE, "INI-10", evidence="onderzocht")
        call_command("load_content", folder=folder)

        suggested = Initiative.objects.values_list("evidence", "suggested_evidence").get(code="INI-10")
        assert suggested == ("niet-beoordeeld", "onderzocht")

    def test_half_an_assessment_is_refused(self, folder):
        change(folder / FILE, "INI-10", evidence="onderzocht", assessment_reason="Er is geteld.")

        with pytest.raises(CommandError, match=r"INI-10.*Kies de bron waarop"):
            call_command("load_content", folder=folder)

    def test_an_answer_that_does_not_carry_the_rung_is_refused(self, folder):
        fields = {"evidence": "onderzocht", "assessment_publication": "S0", "assessment_reason": "De raad telde."}
        answers = dict.fromkeys(["was_counted", "counted_by_other", "was_compared", "about_this_place"], "ja")
        change(folder / FILE, "INI-10", **fields, **answers, document_seen="nee", assessed_on="2026-11-01")

        with pytest.raises(CommandError, match=r"INI-10: veld document_seen: ‘Onderzocht’ kan alleen"):
            call_command("load_content", folder=folder)

    def test_the_check_reports_a_result_without_a_kind_and_an_amount_in_the_wrong_place(self, folder, capsys):
        call_command("load_content", folder=folder, check=True)
        assert "to look at" not in capsys.readouterr().out

        change(
            folder / FILE, "INI-10", fte="€ 130.000", cost_one_off="€ 2,5 miljoen in totaal", band_yearly="tot-10000"
        )
        row = {"value": "7", "unit": "banen", "definition": "gevonden banen", "period": "2025", "publication": "S0"}
        change(folder / FILE, "INI-11", results=[row])
        call_command("load_content", folder=folder, check=True)
        found = [line for line in capsys.readouterr().out.splitlines() if "to look at" in line]

        fields = [line.split(":")[1].strip() for line in found]
        assert fields == [
            "INI-10, fte",
            "INI-10, band_one_off",
            "INI-10, cost_yearly",
            "INI-10, cost_one_off",
            "INI-11, results",
        ]
        assert not Initiative.objects.filter(fte="€ 130.000").exists()


class TestRevisionsOfBefore:
    @pytest.fixture
    def editor(self, client):
        person = make.editor()
        client.force_login(person)
        return person

    @pytest.fixture
    def of_before(self, editor):
        """A live revision and a draft of before the upgrade, as the migration leaves them."""
        initiative = make.initiative(title="Oud", municipalities=[make.municipality()])
        save_draft(initiative, revision_snapshot.take(initiative) | {"title": "Nieuw"}, editor)
        for revision in Revision.objects.all():
            revision.snapshot = {name: value for name, value in revision.snapshot.items() if name not in NEW}
            revision.snapshot["evidence"] = "cijfers"
            revision.save()
        migration().suggest(apps, None)
        return initiative

    def test_it_opens_compares_and_is_published(self, client, of_before):
        revision = of_before.revisions.open().get()
        page = client.get(f"{desk.address(of_before).removesuffix('change/')}versies/{revision.number}/")

        assert page.status_code == 200
        assert "Suggestie voor de onderbouwing" in page.text
        desk.publish(of_before)
        of_before.refresh_from_db()
        assert (of_before.title, of_before.evidence) == ("Nieuw", Evidence.NOT_ASSESSED)
        assert of_before.suggested_evidence == Evidence.COUNTED

    def test_an_old_one_is_restored(self, client, editor, of_before):
        desk.publish(of_before)
        restored = of_before.revisions.get(number=1).restore(editor)

        assert (restored.snapshot["title"], restored.snapshot["suggested_evidence"]) == ("Oud", "cijfers")
        desk.publish(of_before)
        assert Initiative.objects.get(pk=of_before.pk).evidence == Evidence.NOT_ASSESSED

    def test_it_does_not_mix_with_what_the_row_has_since(self, client, editor, of_before):
        checked = {"checked_on": date(2026, 11, 1), "checked_by_municipality": True}
        since = {"end_year": 2024, "end_date": "2024-06", **checked, **make.assessment(Evidence.COUNTED)}
        Initiative.objects.filter(pk=of_before.pk).update(**since)

        assert client.get(desk.address(of_before)).status_code == 200
        of_before.revisions.get(number=1).restore(editor)
        desk.publish(of_before)
        row = Initiative.objects.get(pk=of_before.pk)
        assert (row.end_year, row.end_date, row.checked_by_municipality) == (None, "", False)
        assert row.checked_on == timezone.localdate()  # publishing is a check
        assert (row.evidence, row.assessment_reason, row.assessed_on) == (Evidence.NOT_ASSESSED, "", None)

    def test_the_migration_goes_back_and_does_nothing_twice(self, of_before):
        revision = of_before.revisions.open().get()
        migration().suggest(apps, None)
        assert Revision.objects.get(pk=revision.pk).snapshot == revision.snapshot

        migration().restore(apps, None)
        gone_back = Revision.objects.get(pk=revision.pk).snapshot
        assert gone_back["evidence"] == "cijfers"
        assert not set(NEW) & set(gone_back)


class TestSheets:
    HEADER = ["code", "titel", "hoofdthema", "onderbouwing"]

    def test_what_a_sheet_says_is_a_suggestion(self):
        make.theme(name="Opvang")
        apply(checked(csv_of(self.HEADER, ["", "Taalmaatjes", "Opvang", "Onderzocht"])).pk)
        row = Initiative.objects.get()

        assert (row.evidence, row.suggested_evidence) == (Evidence.NOT_ASSESSED, Evidence.EVALUATED)

    def test_an_import_of_before_can_still_be_undone(self):
        make.theme(name="Opvang")
        initiative = make.initiative(code="INI-1", state="draft", suggested_evidence=Evidence.COUNTED)
        sheet_import = checked(csv_of(self.HEADER, ["INI-1", "Taalmaatjes", "Opvang", "Onderzocht"]))
        apply(sheet_import.pk)
        stored = SheetImport.objects.get()
        stored.rows = json.loads(json.dumps(stored.rows).replace("suggested_evidence", "evidence"))
        stored.save()

        assert undo(sheet_import.pk) == []
        initiative.refresh_from_db()
        assert initiative.suggested_evidence == Evidence.COUNTED


def migration():
    """The migration of saved revisions."""
    return import_module("editorial.revisions.migrations.0002_evidence")


@pytest.mark.usefixtures("content")
def test_nobody_assessed_anything_yet(client):
    levels = set(Initiative.objects.values_list("evidence", "assessed_on", "assessed_by"))

    assert levels == {(Evidence.NOT_ASSESSED, None, None)}
    total = Initiative.objects.published().count()
    assert f"Van de {total} initiatieven is er nog geen beoordeeld." in client.get("/over/").text


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("code", ["OPV-02", "SAM-01", "SAM-21", "SAM-23", "SAM-44", "INI-03", "INI-19", "SAM-46"])
def test_what_rests_on_a_summary_or_on_nobody_has_no_suggestion(code):
    assert Initiative.objects.get(code=code).suggested_evidence == Evidence.NOT_ASSESSED


@pytest.mark.usefixtures("content")
def test_each_result_says_what_it_tells():
    assert not Result.objects.filter(kind="").exists()
    assert set(Result.objects.filter(unit="plaatsen").values_list("kind", flat=True)) == {ResultKind.INPUT}
    assert set(Result.objects.filter(unit="handtekeningen").values_list("kind", flat=True)) == {ResultKind.REACTION}
    assert not Initiative.objects.get(code="SAM-33").results.exists()


@pytest.mark.usefixtures("content")
def test_the_pilot_that_lost_its_money_and_what_runs_into_the_permit():
    delay, money = Bottleneck.objects.get(code="KNP-22"), Bottleneck.objects.get(code="KNP-11")
    pilot = Initiative.objects.get(code="INI-17")

    hindered = delay.hindered_initiatives.order_by("code").values_list("code", flat=True)
    assert list(hindered) == ["INI-01", "INI-02", "SAM-39"]
    assert not delay.initiatives.exists()
    stopped = money.stopped_initiatives.order_by("code").values_list("code", flat=True)
    assert list(stopped) == ["INI-17", "OPV-38", "OPV-41"]
    assert pilot.related.filter(code="OPV-41").exists()
    assert "vier van de vijf steden gingen zelf door" in pilot.summary
