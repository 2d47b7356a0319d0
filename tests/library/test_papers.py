"""A document is what its content says, and one that does anything by itself is refused."""

import pytest

from library.files import FileRefused
from library.papers import MAX_PAGES, inspect_paper
from tests.support import files

RELATION = b'<Relationship Type="http://x/%s" Target="https://elders.example/" TargetMode="External"/>'
TEMPLATE = RELATION % b"attachedTemplate"


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "odt"])
def test_the_content_says_what_it_is(kind):
    assert inspect_paper(getattr(files, kind)()) == kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "geen PDF, Word-document"),
        (b"<!doctype html><script>alert(1)</script>", "geen PDF, Word-document"),
        (b"\xd0\xcf\x11\xe0 an old document of Word", "geen PDF, Word-document"),
        (files.photo(), "geen PDF, Word-document"),
        (files.archive({"index.html": "<x/>"}), "een macro, een ingevoegd bestand"),
        (files.archive({"tekst.txt": "x"}), "geen Word-document"),
        (files.pdf(script=True), "een script, een bijlage"),
        (files.pdf(password="x"), "een wachtwoord"),
        (files.pdf(pages=MAX_PAGES + 1), "meer dan 300 pagina’s"),
        (files.pdf()[:400], "nog iets anders dan een PDF"),
        (files.pdf() + files.docx(), "nog iets anders dan een PDF"),
        (files.pdf() + b"<script>" * 1000, "nog iets anders dan een PDF"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\n%%EOF", "beschadigd"),
        (files.docx()[:2000], "beschadigd"),
        (files.with_part(files.docx(), "word/vbaProject.bin"), "een macro"),
        (files.with_part(files.docx(), "word/activeX/activeX1.xml"), "een macro"),
        (files.with_part(files.docx(), "word/embeddings/oleObject1.bin"), "een ingevoegd bestand"),
        (files.with_part(files.xlsx(), "xl/macrosheets/sheet1.xml"), "een macro"),
        (files.with_part(files.xlsx(), "xl/externalLinks/externalLink1.xml"), "een koppeling"),
        (files.with_part(files.odt(), "Basic/Standard/Module1.xml"), "een macro"),
        (files.with_part(files.odt(), "Scripts/python/x.py"), "een macro"),
        (
            files.with_part(files.docx(), "word/_rels/settings.xml.rels", RELATION % b"attachedTemplate"),
            "een koppeling",
        ),
        (files.archive({f"{number}.xml": "" for number in range(2001)}), "uitgepakt te groot"),
    ],
)
def test_what_is_something_else_or_active_is_refused(data, sentence):
    with pytest.raises(FileRefused, match=sentence):
        inspect_paper(data)


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("library.papers.MAX_UNPACKED", 1_000_000)
    with pytest.raises(FileRefused, match="uitgepakt te groot"):
        inspect_paper(files.with_part(files.docx(), "word/media/a.bmp", b"\0" * 1_000_000))


@pytest.mark.parametrize("name", ["xl/printerSettings/printerSettings1.bin", "xl/embeddings/Grafiek.xlsx"])
def test_what_ordinary_files_have_is_no_reason_to_refuse(name):
    assert inspect_paper(files.with_part(files.xlsx(), name)) == "xlsx"


def test_a_link_to_a_website_is_no_reason_to_refuse():
    data = files.with_part(files.docx(), "word/_rels/footer1.xml.rels", RELATION % b"hyperlink")

    assert inspect_paper(data) == "docx"
