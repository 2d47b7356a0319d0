"""A selection as CSV: exactly what the finder shows, in its order, and harmless when a spreadsheet opens it."""

import csv
import datetime
import io
import re
from itertools import islice

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core import csv_files
from core.csv_files import BOM, cell
from core.generation import content_change
from initiatives.exports import csv_export
from initiatives.finder.selection import InitiativeSelection
from initiatives.models import Initiative
from tests.support import make
from tests.support.document import Document

EXPORT = "/initiatieven/export/"
SELECTIONS = [
    "",
    "?thema=opvang&sorteer=titel",
    "?thema=opvang&thema=huisvesting&grootte=20000-50000&sorteer=gemeente",
    "?q=taal",
    "?q=azc&status=lopend",
    "?land=canada",
    "?q=xyzzy",
]


def table(response):
    """The rows of a file, as dictionaries."""
    assert response.status_code == 200
    text = response.getvalue().decode()
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True))


def exported(client, query=""):
    return table(client.get(f"{EXPORT}{query}"))


@pytest.mark.django_db
class TestOfBuiltRecords:
    """On an empty database, so before the module's content comes in."""

    def test_nothing_for_editors_only_is_in_it(self, client):
        make.initiative(internal_note="geheim", checked_by=make.editor())
        text = client.get(EXPORT).getvalue().decode()

        assert "geheim" not in text
        assert "redacteur" not in text

    def test_the_texts_and_the_contact_of_the_page_are_in_it(self, client):
        initiative = make.initiative(
            situation="Er was geen school.",
            lessons="Begin eerder.",
            contact_name="Team Samenleven",
            contact_email="samenleven@gemeente.example",
            end_year=2020,
            status="lopend",
        )
        initiative.partners.create(name="VluchtelingenWerk", role="begeleiding")
        row = exported(client)[0]

        assert row["aanleiding"] == "Er was geen school."
        assert row["wat ging goed, wat niet"] == "Begin eerder."
        assert row["contact: functie"] == "Team Samenleven"
        assert row["contact: postbus"] == "samenleven@gemeente.example"
        assert row["partners"] == "VluchtelingenWerk (begeleiding)"
        assert row["over datum"] == "ja"

    def test_only_what_is_published_itself(self, client):
        hidden = make.publication(url="https://verborgen.example/", state="draft")
        theme = make.theme(name="Verborgen", state="draft")
        make.initiative(
            main_theme=theme,
            themes=[theme],
            sources=[hidden],
            bottlenecks=[make.bottleneck(title="Verborgen", state="draft")],
            frameworks=[make.framework(name="Verborgen", state="draft")],
        )
        make.initiative(title="Verborgen", state="draft")

        assert len(exported(client)) == 1
        assert "erborgen" not in client.get(EXPORT).getvalue().decode()

    def test_an_address_with_the_name_of_a_person_is_not_printed(self, client):
        source = make.publication(url="https://bron.example/jan-jansen", hide_address=True)
        make.initiative(sources=[source])

        assert exported(client)[0]["bronnen"] == settings.PORTAL_URL + source.get_absolute_url()

    def test_what_is_not_known_is_empty(self, client):
        make.initiative()
        row = exported(client)[0]
        unknown = ["gemeenten", "peildatum", "sinds", "tot en met", "kosten eenmalig: klasse", "gecontroleerd op"]

        assert [row[name] for name in unknown] == [""] * len(unknown)
        assert row["land"] == "Nederland"

    def test_dates_and_years_are_for_machines(self, client):
        make.initiative(
            start_year=2019, as_of="2025-07", checked_on=datetime.date(2026, 3, 1), next_check=datetime.date(2999, 3, 1)
        )
        row = exported(client)[0]

        assert (row["sinds"], row["peildatum"]) == ("2019", "2025-07")
        assert (row["gecontroleerd op"], row["volgende controle"]) == ("2026-03-01", "2999-03-01")
        Initiative.objects.update(next_check=timezone.localdate())
        assert exported(client)[0]["volgende controle"] == ""
        assert row["gewijzigd op"] == timezone.localdate().isoformat()

    def test_hostile_texts_stay_texts(self, client):
        make.initiative(title='=HYPERLINK("https://kwaad.example")', summary="@SUM(1)", cost_one_off=" \t-2+3")
        row = exported(client)[0]

        assert row["titel"].startswith("'=HYPERLINK")
        assert row["samenvatting"] == "'@SUM(1)"
        assert row["kosten eenmalig"] == "' \t'-2+3"

    def test_the_number_of_queries_grows_with_the_batches_and_not_with_the_rows(self, client, monkeypatch):
        monkeypatch.setattr(csv_export, "BATCH_SIZE", 5)
        theme = make.theme()

        def query_count(total):
            for _number in range(total - Initiative.objects.count()):
                make.initiative(main_theme=theme, municipalities=[make.municipality()], tags=["taal"])
            client.get("/initiatieven/")
            with CaptureQueriesContext(connection) as captured:
                assert len(exported(client)) == total
            return len(captured)

        few, one_batch, two_batches = query_count(2), query_count(5), query_count(10)
        assert few == one_batch
        assert two_batches - one_batch <= one_batch
        assert one_batch <= 12

    def test_it_is_streamed(self, client, monkeypatch):
        monkeypatch.setattr(csv_files, "ROWS_PER_CHUNK", 1)
        monkeypatch.setattr(csv_export, "BATCH_SIZE", 1)
        with make.together():
            for _number in range(4):
                make.initiative()
        pieces = iter(client.get(EXPORT))
        with CaptureQueriesContext(connection) as captured:
            assert next(pieces).startswith(BOM.encode())
        assert len(captured) == 0
        assert len(list(pieces)) == 4

    def test_what_goes_away_on_the_way_is_left_out(self, client, monkeypatch):
        monkeypatch.setattr(csv_export, "BATCH_SIZE", 1)
        first, second = make.initiative(title="A"), make.initiative(title="B")
        _header, rows = csv_export.table_of(InitiativeSelection.of(sorteer="titel").keys())
        next(rows)
        with content_change():
            second.delete()

        assert list(islice(rows, 5)) == []
        assert first.pk


