"""The text of the first pages of a paper is read as a reader sees it, and no file takes long or stops an editor."""

import os
from time import monotonic

import pytest

from library import reading
from library.file_text import MAX_LENGTH, MAX_PAGES
from library.reading import read_text
from tests.support import files

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODT = f"""<x xmlns:t="{TEXT}"><t:tracked-changes><t:p>geschrapt</t:p></t:tracked-changes><t:h>Kop</t:h>
<t:p>Een<t:tab/>brief<t:annotation><t:p>opmerking van Jan</t:p></t:annotation> aan u</t:p></x>"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DELETED = f"""<w:document xmlns:w="{WORD}"><w:p><w:r><w:t>Wij </w:t></w:r><w:del><w:r><w:delText>weigeren
</w:delText></w:r></w:del><w:ins><w:r><w:t>stemmen in</w:t></w:r></w:ins></w:p></w:document>"""


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("pdf", files.pdf(texts=["Opvang in de wijk", "Tweede blad"]), "Opvang in de wijk\nTweede blad"),
        ("pdf", files.pdf(texts=["een raadsvoor-\nstel van 2025"]), "een raadsvoorstel van 2025"),
        ("pdf", files.pdf(), ""),
        ("docx", files.docx("Aan de raad", "", "Voorstel"), "Aan de raad\nVoorstel"),
        ("docx", files.archive({"word/document.xml": DELETED}), "Wij stemmen in"),
        ("odt", files.odt(ODT), "Kop\nEen brief aan u"),
        ("xlsx", files.xlsx(["Post", "Bedrag"], ["opvang", 1200], hidden=[["geheim"]]), "Post Bedrag\nopvang"),
    ],
)
def test_it_is_what_a_reader_sees(kind, data, text):
    assert read_text(data, kind) == text


def test_only_the_first_pages_are_read():
    read = read_text(files.pdf(texts=[f"bladzijde {number}" for number in range(MAX_PAGES + 2)]), "pdf")

    assert read.splitlines()[-1] == f"bladzijde {MAX_PAGES - 1}"


def test_only_so_many_characters_are_read():
    assert len(read_text(files.docx(*["woorden " * 100] * 40), "docx")) <= MAX_LENGTH


def test_characters_that_are_no_text_are_left_out():
    assert read_text(files.odt("<p>op\u202evang\u200b</p>"), "odt") == "opvang"


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt", "xlsx"])
def test_what_cannot_be_read_has_no_text(kind):
    assert read_text(b"PK\x03\x04 no such file", kind) == ""


def test_what_takes_long_is_stopped_and_has_what_was_read(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import sys, time\nprint('begin', flush=True)\ntime.sleep(60)")
    monkeypatch.setattr(reading, "READER", slow)
    monkeypatch.setattr(reading, "SECONDS", 1)
    begun = monotonic()

    assert read_text(b"", "pdf") == "begin"
    assert monotonic() - begun < 10


def test_its_process_knows_nothing_of_the_portal(monkeypatch, tmp_path):
    telling = tmp_path / "telling.py"
    telling.write_text("import os\nprint(sorted(os.environ))")
    monkeypatch.setattr(reading, "READER", telling)

    assert "SECRET_KEY" in os.environ
    assert "SECRET_KEY" not in read_text(b"", "pdf")
