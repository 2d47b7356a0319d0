"""A note as a file for Word (DOCX), with the headings, lists, tables and languages of Word itself."""

from datetime import UTC, datetime
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LANGUAGE = "nl-NL"
AUTHOR = "Inspiratiemarkt"
OF_TEMPLATE = {RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL}
BODY, LINK = "Calibri", RGBColor(0x0B, 0x4F, 0x8A)


def word_file(memo):
    """The bytes of a DOCX file.

    Args: memo, a `Memo`.
    """
    document = Document()
    _set_up(document, memo)
    for block in memo.blocks:
        WRITERS[block.shape](document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document, memo):
    """The language, the properties, the paper and the letters."""
    properties, now = document.core_properties, datetime.now(UTC)
    properties.title, properties.language, properties.author = memo.title, LANGUAGE, AUTHOR
    properties.subject, properties.comments, properties.last_modified_by = memo.address, "", properties.author
    properties.created = properties.modified = now
    _drop_template_parts(document)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _add_page_number(section.footer.paragraphs[0])


def _drop_template_parts(document):
    """Leave out what the library's template says of itself: the program that made it, and how it looks."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype in OF_TEMPLATE]:
        del relations[name]


def _add_page_number(paragraph):
    """The number of the page, as a field of Word; the library has no function that writes one."""
    paragraph.add_run(_("Bladzijde "))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    field.append(paragraph.add_run("1")._r)


def _heading(document, block):
    document.add_heading(block.text, block.level)


def _paragraph(document, block):
    _add_runs(document.add_paragraph(), block.runs)


def _list(document, block):
    """A list; one that is numbered has its numbers in the text, for the texts refer to them."""
    for number, item in enumerate(block.items, start=1):
        paragraph = document.add_paragraph(style=None if block.is_numbered else "List Bullet")
        if block.is_numbered:
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(1), Cm(-1)
            paragraph.add_run(f"{number}.\t")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1))
        _add_runs(paragraph, item)


def _table(document, block):
    """A table with a caption above it; its first row is repeated on each page, and read as a header."""
    document.add_paragraph(block.caption, style="Caption")
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    description = OxmlElement("w:tblDescription")
    description.set(qn("w:val"), block.caption)
    table._tbl.tblPr.append(description)
    for row in block.rows:
        for cell, runs in zip(table.add_row().cells, row, strict=True):
            _add_runs(cell.paragraphs[0], runs)


def _add_runs(paragraph, runs):
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold = run.is_strong or None
        if run.language:
            language = OxmlElement("w:lang")
            language.set(qn("w:val"), run.language)
            written._r.get_or_add_rPr().append(language)
        if run.address:
            _link(paragraph, written, run.address)


def _link(paragraph, written, address):
    """Make a run of a paragraph a link; the library reads links, but has no function that writes one."""
    written.font.underline, written.font.color.rgb = True, LINK
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(written._r)


WRITERS = {"heading": _heading, "paragraph": _paragraph, "list": _list, "table": _table}
