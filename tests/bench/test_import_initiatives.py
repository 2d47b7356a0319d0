"""`import_initiatives` fills a benchmark, whole batches at a time, and nothing generated reaches a real portal."""

import json
from datetime import date
from io import StringIO

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection, transaction

from bench.importing import importer
from bench.importing.values import STATUSES, THEMES
from bench.management.commands import import_initiatives
from core.generation import content_change
from editorial.content.checks import no_made_up_initiatives
from editorial.content.kinds import REFERENCE
from editorial.content.loader import load
from initiatives.choices import InitiativeStatus
from initiatives.models import Initiative
from municipalities.models import Municipality
from search import index
from search.backends import engine
from search.documents import DocumentKind
from search.models import Entry
from tests.support import make
from tests.support.benchmark_lines import line, lines
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _reference(django_db_setup, django_db_blocker):
    """What initiatives are related to, loaded once for this module."""
    with django_db_blocker.unblock(), content_change():
        load(portal_settings.BASE_DIR / "fixtures", kinds=REFERENCE)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _marked(settings, monkeypatch):
    """A benchmark, with batches that a test can fill."""
    settings.BENCHMARK = True
    monkeypatch.setattr(importer, "BATCH", 2)


@pytest.fixture
def read(tmp_path):
    """Write records, or texts as they are, as the lines of a file, and import it; returns the command's output."""

    def read(*records):
        out = StringIO()
        call_command(import_initiatives.Command(), lines(tmp_path, *records), stdout=out)
        return json.loads(out.getvalue())

    return read


def codes():
    return sorted(Initiative.objects.values_list("code", flat=True))


def indexed():
    """What the index has of initiatives: the entries, and their stems; names may come in any order."""
    first, last = DocumentKind.INITIATIVE.key_range
    entries = Entry.objects.filter(pk__gte=first, pk__lt=last).order_by("pk")
    with connection.cursor() as cursor:
        texts = engine().stems_of(cursor, [entry.pk for entry in entries], body=True) if entries else []
    stems = {key: [title, sorted(names.split()), *rest] for key, (title, names, *rest) in texts}
    return list(entries.values()), stems


class TestRefusing:
    def test_a_real_installation_refuses(self, read, settings):
        settings.BENCHMARK = False
        with pytest.raises(CommandError) as error:
            read(line(1))

        assert str(error.value) == "Dit is geen proefinstallatie (BENCHMARK=1): hier komen geen proefgegevens in."
        assert codes() == []

    def test_a_database_with_real_initiatives_refuses(self, read):
        make.initiative()
        with pytest.raises(CommandError, match="Deze database heeft echte initiatieven"):
            read(line(1))

        assert Initiative.objects.count() == 1

    def test_a_file_that_does_not_exist(self):
        with pytest.raises(CommandError, match=r"niet te lezen: weg.jsonl"):
            call_command(import_initiatives.Command(), "weg.jsonl")

    def test_a_real_installation_does_not_migrate_over_them(self, read, settings):
        read(line(1))
        settings.BENCHMARK = False
        with pytest.raises(SystemCheckError, match=r"editorial.E001.*Er staan proefgegevens in deze database"):
            call_command("migrate", verbosity=0, skip_checks=False)

    def test_the_check_accepts_a_benchmark_real_initiatives_and_an_empty_database(self, read, settings, monkeypatch):
        read(line(1))
        assert no_made_up_initiatives(databases=["default"]) == []

        settings.BENCHMARK = False
        assert len(no_made_up_initiatives(databases=["default"])) == 1
        monkeypatch.setattr(connection.introspection, "table_names", list)
        assert no_made_up_initiatives(databases=["default"]) == []

        monkeypatch.undo()
        Initiative.objects.update(code="INI-01")
        assert no_made_up_initiatives(databases=["default"]) == []

    def test_a_benchmark_loads_no_real_initiatives(self):
        call_command("load_content", stdout=StringIO())

        assert codes() == []


