"""Files that a stranger may have sheet_import are refused in plain words; sheets that leave come back unchanged."""

import csv
import io
import re
import tracemalloc
import zipfile
from dataclasses import replace
from itertools import count

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.csv_files import START
from core.records import State
from core.sheets import workbook_bytes
from editorial.imports.inspection import MAX_UNPACKED_SIZE
from editorial.imports.lookups import all_lookups
from editorial.imports.mapping import template_columns
from editorial.imports.reading import MAX_FILE_SIZE, read_table
from editorial.imports.rows import Outcome, SheetError, cell_name
from editorial.imports.workbook import csv_file, filled_in, sheet_lines, shielded, unshielded
from editorial.imports.xlsx_files import initiatives_book
from editorial.imports.xlsx_source import xlsx_source
from initiatives.models import Initiative
from municipalities.models import Municipality
from tests.support import desk, make
from tests.support.sheets import checked, csv_of, upload, xlsx_of

REQUIRED = ["titel", "hoofdthema"]
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEET = "xl/worksheets/sheet1.xml"


def with_part(name, content, source=None):
    """A good workbook with one part more, or another one."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source or xlsx_of(REQUIRED, ["a", "b"]))) as good,
        zipfile.ZipFile(file, "w", 8) as bad,
    ):
        for info in good.infolist():
            if info.filename != name:
                bad.writestr(info.filename, good.read(info))
        bad.writestr(name, content)
    return file.getvalue()


def liar():
    """A zip bomb that says it is small."""
    content = with_part("xl/big.xml", b" " * (MAX_UNPACKED_SIZE + 1))
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 24] + (100).to_bytes(4, "little") + content[at + 28 :]


def locked():
    """A workbook of which every part says that it is encrypted."""
    content = bytearray(xlsx_of(REQUIRED, ["a", "b"]))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def entities(text):
    return f'<?xml version="1.0"?><!DOCTYPE a [{text}]><worksheet>&z;</worksheet>'


def sheet(rows):
    """The XML of a sheet."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f"<worksheet xmlns='{space}'><sheetData>{rows}</sheetData></worksheet>"


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 50}">' for old, new in zip("abcdefg", "bcdefgz", strict=True)
)
MAX_MEMORY = 128 * 1024 * 1024
HOSTILE = {
    "too large": ("a.csv", lambda: b"x" * (MAX_FILE_SIZE + 1), "5 MB"),
    "empty csv": ("a.csv", lambda: b"", "leeg"),
    "only a header": ("a.csv", lambda: csv_of(REQUIRED), "alleen kolomnamen"),
    "no encoding": ("a.csv", lambda: b"titel;hoofdthema\na;b\ncaf\xe9\x81;b", "UTF-8: kijk naar regel 3"),
    "utf-16": ("a.csv", lambda: "titel;hoofdthema\na;b".encode("utf-16"), "UTF-8"),
    "nul": ("a.csv", lambda: b"titel;hoofdthema\na\x00;b", "tekstbestand"),
    "open quote": ("a.csv", lambda: b'titel;hoofdthema\n"a;b', "aanhalingsteken"),
    "huge field": ("a.csv", lambda: b"titel;hoofdthema\n" + b"a" * 200_000, "klopt niet"),
    "utf-16 without mark": ("a.csv", lambda: "titel;hoofdthema\na;b".encode("utf-16-le"), "naar regel 1"),
    "utf-16 with mark": ("a.csv", lambda: b"\xfe\xff" + "titel;hoofdthema".encode("utf-16-be"), "naar regel 1"),
    "line of nul": ("a.csv", lambda: b"titel;hoofdthema\na;b\nc\x00;b", "naar regel 3"),
    "line of open quote": ("a.csv", lambda: b'titel;hoofdthema\n"a\nb";b\n"c;d\ne;f', "regel 4.*nergens eindigt"),
    "quote in a cell": ("a.csv", lambda: b'titel;hoofdthema\na;b\n"c"d;e\nf;g', "regel 3.*midden in een cel"),
    "line of huge field": ("a.csv", lambda: b"titel;hoofdthema\na;b\n" + b"a" * 200_000, "regel 3.*te lang"),
    "return in a header": ("a.csv", lambda: b"titel;hoofd\rthema\na;b", "regel 1.*regeleinde midden in een cel"),
    "return in a cell": ("a.csv", lambda: b"titel;hoofdthema\na;b\nc\rd;e\n", "regel 3.*regeleinde midden in een cel"),
    "returns and one line end": ("a.csv", lambda: b"titel;hoofdthema\ra;b\rc;d\n", "regel 1.*regeleinde"),
    "too many rows": ("a.csv", lambda: csv_of(REQUIRED, *[["a", "b"]] * 5001), "5.000 rijen"),
    "100,000 rows": ("a.csv", lambda: csv_of(REQUIRED, *[["a", "b"]] * 100_000), "5.000 rijen"),
    "old excel": ("a.xls", lambda: OLD_EXCEL, ".xls"),
    "password": ("a.xlsx", lambda: OLD_EXCEL + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "encrypted zip": ("a.xlsx", locked, "wachtwoord"),
    "no zip": ("a.xlsx", lambda: b"titel;hoofdthema\na;b", "geen Excel-bestand"),
    "broken zip": ("a.xlsx", lambda: xlsx_of(REQUIRED, ["a", "b"])[:-40], "geen Excel-bestand"),
    "another zip": ("a.xlsx", lambda: with_part("[Content_Types].xml", "<x/>"), "geen Excel-bestand"),
    "broken xml": ("a.xlsx", lambda: with_part(SHEET, "<worksheet><sheetData><row r='1'><c"), "geen Excel-bestand"),
    "zip as csv": ("a.csv", lambda: xlsx_of(REQUIRED, ["a", "b"]), "eindigt op"),
    "another kind": ("a.pdf", lambda: b"%PDF", "eindigt op"),
    "macro name": ("a.xlsm", lambda: xlsx_of(REQUIRED, ["a", "b"]), "macro"),
    "macros": ("a.xlsx", lambda: with_part("xl/vbaProject.bin", b"x"), "macro"),
    "links": ("a.xlsx", lambda: with_part("xl/externalLinks/externalLink1.xml", "<x/>"), "koppeling"),
    "bomb": ("a.xlsx", lambda: with_part("xl/big.xml", b" " * (MAX_UNPACKED_SIZE + 1)), "te groot"),
    "lying bomb": ("a.xlsx", liar, "geen Excel-bestand"),
    "entities": ("a.xlsx", lambda: with_part(SHEET, entities(LAUGHS)), "eigen codes"),
    "hidden entities": ("a.xlsx", lambda: with_part(SHEET, entities(LAUGHS).encode("utf-16")), "eigen codes"),
    "file entity": ("a.xlsx", lambda: with_part(SHEET, entities('<!ENTITY z SYSTEM "file:///etc/passwd">')), "codes"),
    "wide row": ("a.xlsx", lambda: with_part(SHEET, sheet(f"<row>{'<c/>' * 20_000}</row>")), "te groot"),
    "many styles": ("a.xlsx", lambda: with_part("xl/styles.xml", f"<a>{'<xf/>' * 100_001}</a>"), "te groot"),
    "under another name": ("a.xlsx", lambda: with_part("xl/x.bin", f"<a>{'<xf/>' * 100_001}</a>"), "te groot"),
    "deep": ("a.xlsx", lambda: with_part(SHEET, sheet("<a>" * 60)), "te groot"),
    "long tag": ("a.xlsx", lambda: with_part(SHEET, sheet(f"<row r='{'1' * 500_000}'/>")), "te groot"),
    "long comment": ("a.xlsx", lambda: with_part(SHEET, sheet(f"<!--{'a' * 500_000}-->")), "te groot"),
    "far away": ("a.xlsx", lambda: xlsx_of(REQUIRED, change=lambda s: s.cell(1_000_000, 1, "a")), "te veel regels"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_before_it_takes_much_memory(name):
    file, content, words = HOSTILE[name]
    content = content()
    tracemalloc.start()
    try:
        with pytest.raises(SheetError, match=words):
            read_table(file, io.BytesIO(content))
        _current, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MAX_MEMORY


def test_a_hundred_thousand_rows_in_a_workbook_are_not_all_read(sheet_of_100_000, monkeypatch):
    counter = count()

    def counted(file):
        source = xlsx_source(file)
        return replace(source, lines=(line for line in source.lines if next(counter) >= 0))

    monkeypatch.setattr("editorial.imports.xlsx_source.xlsx_source", counted)

    with pytest.raises(SheetError, match=r"5\.000 rijen"):
        read_table("a.xlsx", io.BytesIO(sheet_of_100_000))

    assert next(counter) < 5_010


@pytest.fixture
def sheet_of_100_000():
    """Written as text: openpyxl needs much longer."""
    cells = "<c t='inlineStr'><is><t>titel</t></is></c><c t='inlineStr'><is><t>hoofdthema</t></is></c>"
    return with_part(SHEET, sheet(f"<row>{cells}</row>" * 100_001))


@pytest.mark.django_db
def test_every_refusal_reaches_the_editor(client):
    client.force_login(make.editor())
    for file, content, words in HOSTILE.values():
        if file != "a.csv" or words != "leeg":
            response = upload(client, content(), file)
            assert response.status_code == 200
            assert re.search(words, desk.errors(response))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_commas_and_semicolons_with_and_without_a_mark(mark, delimiter):
    table = read_table(
        "a.CSV", io.BytesIO(mark + csv_of(["Titel", "HOOFDTHEMA"], ["a, b; c", "d"], [" ", ""], delimiter=delimiter))
    )

    assert template_columns(table) == ["title", "main_theme"]
    assert table.lines == [(2, ["a, b; c", "d"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_any_kind_of_line_end(end):
    cell = "c\nd" if end == "\r" else f"c{end}d"  # the columns make one kind of it
    text = end.join(["titel;hoofd\xadthema", "a;b", f'"c{end}d";e', ""])

    assert read_table("a.csv", io.BytesIO(text.encode())).lines == [(2, ["a", "b"]), (3, [cell, "e"])]


@pytest.mark.django_db
def test_a_line_break_of_excel_that_xml_cannot_hold():
    row = checked(xlsx_of(REQUIRED, ["Taal_x000B_coaches_x000D_\nhier", "b"]), "a.xlsx").import_rows[0]

    assert row.title == "Taal coaches hier"


@given(content=st.binary(max_size=60), end=st.sampled_from([b"\n", b"\r", b"\r\n"]))
@example(content=b'"', end=b"\r")
def test_any_bytes_are_rows_or_a_sentence(content, end):
    try:
        read_table("a.csv", io.BytesIO(b"titel;hoofdthema" + end + content))
    except SheetError as error:
        sentence = str(error)
    else:
        sentence = ""
    assert not sentence or sentence.endswith(".")


def test_a_comma_in_a_header_does_not_confuse():
    table = read_table("a.csv", io.BytesIO(b"titel;hoofdthema;wat ging goed, wat niet\na;b;c"))

    assert len(table.header) == 3


@pytest.mark.django_db
def test_a_formula_is_an_error_of_its_cell():
    sheet_import = checked(xlsx_of(REQUIRED, ["=1+1", "b"], ["c", "#N/A"]), "a.xlsx")

    assert [row.problems[0].cell for row in sheet_import.import_rows] == ["A2", "B3"]
    assert "formule" in sheet_import.import_rows[0].problems[0].sentence


@given(st.text(alphabet="='+-@;|\n\r\t a1\ufeff\uff1d"))
def test_an_apostrophe_goes_on_and_off(text):
    assert unshielded(shielded(text)) == text
    assert text.strip().replace(".", "").lstrip("-").isdigit() or not START.search(shielded(text))


def test_the_name_of_a_cell():
    assert [cell_name(7, index) for index in (0, 2, 25, 26, 51, 52)] == ["A7", "C7", "Z7", "AA7", "AZ7", "BA7"]


@pytest.mark.django_db
class TestOnBuiltRecords:
    """On an empty database, so before the module's content comes in."""

    def test_texts_like_formulas_come_back_and_do_no_harm(self):
        texts = ["=1+1", "'=1+1", "-5", "- punt; =x\n@y", "+31", "@iedereen", "'s-Gravenhage", "gewoon"]
        for text in texts:
            make.initiative(title=text, approach=f"a\r\n{text}", state=State.DRAFT)
        lines = list(sheet_lines(Initiative.objects.all()))
        table = csv_file(lines).getvalue()
        book = workbook_bytes(initiatives_book(lines))

        cells = [cell for line in csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")) for cell in line]
        assert [cell for cell in cells if cell[:1] in {"=", "+", "@"}] == []
        types = {cell.data_type for line in load_workbook(io.BytesIO(book)).active.iter_rows() for cell in line}
        assert "f" not in types
        for content, name in ((table, "a.csv"), (book, "a.xlsx")):
            sheet_import = checked(content, name)
            changed = [(row.problems, row.changed) for row in sheet_import.import_rows]
            assert sheet_import.counts == {"unchanged": len(texts)}, changed

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_the_list_exports_what_is_chosen(self, client, kind):
        client.force_login(make.editor())
        chosen, _other = make.initiative(title="Deze"), make.initiative(title="Die")
        data = {"action": f"download_{kind}", ACTION_CHECKBOX_NAME: [chosen.pk]}
        response = client.post(desk.address(Initiative, "changelist"), data)

        sheet_import = checked(response.getvalue(), f"a.{kind}")
        assert [row.title for row in sheet_import.import_rows] == ["Deze"]
        assert sheet_import.counts == {"unchanged": 1}


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
class TestOnRealContent:
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_what_went_out_comes_in_unchanged(self, kind):
        sheet_import = checked(filled_in(Initiative.objects.all(), kind).getvalue(), f"a.{kind}")

        changed = [row for row in sheet_import.import_rows if row.outcome != Outcome.UNCHANGED]
        assert [(row.code, row.problems, row.changed) for row in changed] == []
        assert len(sheet_import.rows) == Initiative.objects.count() > 50

    def test_every_municipality_is_found_by_its_name(self):
        lookup = all_lookups()["municipalities"]
        for municipality in Municipality.objects.all():
            assert lookup.find(lookup.write(municipality.pk)) == municipality.pk
