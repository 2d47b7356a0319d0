"""The fixed texts as they come with the portal: what the site says until an editor writes another text."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "texts"
FIELDS = {"titel": "title", "omschrijving": "description"}


class PageText(NamedTuple):
    """Content of a fixed text: its title, its description for search engines, and the text in Markdown."""

    title: str
    description: str
    text: str


@cache
def shipped_text(key):
    """The `PageText` of a kind: the file begins with lines such as `titel: …`, up to an empty line."""
    head, _line, text = (FOLDER / f"{key}.md").read_text(encoding="utf-8").partition("\n\n")
    lines = [line.partition(":") for line in head.splitlines()]
    values = {FIELDS[name]: value.strip() for name, _colon, value in lines}
    return PageText(**{"title": "", "description": "", "text": text.strip(), **values})