STARTS = ["=1+1", "+1", "+31 6", "-1+2", "@A1", "\tx", "\rx", "\nx", "  =1", " \t=1", "\u00a0@x", "\ufeff=1", "\uff1d1"]


@pytest.mark.parametrize("text", STARTS)
def test_a_text_that_starts_as_a_formula_gets_an_apostrophe(text):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["a;=1", "a; @x", "a\n=1", "a\r\n-x", "a\t=1"])
def test_nor_where_a_program_would_split_it(text):
    assert not re.search(r"[;\r\n\t]\s*[=+\-@]", cell(text))


@pytest.mark.parametrize("text", ["gewoon", "a-b", "1 = 2", "'s-Hertogenbosch", "e-mail; en meer", "72%", "-5", "-1,5"])
def test_other_texts_stay_as_they_are(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-5, -5), (-1.5, -1.5), (0, 0), (None, ""), ([], ""), (["a", "b"], "a | b"), ([2, 3], "2 | 3")],
)
def test_other_values(value, expected):
    assert cell(value) == expected


@given(st.text(alphabet=st.sampled_from("=+-@;\t\r\n '\"a1,\u00a0"), max_size=12))
def test_any_text_is_harmless_and_is_not_lost(text):
    raw = csv_files._lines([[text, "rest"]])
    row = next(csv.reader(io.StringIO(raw, newline=""), strict=True))

    assert row[1:] == ["rest"]
    assert row[0].replace("'", "") == text.replace("'", "")
    assert re.fullmatch(r"-?\d+([.,]\d+)?", row[0]) or not re.match(r"\s*[=+\-@]|\s*[\t\r\n]", row[0])


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
class TestOfTheContent:
    @pytest.mark.parametrize("query", SELECTIONS)
    def test_it_is_what_the_finder_shows_in_its_order(self, client, query):
        page = Document(client.get(f"/initiatieven/{query}").text)
        total = int(page.ids["results-count"].text.split()[0])
        shown = [article.find("a")[0]["href"] for article in page.find("article")]
        rows = exported(client, query)

        assert len(rows) == total
        assert [row["adres"] for row in rows[:20]] == [settings.PORTAL_URL + path for path in shown]

    def test_it_is_a_file_with_a_name(self, client):
        response = client.get(EXPORT)

        assert response.streaming
        assert response.headers["Content-Type"].startswith("text/csv; charset=utf-8")
        assert re.fullmatch(
            r'attachment; filename="inspiratiemarkt-initiatieven-\d{4}-\d\d-\d\d\.csv"',
            response.headers["Content-Disposition"],
        )
        assert "selectie" in client.get(f"{EXPORT}?thema=opvang").headers["Content-Disposition"]

    def test_lines_are_as_the_standard_has_them(self, client):
        raw = client.get(EXPORT).getvalue().decode()

        assert raw.count("\r\n") == len(exported(client)) + 1
        assert raw.endswith("\r\n")

    def test_a_row_says_what_the_page_says(self, client):
        initiative = Initiative.objects.get(code="INI-01")
        row = next(row for row in exported(client) if row["code"] == "INI-01")

        assert row["titel"] == initiative.title
        assert row["gemeenten"].split(" | ") == [str(place) for place in initiative.municipalities.all()]
        assert row["CBS-codes"].split(" | ") == [place.code for place in initiative.municipalities.all()]
        assert row["hoofdthema"] == initiative.main_theme.name
        assert row["status"] == initiative.get_status_display()
        assert row["peildatum"] == initiative.as_of
        assert row["bronnen"].startswith("http")
        assert row["licentie"] == "CC BY 4.0"

    @pytest.mark.parametrize("query", ["?thema=bestaat-niet", "?sorteer=x", "?q=" + "a" * 201, "?jaar=x&thema=opvang"])
    def test_a_wrong_parameter_is_refused_with_the_reason(self, client, query):
        response = client.get(f"{EXPORT}{query}")

        assert response.status_code == 400
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert query[1:].split("=")[0] in response.text

    def test_the_finder_and_the_data_page_lead_to_it(self, client):
        finder = Document(client.get("/initiatieven/?thema=opvang&pagina=2").text)
        links = [link for link in finder.find("a") if link["type"] == "text/csv"]

        assert [link["href"] for link in links] == [f"{EXPORT}?thema=opvang"]
        assert "CSV" in links[0].name
        assert [link for link in Document(client.get("/open-data/").text).find("a") if link["href"] == EXPORT]
