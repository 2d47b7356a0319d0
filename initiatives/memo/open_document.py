"""A note as an OpenDocument file (ODT), the open standard for the documents of a public body."""

from datetime import UTC, datetime
from io import BytesIO

from django.utils.translation import gettext as _
from odfdo import (
    Cell,
    Column,
    Document,
    Element,
    Header,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
    VarPageNumber,
)

LANGUAGE = "nl-NL"
BODY, CAPTION, STRONG = "Text_20_body", "Caption", "Sterk"
OF_TEMPLATE = ["Configurations2/accelerator/current.xml", "Thumbnails/thumbnail.png"]  # empty, or of no note
BULLETS, NUMBERS = "List_20_1", "Numbering_20_1"


def open_document_file(memo):
    """The bytes of an ODT file.

    Args: memo, a `Memo`.
    """
    document = Document("text")
    document.body.clear()
    _set_up(document, memo)
    for block in memo.blocks:
        if block.shape == "table":
            document.body.append(Paragraph(block.caption, style=CAPTION))
        document.body.append(WRITERS[block.shape](document, block))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document, memo):
    """The language, the properties, the style of what is bold, and the number of each page."""
    document.set_language(LANGUAGE)
    meta, now = document.meta, datetime.now(UTC).replace(tzinfo=None)
    meta.title, meta.subject, meta.language = memo.title, memo.address, LANGUAGE
    meta.creator = meta.initial_creator = "Inspiratiemarkt"
    meta.creation_date = meta.date = now
    document.insert_style(Style("text", name=STRONG, area="text", bold=True), automatic=True)
    document.get_style("master-page", "Standard").set_page_footer(_page_number())
    for path in OF_TEMPLATE:
        document.del_part(path)
        document.manifest.del_full_path(path)


def _page_number():
    """The paragraph at the foot of each page."""
    footer = Paragraph(_("Bladzijde "), style="Footer")
    footer.append(VarPageNumber())
    return footer


def _heading(_document, block):
    header = Header(block.level, block.text, formatted=False)
    header.style = f"Heading_20_{block.level}"
    return header


def _paragraph(document, block):
    return _filled(document, block.runs)


def _list(document, block):
    items = [ListItem() for _item in block.items]
    for item, runs in zip(items, block.items, strict=True):
        item.append(_filled(document, runs))
    return List(items, style=NUMBERS if block.is_numbered else BULLETS)


def _table(document, block):
    """A table whose first row is repeated on each page, and read as a header."""
    table = Table("Voorbeelden")
    table.append(Column(repeated=len(block.columns)))
    header = Element.from_tag("table:table-header-rows")
    header.append(_row(document, block.columns))
    table.append(header)
    for row in block.rows:
        table.append(_row(document, row))
    return table


def _row(document, cells):
    """A row; a cell is a list of runs, or the name of a column."""
    row = Row()
    for content in cells:
        cell = Cell(cell_type="string")
        is_name = isinstance(content, str)
        cell.append(Paragraph(Span(content, style=STRONG)) if is_name else _filled(document, content))
        row.append(cell)
    return row


def _filled(document, runs):
    """A paragraph of runs."""
    paragraph = Paragraph(style=BODY)
    for run in runs:
        if run.address:
            paragraph.append(Link(run.address, text=run.text))
        elif run.is_strong or run.language:
            paragraph.append(Span(run.text, style=_style(document, run), formatted=False))
        else:
            paragraph.append_plain_text(run.text)
    return paragraph


def _style(document, run):
    """The name of the style of a run that is bold, in another language, or both."""
    if not run.language:
        return STRONG
    name = f"{STRONG if run.is_strong else 'Taal'}_{run.language}"
    if document.get_style("text", name) is None:
        style = Style("text", name=name, area="text", bold=run.is_strong)
        style.set_properties({"fo:language": run.language, "fo:country": "none"}, area="text")
        document.insert_style(style, automatic=True)
    return name


WRITERS = {"heading": _heading, "paragraph": _paragraph, "list": _list, "table": _table}
