"""A picture is made anew: what is in its file and cannot be seen reaches nobody, and what is no picture is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from library.files import FileRefused
from library.pictures import ROOM, make_picture
from tests.support import files

UNREADABLE = "geen afbeelding die wij kunnen lezen"


def opened(data):
    return Image.open(io.BytesIO(data))


def test_a_picture_becomes_avif_and_jpeg_in_three_widths():
    made = make_picture(files.photo(size=(2000, 1500)))

    assert made.widths == [400, 800, 1600]
    assert made.height == 1200
    assert sorted(made.contents) == sorted(f"{width}.{kind}" for width in made.widths for kind in ("avif", "jpg"))
    for name, content in made.contents.items():
        image = opened(content)
        width, _dot, end = name.partition(".")
        assert (image.width, image.format) == (int(width), {"avif": "AVIF", "jpg": "JPEG"}[end])
        assert image.width * 3 == image.height * 4


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_place_and_maker_are_gone(kind):
    data = files.photo(kind, size=(300, 200))
    assert files.SECRET_PLACE.encode() in data, "it was there"
    for content in make_picture(data).contents.values():
        assert files.SECRET_PLACE.encode() not in content
        assert not dict(opened(content).getexif())
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(opened(content).info)


def test_a_comment_is_gone():
    made = make_picture(files.photo(size=(300, 200), comment=b"Dorpsstraat 12"))

    assert made.contents
    assert all(b"Dorpsstraat" not in content for content in made.contents.values())


def test_what_a_camera_held_on_its_side_stands_upright():
    made = make_picture(files.photo(size=(120, 90), orientation=6))

    assert (made.widths[-1], made.height) == (90, 120)


def test_what_is_behind_a_picture_is_gone():
    made = make_picture(files.photo(size=(300, 200)) + files.archive({"index.html": "<script>alert(1)</script>"}))

    assert made.contents
    assert all(b"PK\x03\x04" not in content for content in made.contents.values())


def test_a_small_picture_is_not_blown_up():
    made = make_picture(files.photo(size=(300, 200)))

    assert (made.widths, made.height) == ([300], 200)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "I;16", "LA"])
def test_every_way_to_write_colours(mode):
    assert make_picture(files.photo("PNG", size=(300, 200), mode=mode)).widths == [300]


def test_what_is_transparent_becomes_white():
    file = io.BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(file, "PNG")

    assert opened(make_picture(file.getvalue()).contents["100.jpg"]).getpixel((50, 50)) == (255, 255, 255)


def test_what_a_phone_shows_is_small_whatever_is_on_it():
    made = make_picture(files.busy((800, 600)))

    assert [width for width, room in ROOM.items() if len(made.contents[f"{width}.avif"]) > room] == []


def bomb(width, height):
    """A PNG of a few bytes that says to be immense."""

    def chunk(name, data):
        return struct.pack("!L", len(data)) + name + data + struct.pack("!L", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_100, 12_000, 100_000])
def test_a_bomb_is_refused_before_it_is_unpacked(side):
    with pytest.raises(FileRefused, match="te veel beeldpunten"):
        make_picture(bomb(side, side))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        files.photo("PNG")[:300],
        files.photo()[:3000],
        files.pdf(),
        files.docx(),
    ],
    ids=["nothing", "svg", "html", "gif", "eps", "half a png", "half a jpeg", "pdf", "docx"],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(FileRefused, match=UNREADABLE):
        make_picture(data)
