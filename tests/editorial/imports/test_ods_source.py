"""Files of LibreOffice that a stranger may have made."""

import io
import tracemalloc
import zipfile

import pytest

from editorial.imports.inspection import MAX_UNPACKED_SIZE
from editorial.imports.reading import read_table
from editorial.imports.rows import SheetError
from tests.support.sheet_builders import ods, ods_cell, ods_row

HEADER = ods_row("titel", "hoofdthema")
MAX_MEMORY = 128 * 1024 * 1024


def with_parts(**parts):
    """A file with these parts; a name has _ for a point."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", 8) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def repeated(rows, columns):
    """A sheet that says that it is full."""
    cell = ods_cell("a", f'table:number-columns-repeated="{columns}"')
    return ods(HEADER + ods_row(cell, attributes=f' table:number-rows-repeated="{rows}"'))


ENTITY = '<!DOCTYPE a [<!ENTITY z SYSTEM "file:///etc/passwd">]><a>&z;</a>'
HOSTILE = {
    "no zip": (lambda: b"titel;hoofdthema", "beschadigd"),
    "no content": (lambda: with_parts(mimetype="x"), "beschadigd"),
    "broken": (lambda: with_parts(content_xml="<a>"), "beschadigd"),
    "no sheet": (lambda: with_parts(content_xml="<a/>"), "geen blad"),
    "entity": (lambda: with_parts(content_xml=ENTITY), "eigen codes"),
    "password": (
        lambda: with_parts(content_xml="?", **{"META-INF__manifest_xml": "<a><encryption-data/></a>"}),
        "wachtwoord",
    ),
    "bomb": (lambda: with_parts(content_xml=" " * (MAX_UNPACKED_SIZE + 1)), "te groot"),
    "a million rows": (lambda: repeated(1_048_576, 2), "5.000 rijen"),
    "a million cells": (lambda: repeated(1_048_576, 16_384), "5.000 rijen"),
    "far away": (
        lambda: ods(
            HEADER
            + '<table:table-row table:number-rows-repeated="20000"><table:table-cell/></table:table-row>'
            + ods_row("a", "b")
        ),
        "te veel regels",
    ),
    "odd number": (lambda: repeated("x", 1), "beschadigd"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_before_it_takes_much_memory(name):
    content, words = HOSTILE[name]
    content = content()
    tracemalloc.start()
    try:
        with pytest.raises(SheetError, match=words):
            read_table("a.ods", io.BytesIO(content))
        _current, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MAX_MEMORY


def test_what_a_cell_has_besides_its_text_is_not_read():
    cell = (
        "<table:table-cell><office:annotation><text:p>opmerking</text:p></office:annotation>"
        '<text:p>een<text:s text:c="1"/><text:span>twee</text:span></text:p><text:p>drie</text:p></table:table-cell>'
    )

    assert read_table("a.ods", io.BytesIO(ods(HEADER + ods_row(cell, "b")))).lines == [(2, ["een twee\ndrie", "b"])]


def test_an_old_excel_file_is_told_how_to_become_a_new_one():
    with pytest.raises(SheetError, match=r"Opslaan als.*\.xlsx"):
        read_table("a.xls", io.BytesIO(b"\xd0\xcf\x11\xe0" + bytes(600)))
