"""Files to upload, made here: pictures with what a camera writes in them, and documents, also bad ones."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from PIL import Image
from pillow_heif import register_heif_opener
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

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


def pdf(pages=1, script=False, password=""):
    """The bytes of a PDF."""
    writer, file = PdfWriter(), io.BytesIO()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(name): value for name, value in action.items()}
        )
    if password:
        writer.encrypt(password)
    writer.write(file)
    return file.getvalue()


def docx():
    """The bytes of a document of Word."""
    document, file = Document(), io.BytesIO()
    document.add_paragraph("Aan de raad")
    document.save(file)
    return file.getvalue()


def xlsx():
    """The bytes of a workbook of Excel."""
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def odt():
    """The bytes of an OpenDocument text, as far as anybody looks at it."""
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


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
