"""`load_content` brings in all or nothing, and never writes over an editor's change."""

import datetime
import re
import shutil

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from core import generation
from editorial.revisions.history.models import PublicChange
from editorial.revisions.slug_change.move import change_slug
from initiatives.models import BundleItem, Citation, Initiative, OldAddress
from municipalities.models import Municipality
from search import index
from search.documents import DOCUMENT_SOURCES
from search.matching import Search
from search.models import Entry
from tests.support.content_files import all_unchanged, change
from themes.models import Concept

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the fixtures that a test may change."""
    return shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures")


def load(folder, **options):
    call_command("load_content", folder=folder, **options)


def test_nothing_is_half_loaded(folder):
    """On an empty database, so before the module's content comes in."""
    change(folder / "markets.yaml", "inspiratiemarkt-2026", date="gisteren")

    with pytest.raises(CommandError):
        load(folder)
    assert not Municipality.objects.exists()


@pytest.mark.usefixtures("content")
class TestOnLoadedContent:
    def test_a_change_in_a_file_arrives(self, folder):
        change(folder / "initiatives-bronnen.yaml", "INI-10", summary="Nieuwe tekst.", partners=["Stadsbank"])
        load(folder)
        initiative = Initiative.objects.get(code="INI-10")

        assert initiative.summary == "Nieuwe tekst."
        assert [partner.name for partner in initiative.partners.all()] == ["Stadsbank"]
        assert initiative.pk in Search("Stadsbank").exact

    def test_what_is_mended_in_a_file_is_taken_over(self, folder, capsys):
        file = folder / "initiatives-bronnen.yaml"
        change(file, "INI-01", themes=["T7.1"])
        load(folder)
        change(file, "INI-01", themes=["T7.1", "T3.3", "T1.1"])
        load(folder)
        load(folder)

        assert Initiative.objects.get(code="INI-01").themes.count() == 3
        assert capsys.readouterr().out.splitlines()[-1] == all_unchanged()

    def test_a_bundle_and_a_source_in_the_files_are_changes_of_their_examples(self, folder):
        bundle = yaml.safe_load((folder / "bundles.yaml").read_text(encoding="utf-8"))[0]
        change(folder / "bundles.yaml", bundle["slug"], items=bundle["items"][1:])
        source = Citation.objects.filter(initiative__code="INI-10").first().publication
        file = next(file for file in folder.glob("publications*.yaml") if f"code: {source.code}\n" in file.read_text())
        change(file, source.code, state="withdrawn", withdrawal_reason="Het klopte niet.")
        before = PublicChange.objects.values("pk").first()["pk"]

        load(folder)

        changes = PublicChange.objects.filter(pk__gt=before).select_related("initiative")
        said = {(each.initiative.code, *line) for each in changes for line in each.lines}
        assert (bundle["items"][0]["initiative"], "Stapel", f"weg: {bundle['title']}") in said
        assert ("INI-10", "Bronvermelding", "weg: een die niet meer op de site staat") in said
        assert len(said) == changes.count(), "each is said once"

    def test_a_moment_is_that_of_the_netherlands(self, folder, capsys):
        change(folder / "initiatives-bronnen.yaml", "INI-10", offline_at="2999-01-31 12:00")
        load(folder)
        load(folder)

        moment = Initiative.objects.get(code="INI-10").offline_at
        assert moment == datetime.datetime(2999, 1, 31, 11, tzinfo=datetime.UTC)
        assert capsys.readouterr().out.splitlines()[-1] == all_unchanged()

    def test_what_was_loaded_before_its_time_ended_stops_nothing(self, folder, capsys, monkeypatch):
        change(folder / "initiatives-bronnen.yaml", "INI-10", offline_at="2999-01-31 12:00")
        load(folder)
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.datetime(3000, 1, 1, tzinfo=datetime.UTC))
        load(folder)

        assert capsys.readouterr().out.splitlines()[-1] == all_unchanged()

    def test_an_editors_change_stays(self, folder, capsys):
        Initiative.objects.filter(code="INI-10").update(title="Titel van de redactie")
        change(folder / "initiatives-bronnen.yaml", "INI-10", title="Titel uit het bestand")
        load(folder)

        assert Initiative.objects.get(code="INI-10").title == "Titel van de redactie"
        assert "initiatives: INI-10" in capsys.readouterr().out

    def test_an_editors_change_of_a_relation_stays(self, folder):
        concept = Concept.objects.get(slug="statushouder")
        concept.synonyms.create(term="erkende asielzoeker")
        change(folder / "concepts.yaml", "statushouder", scope_note="Uit het bestand.")
        load(folder)
        concept.refresh_from_db()

        assert concept.scope_note != "Uit het bestand."
        assert concept.synonyms.filter(term="erkende asielzoeker").exists()

    def test_a_check_names_what_nobody_explained(self, folder, capsys):
        change(folder / "concepts.yaml", "statushouder", scope_note=None)
        change(folder / "concepts.yaml", "noodopvang", scope_note=None)  # a draft
        load(folder, check=True)

        mended = [line for line in capsys.readouterr().out.splitlines() if "geen uitleg" in line]
        assert mended == ["  to mend: statushouder: Dit begrip heeft geen uitleg."]

    def test_what_an_editor_removed_stays_away(self, folder):
        BundleItem.objects.filter(initiative__code="INI-10").delete()
        Initiative.objects.get(code="INI-10").delete()
        load(folder)

        assert not Initiative.objects.filter(code="INI-10").exists()

    def test_what_an_editor_made_under_the_same_key_stays(self, folder):
        initiative = Initiative.objects.get(code="INI-01")
        initiative.pk, initiative.code, initiative.slug = None, "INI-99", "van-de-redactie"
        initiative.save()
        records = yaml.load((folder / "initiatives-bronnen.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        records.append({**records[0], "code": "INI-99", "slug": "uit-het-bestand"})
        (folder / "initiatives-bronnen.yaml").write_text(yaml.dump(records, Dumper=yaml.CSafeDumper), encoding="utf-8")
        load(folder)

        assert Initiative.objects.get(code="INI-99").slug == "van-de-redactie"

    def test_check_writes_nothing(self, folder, capsys):
        change(folder / "initiatives-bronnen.yaml", "INI-10", title="Alleen om te kijken")
        load(folder, check=True)

        assert Initiative.objects.get(code="INI-10").title != "Alleen om te kijken"
        assert "1 changed" in capsys.readouterr().out

    def test_a_check_names_an_adoption_that_cannot_be(self, folder, capsys):
        wrong = [{"municipality": "GM0301", "publication": "SAM-30.2"}]
        wrong += [{"municipality": "GM0150", "publication": "SAM-30.2", "year": 2014, "local_initiative": "SAM-21"}]
        change(folder / "initiatives-samenleven.yaml", "SAM-30", adoptions=wrong)
        load(folder, check=True)

        mended = [line for line in capsys.readouterr().out.splitlines() if "to mend" in line]
        assert [line.partition("SAM-30: ")[2][:24] for line in mended] == [
            "Zutphen doet dit zelf, e",
            "Deventer nam dit over vo",
            "‘Integratieroute Zeist: ",
        ]

    def test_check_says_what_to_look_at(self, folder, capsys):
        """The real content has nothing to look at and nothing to mend."""
        load(folder, check=True)
        assert not re.search("to look at|to mend", capsys.readouterr().out)

        change(folder / "initiatives-bronnen.yaml", "INI-10", title="Een omstreden balie")
        change(folder / "bottlenecks.yaml", "KNP-01", title="Overspoeld worden")
        change(
            folder / "publications-opvang.yaml", "OPV-01.5", url="https://krant.example/uitslagen-van-het-voetbal~a/"
        )
        load(folder, check=True)
        found = re.findall("to look at: (.+?):", capsys.readouterr().out)

        assert found == ["INI-10, title", "OPV-01, citations", "Overspoeld worden"]

    @pytest.mark.parametrize(
        ("file", "key", "values", "message"),
        [
            ("initiatives-bronnen.yaml", "INI-10", {"summary": "x" * 301}, "veld summary"),
            ("initiatives-bronnen.yaml", "INI-10", {"status": "bezig"}, "veld status"),
            ("initiatives-bronnen.yaml", "INI-10", {"as_of": "zomer"}, "veld as_of"),
            ("initiatives-bronnen.yaml", "INI-10", {"as_of": 2025}, "veld as_of"),
            ("initiatives-bronnen.yaml", "INI-10", {"next_check": "morgen"}, "veld next_check"),
            ("initiatives-bronnen.yaml", "INI-10", {"start_year": "vroeger"}, "veld start_year"),
            ("initiatives-bronnen.yaml", "INI-10", {"start_year": 2025, "end_year": 2020}, "eindjaar ligt vóór"),
            ("initiatives-bronnen.yaml", "INI-10", {"titel": "?"}, "veld titel"),
            ("initiatives-bronnen.yaml", "INI-10", {"themes": ["T99"]}, "‘T99’ bestaat niet"),
            ("initiatives-bronnen.yaml", "INI-10", {"themes": "T1"}, "veld themes"),
            ("initiatives-bronnen.yaml", "INI-10", {"main_theme": "T99"}, "veld main_theme"),
            ("initiatives-bronnen.yaml", "INI-10", {"citations": None}, "heeft een bron nodig"),
            ("initiatives-bronnen.yaml", "INI-10", {"citations": [{"publication": "S9"}]}, "‘S9’ bestaat niet"),
            ("initiatives-bronnen.yaml", "INI-10", {"municipalities": None}, "noem een gemeente"),
            ("initiatives-bronnen.yaml", "INI-01", {"themes": None}, "veld themes: Kies minstens één thema."),
            ("initiatives-bronnen.yaml", "INI-10", {"country": "Canada"}, "buitenlands voorbeeld"),
            ("initiatives-bronnen.yaml", "INI-10", {"state": "withdrawn"}, "veld withdrawal_reason: Schrijf op waarom"),
            ("initiatives-bronnen.yaml", "INI-10", {"slug": "restaurant-connect"}, "veld slug"),
            ("initiatives-bronnen.yaml", "INI-10", {"results": [{"value": "5", "unit": "x"}]}, "veld results"),
            ("initiatives-bronnen.yaml", "INI-10", {"results": [{"waarde": "5"}]}, "veld results.waarde"),
            ("initiatives-bronnen.yaml", "INI-10", {"results": ["vijf"]}, "veld results"),
            ("concepts.yaml", "amv", {"theme": "T99"}, ""),
            ("publications.yaml", "S0", {"url": None}, "kies waarom er geen is"),
        ],
    )
    def test_a_broken_record_is_named(self, folder, file, key, values, message):
        if key == "amv":
            key = "alleenstaande-minderjarige-vreemdeling"
        before = Initiative.objects.get(code="INI-10").updated_at
        change(folder / file, key, **values)
        with pytest.raises(CommandError) as error:
            load(folder)

        assert f"{file}: {key}" in str(error.value)
        assert message in str(error.value)
        assert Initiative.objects.get(code="INI-10").updated_at == before


def test_a_key_that_comes_twice(folder):
    path = folder / "addressees.yaml"
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")

    with pytest.raises(CommandError, match=r"addressees.yaml: rijk: veld slug: dit kenmerk komt twee keer voor"):
        load(folder)


@pytest.mark.parametrize(
    "text", ["- naam: [", "geen lijst", "- slug: 7", "- slug:", "", "\x00", "- !!python/object:os.system {}"]
)
def test_a_file_that_is_no_list_of_records(folder, text):
    (folder / "addressees.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=r"Niets geladen. addressees.yaml"):
        load(folder)


def test_a_file_in_another_encoding(folder):
    (folder / "addressees.yaml").write_bytes("- slug: rijk\n  name: Oekraïne".encode("utf-16"))

    with pytest.raises(CommandError, match=r"addressees.yaml: dit is geen leesbare YAML"):
        load(folder)


def test_a_municipality_without_a_number(folder):
    path = folder / "municipalities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("244427", "veel"), encoding="utf-8")

    with pytest.raises(CommandError, match=r"municipalities.csv: GM0014: deze rij klopt niet"):
        load(folder)


@pytest.mark.usefixtures("content")
def test_an_installation_from_before_the_index_gets_one(folder):
    with generation.content_change():
        for model in DOCUMENT_SOURCES:
            index.remove(model, model.objects.values_list("pk", flat=True))
    assert not Entry.objects.exists()

    load(folder)

    assert Entry.objects.exists()
    assert Search("opvang").exact


@pytest.mark.usefixtures("content")
class TestAddresses:
    def test_loading_never_undoes_what_an_editor_corrected(self, folder, capsys):
        initiative = Initiative.objects.get(code="INI-10")
        old_slug = initiative.slug
        change_slug(initiative, "van-de-redactie")
        change(folder / "initiatives-bronnen.yaml", "INI-10", summary="Nieuwe tekst.")

        load(folder)

        initiative.refresh_from_db()
        assert (initiative.slug, OldAddress.objects.get().slug) == ("van-de-redactie", old_slug)
        assert "initiatives: INI-10" in capsys.readouterr().out

    def test_an_address_that_changes_in_a_file_leaves_the_old_one(self, client, folder):
        file, old_slug = folder / "initiatives-bronnen.yaml", Initiative.objects.get(code="INI-10").slug
        change(file, "INI-10", slug="nieuw-adres")
        load(folder)
        assert client.get(f"/initiatieven/{old_slug}/")["Location"] == "/initiatieven/nieuw-adres/"

        change(file, "INI-10", slug=old_slug)
        load(folder)
        assert client.get(f"/initiatieven/{old_slug}/").status_code == 200
        assert client.get("/initiatieven/nieuw-adres/")["Location"] == f"/initiatieven/{old_slug}/"

    def test_a_file_takes_no_old_address_of_another_one(self, folder):
        initiative = Initiative.objects.get(code="INI-11")
        old_slug = initiative.slug
        change_slug(initiative, "van-de-redactie")
        change(folder / "initiatives-bronnen.yaml", "INI-10", slug=old_slug)

        with pytest.raises(CommandError, match=r"INI-10.*slug.*Dit adres had een ander initiatief eerder"):
            load(folder)
