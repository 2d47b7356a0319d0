"""A picture as somebody uploads it, made anew: of that file nothing reaches a visitor but what can be seen."""

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

from .files import FileRefused

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]
MAX_PIXELS = 50_000_000  # 200 MB in memory; phones make 12 to 48 million
MAX_SIDE = 1600  # of the largest file
WIDTHS = [400, 800]  # of the others
ENCODERS = {  # by how the names end: kind, qualities to try, and options
    "avif": ("AVIF", [60, 45, 30], {"speed": 8}),
    "jpg": ("JPEG", [75, 55, 35], {"optimize": True, "progressive": True}),
}
ROOM = {400: 30_000, 800: 60_000}  # bytes; a phone shows one of these
ROOM_FOR_LARGEST = 250_000


@dataclass(frozen=True)
class MadePicture:
    """The files of a picture: their contents by name, their widths, and the height of the largest."""

    contents: dict
    widths: list
    height: int


def make_picture(data):
    """Make the files of a picture.

    Args: data, the bytes that somebody uploaded.
    Returns: a MadePicture. Raises: FileRefused, with a sentence for whoever did.
    """
    picture = _drawn(data)
    widths = [*(width for width in WIDTHS if width < picture.width), picture.width]
    contents = {}
    for width in widths:
        size = width, max(1, round(picture.height * width / picture.width))
        scaled = picture.resize(size, Image.Resampling.LANCZOS)
        contents |= {f"{width}.{end}": _encoded(scaled, end) for end in ENCODERS}
    return MadePicture(contents, widths, picture.height)


def _drawn(data):
    """The picture itself, upright, in the colours of screens, on white, and not too large."""
    register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is lower
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height <= MAX_PIXELS:
            return _on_white(_in_screen_colours(ImageOps.exif_transpose(_small(image))))
    except Image.DecompressionBombError:
        pass
    except Exception as error:  # a decoder fails in any way on a file that was made to make it fail
        text = _("Dit bestand is geen afbeelding die wij kunnen lezen. Kies een JPEG, PNG, WebP, AVIF of HEIC.")
        raise FileRefused(text) from error
    raise FileRefused(_("Deze afbeelding heeft te veel beeldpunten. Maak haar kleiner: hoogstens 50 miljoen."))


def _small(image):
    if image.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return image


def _in_screen_colours(image):
    profile = image.info.get("icc_profile")
    if not profile or image.mode == "RGBA":
        return image
    own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")


def _on_white(image):
    """Copy of a picture on a white background without metadata: no place, no camera, no comment."""
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image.convert("RGB"), mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return sheet


def _encoded(image, end):
    """The bytes of an image, in the best quality that fits in the room for its width."""
    kind, qualities, options = ENCODERS[end]
    for quality in qualities:
        file = io.BytesIO()
        image.save(file, kind, quality=quality, **options)
        if file.tell() <= ROOM.get(image.width, ROOM_FOR_LARGEST):
            break
    return file.getvalue()
