"""A document as somebody uploads it: its content says what it is, and nothing in it may do anything by itself."""

import io
import re
import zipfile

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NameObject

from .files import FileRefused

MAX_PAGES = 300
MAX_OBJECTS = 50_000  # of a PDF
MAX_DEPTH = 20  # of what is written within an object
MAX_PARTS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024  # bytes
MAX_READ = 2 * 1024 * 1024  # bytes of a part that we look into
MAX_TAIL = 1024  # bytes behind the end of a PDF: line breaks and the like
ACTIVE_IN_PDF = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/EmbeddedFiles",
    "/EmbeddedFile",
    "/RichMedia",
    "/XFA",
    "/SubmitForm",
}
ACTIVE_PARTS = re.compile(  # a chart has a workbook in it, and Excel stores what it knows of a printer: these may stay
    r"vbaproject|vbadata|macrosheets|activex|externallinks/|^xl/connections|(^|/)(basic|scripts)/|embeddings/.*\.bin$"
    r"|\.(exe|dll|js|vbs|html?|docm|xlsm|pptm)$",
    re.IGNORECASE,
)
OUTSIDE = re.compile(rb"(?:attachedTemplate|oleObject|frame|subDocument)\"[^>]*TargetMode\s*=\s*[\"']External")
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
OFFICE = {
    "docx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}


def inspect_paper(data):
    """Look at a document; data, its bytes. Returns: how the name of such a file ends, such as "pdf".

    Raises: FileRefused, with a sentence for whoever sent it.
    """
    try:
        if data.startswith(b"%PDF-"):
            _inspect_pdf(data)
            return "pdf"
        if data.startswith(b"PK\x03\x04"):
            return _inspect_parts(data)
    except FileRefused:
        raise
    except Exception as error:  # a parser fails in any way on a file that was made to make it fail
        raise FileRefused(_("Dit bestand is beschadigd. Bewaar het opnieuw en probeer het nog eens.")) from error
    raise FileRefused(_("Dit is geen PDF, Word-document (.docx), OpenDocument-tekst (.odt) of Excel-bestand (.xlsx)."))


def _inspect_pdf(data):
    end = data.rfind(b"%%EOF")
    if end < 0 or len(data) - end > MAX_TAIL or zipfile.is_zipfile(io.BytesIO(data)):
        raise FileRefused(_("In dit bestand zit nog iets anders dan een PDF. Bewaar het opnieuw als PDF."))
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise FileRefused(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
    if len(reader.pages) > MAX_PAGES:
        raise FileRefused(_("Dit document heeft meer dan %(pages)d pagina’s. Splits het.") % {"pages": MAX_PAGES})
    objects = _objects(reader)
    if len(objects) > MAX_OBJECTS:
        raise FileRefused(_("Dit document heeft te veel onderdelen. Splits het."))
    if any(_is_active(reader.get_object(each)) for each in objects):
        raise FileRefused(_("In dit PDF-bestand zit een script, een bijlage of een formulier. Bewaar het zonder."))


def _objects(reader):
    """References to all objects of a PDF, those within others included."""
    keys = {(number, generation) for generation, numbers in reader.xref.items() for number in numbers}
    keys |= {(number, 0) for number in reader.xref_objStm}
    return [IndirectObject(number, generation, reader) for number, generation in sorted(keys) if number]


def _is_active(value, depth=0):
    """Whether an object of a PDF, or one written within it, does something by itself."""
    if isinstance(value, DictionaryObject):
        actions = {str(item) for item in value.values() if isinstance(item, NameObject)}
        if ACTIVE_IN_PDF & {*value.keys(), *actions}:
            return True
        value = list(value.values())
    return isinstance(value, list) and depth < MAX_DEPTH and any(_is_active(item, depth + 1) for item in value)


def _inspect_parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        infos = parts.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise FileRefused(_("Dit bestand is uitgepakt te groot. Maak het kleiner of splits het."))
        if any(info.flag_bits & 1 for info in infos):
            raise FileRefused(_("Dit bestand heeft een wachtwoord. Haal dat eraf en probeer het opnieuw."))
        if any(ACTIVE_PARTS.search(info.filename) for info in infos) or _reaches_outside(parts, infos):
            text = _("In dit bestand zit een macro, een ingevoegd bestand of een koppeling. Bewaar het zonder.")
            raise FileRefused(text)
        return _kind_of(parts)


def _reaches_outside(parts, infos):
    return any(OUTSIDE.search(_read(parts, info.filename)) for info in infos if info.filename.endswith(".rels"))


def _kind_of(parts):
    names = set(parts.namelist())
    if "mimetype" in names and _read(parts, "mimetype").strip() == OPEN_DOCUMENT:
        return "odt"
    types = _read(parts, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
    kinds = [kind for kind, content_type in OFFICE.items() if content_type in types]
    if len(kinds) != 1:
        raise FileRefused(_("Dit is geen Word-document (.docx), OpenDocument-tekst (.odt) of Excel-bestand (.xlsx)."))
    return kinds[0]


def _read(parts, name):
    """The content of a part, which is never long: a part that says less of itself than it holds fails by itself."""
    with parts.open(name) as part:
        content = part.read(MAX_READ + 1)
    if len(content) > MAX_READ:
        raise FileRefused(_("Dit bestand is uitgepakt te groot. Maak het kleiner of splits het."))
    return content
