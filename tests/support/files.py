"""Files to upload, made here: pictures with what a camera writes in them, and documents, also bad ones."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from PIL import Image
from pillow_heif import register_heif_opener
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

SECRET_PLACE = "Dorpsstraat 12"
GPS, ARTIST, ORIENTATION = 0x8825, 0x013B, 0x0112


def photo(kind="JPEG", size=(1200, 900), **options):
    """The bytes of a picture: a gradient, with the place and the maker in its EXIF where its kind has that."""
    register_heif_opener()
    image = Image.linear_gradient("L").resize(size).convert(options.pop("mode", "RGB"))
    file = io.BytesIO()
    image.save(file, kind, exif=camera_data(options.pop("orientation", 1)), **options)
    return file.getvalue()


def busy(size):
    """The bytes of a picture full of small things, such as leaves, which no codec makes small."""
    file = io.BytesIO()
    Image.effect_noise((size[0] // 4, size[1] // 4), 40).resize(size).convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


def camera_data(orientation=1):
    """EXIF with a place, a name, and which side is up."""
    exif = Image.Exif()
    exif[ARTIST], exif[ORIENTATION] = SECRET_PLACE, orientation
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 5.0, 13.0), 3: "E", 4: (4.0, 53.0, 2.0)})
    return exif.tobytes()


def pdf(pages=1, script=False, password="", texts=()):
    """The bytes of a PDF; texts, of its first pages, each of one or more lines."""
    writer, file = PdfWriter(), io.BytesIO()
    for number in range(max(pages, len(texts))):
        page = writer.add_blank_page(200, 200)
        if number < len(texts):
            _write_on(writer, page, texts[number].split("\n"))
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(name): value for name, value in action.items()}
        )
    if password:
        writer.encrypt(password)
    writer.write(file)
    return file.getvalue()


def _write_on(writer, page, lines):
    """Show some lines on a page of a PDF."""
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    names = {NameObject(name): NameObject(value) for name, value in font.items()}
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(DictionaryObject(names))})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = StreamObject()
    shown = b" ".join(b"(%s) Tj T*" % line.encode("cp1252") for line in lines)
    content.set_data(b"BT /F1 9 Tf 12 TL 10 180 Td %s ET" % shown)
    page[NameObject("/Contents")] = writer._add_object(content)


def docx(*paragraphs):
    """The bytes of a document of Word."""
    document, file = Document(), io.BytesIO()
    for paragraph in paragraphs or ["Aan de raad"]:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def xlsx(*rows, hidden=()):
    """The bytes of a workbook of Excel, with rows on its first sheet, and on one that nobody sees."""
    file, workbook = io.BytesIO(), Workbook()
    sheet = workbook.create_sheet("Verborgen")
    sheet.sheet_state = "hidden"
    for to, values in [*((workbook.worksheets[0], row) for row in rows), *((sheet, row) for row in hidden)]:
        to.append(values)
    workbook.save(file)
    return file.getvalue()


def odt(content="<x/>"):
    """The bytes of an OpenDocument text, as far as anybody looks at it."""
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def archive(parts):
    """The bytes of a zip file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, content in parts.items():
            archived.writestr(name, content)
    return file.getvalue()


def with_part(data, name, content=b"x"):
    """The same archive with one more part."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archived:
        archived.writestr(name, content)
    return file.getvalue()


def upload(data, name="bestand"):
    """A file as a form sends it."""
    return SimpleUploadedFile(name, data)
