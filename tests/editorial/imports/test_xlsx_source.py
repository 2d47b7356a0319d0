"""What a workbook does not show is not read, wherever it keeps its sheets."""

import io
import zipfile

import pytest

from editorial.imports.reading import read_table
from editorial.imports.rows import UnreadableCell
from tests.support.sheet_builders import xlsx


def moved(content):
    """The same workbook with its sheet under another name, as some programs write it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for info in before.infolist():
            part = before.read(info).replace(b"worksheets/sheet1.xml", b"bladen/een.xml")
            after.writestr(info.filename.replace("worksheets/sheet1.xml", "bladen/een.xml"), part)
    return file.getvalue()


def hide(sheet):
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)


HIDDEN = xlsx(["titel", "sinds", "fte", "status"], ["A", 2024, 1, "Lopend"], ["B", 2023, 2, "Lopend"], change=hide)


@pytest.mark.parametrize("content", [HIDDEN, moved(HIDDEN)], ids=["usual", "moved"])
def test_hidden_rows_and_columns(content):
    table = read_table("a.xlsx", io.BytesIO(content))

    assert table.lines == [(2, ["A", "", "", "Lopend"])]
    assert [remark.rpartition(": ")[2] for remark in table.remarks] == ["3.", "B, C."]


def test_a_date_that_does_not_exist_is_not_read():
    content = xlsx(["titel", "peildatum"], ["A", 5_000_000], formats={"B2": "dd-mm-yyyy"})
    with pytest.warns(UserWarning, match="outside the limits"):
        table = read_table("a.xlsx", io.BytesIO(content))

    assert isinstance(table.lines[0][1][1], UnreadableCell)


def test_many_cells_are_named_a_few_at_a_time():
    content = xlsx(["titel", "aanpak"], *[["A", "a_x000D_b"]] * 9)

    assert read_table("a.xlsx", io.BytesIO(content)).remarks[0].endswith("B2, B3, B4, B5, B6 en nog 4.")