class TestValues:
    def test_a_record_becomes_an_initiative(self, read, client):
        result = read(line(7))
        initiative = Initiative.objects.published().get(code="BENCH-7")

        initiative.full_clean()
        assert result["what"] == "portal import"
        assert result["n"] == 1
        assert {"rows_s", "analysis_s", "index_s"} < set(result)
        assert (initiative.slug, initiative.title, initiative.approach) == (
            "taalcoach-7",
            "Taalcoach voor statushouders",
            "Eerst dit.\n\nDan dat.",
        )
        dates = initiative.start_year, initiative.as_of, initiative.checked_on
        assert dates == (2021, "2024-12-22", date(2024, 12, 22))
        assert [municipality.slug for municipality in initiative.municipalities.all()] == ["den-haag"]
        assert [group.slug for group in initiative.target_groups.all()] == ["statushouders"]
        assert sorted(initiative.tags.names()) == ["buddy", "taal"]
        assert [str(source) for source in initiative.citations.all()] == ["Proefgegevens van gen.py"]
        assert "Taalcoach voor statushouders" in client.get(initiative.get_absolute_url()).content.decode()

    def test_each_theme_has_one_of_the_portal(self, read):
        read(*(line(number, themes=[theme]) for number, theme in enumerate(THEMES, start=1)))
        initiatives = list(Initiative.objects.order_by("pk"))
        themes = [initiative.themes.get() for initiative in initiatives]

        assert [theme.slug for theme in themes] == list(dict.fromkeys(THEMES.values()))
        assert [theme.parent or theme for theme in themes] == [initiative.main_theme for initiative in initiatives]
        assert all(theme.is_published for theme in Theme.objects.filter(slug__in=THEMES.values()))

    def test_each_status_has_one_of_the_portal(self, read):
        read(*(line(number, status=status) for number, status in enumerate(STATUSES, start=1)))
        statuses = list(Initiative.objects.order_by("pk").values_list("status", flat=True))

        assert statuses == ["lopend", "in-voorbereiding", "afgerond", "gestopt", "vastgesteld-beleid"]
        assert set(statuses) <= set(InitiativeStatus.values)

    def test_long_texts_end_after_a_word(self, read):
        read(line(1, title="woord " * 40, summary="zinnen " * 60), line(2, title="a" * 130))
        first, second = Initiative.objects.order_by("pk")

        assert first.title == " ".join(["woord"] * 20)
        assert first.summary == " ".join(["zinnen"] * 43)
        assert second.title == "a" * 120

    def test_unknown_related_records_are_created(self, read):
        unknown = {
            "municipality": "Nieuwkomersregio Noord",
            "target_groups": ["remigranten"],
            "tags": ["Taal", "flexwonen"],
        }
        read(line(1), line(2, **unknown), line(3, **unknown), line(4, municipality="Uden"))
        municipality = Municipality.objects.get(slug="nieuwkomersregio-noord")
        initiative = Initiative.objects.get(code="BENCH-3")

        assert municipality.code == "GM9000"
        assert municipality.size
        assert list(initiative.municipalities.all()) == [municipality]
        assert [group.name for group in initiative.target_groups.all()] == ["Remigranten"]
        assert sorted(initiative.tags.names()) == ["flexwonen", "taal"]
        assert Municipality.objects.get(slug="uden").code == "GM9001"
        assert Entry.objects.filter(title="Uden", id__gte=DocumentKind.MUNICIPALITY.key_range[0]).exists()


class TestRunningAgain:
    def test_the_second_run_continues_after_the_first(self, read):
        with pytest.raises(CommandError) as error:
            read(line(1), line(2), line(3), "{")
        assert str(error.value) == "proef.jsonl, regel 4: dit is geen leesbare JSON."
        assert codes() == ["BENCH-1", "BENCH-2"]
        assert len(indexed()[0]) == 2

        assert read(*map(line, range(1, 6)))["n"] == 3
        assert codes() == [f"BENCH-{number}" for number in range(1, 6)]
        assert len(indexed()[0]) == 5

    def test_the_third_run_changes_nothing(self, read):
        read(*map(line, range(1, 12)))
        before = indexed(), list(Initiative.objects.order_by("pk").values())

        assert read(*map(line, range(1, 12)))["n"] == 0
        assert (indexed(), list(Initiative.objects.order_by("pk").values())) == before

    def test_a_batch_without_its_index_is_rolled_back(self, read, monkeypatch):
        write, calls = index._write, []

        def stop_halfway(documents, *args):
            counts = write(documents, *args)
            calls.append(documents)
            if len(calls) == 3:  # after the source of all, and the first batch
                raise KeyboardInterrupt
            return counts

        monkeypatch.setattr(index, "_write", stop_halfway)
        with pytest.raises(KeyboardInterrupt):
            read(*map(line, range(1, 6)))

        assert codes() == ["BENCH-1", "BENCH-2"]
        assert len(indexed()[0]) == 2

    def test_progress_is_shown_in_a_terminal(self, tmp_path):
        path = lines(tmp_path, *map(line, range(1, 5)))
        screen = StringIO()
        screen.isatty = lambda: True
        call_command(import_initiatives.Command(), path, stdout=StringIO(), stderr=screen)

        assert "\r[###############...............]  50% 2" in screen.getvalue()
        assert screen.getvalue().endswith("100% 4\n")


def test_the_index_is_as_if_each_was_saved(read):
    read(
        line(1, themes=["onderwijs-taal", "inburgering", "opvang"], tags=["wonen", "zorg", "buddy"]),
        line(2, municipality="'s-Hertogenbosch", target_groups=["werkgevers", "remigranten", "asielzoekers"]),
        line(3, municipality="Uden", tags=[], target_groups=[], summary="", body=""),
    )
    before = indexed()
    index.update(Initiative.objects.all())

    assert len(before[0]) == 3
    assert indexed() == before


class TestBanner:
    @pytest.mark.parametrize("address", ["/", "/initiatieven/", "/thema/", "/weg/"])
    def test_a_benchmark_says_so_on_every_page(self, client, address):
        page = client.get(address).content.decode()

        assert "Proefgegevens: alle initiatieven op deze site zijn verzonnen" in page
        assert page.count('<meta name="robots" content="noindex">') == 1

    def test_a_real_portal_does_not(self, client, settings):
        settings.BENCHMARK = False
        page = client.get("/").content.decode()

        assert "Proefgegevens" not in page
        assert "noindex" not in page
