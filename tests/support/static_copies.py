"""Looking at a folder of files that a command wrote: what is in it, and whether the links in it arrive."""

import functools
from urllib.parse import unquote, urlsplit

from .document import Document

LINKS = {"href", "src", "action"}


def content(folder):
    """The files in a folder: a dict from the path within it to the bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def targets(document):
    """What a page needs or leads to, as it says so."""
    for element in document.walk():
        yield from (element[name] for name in LINKS if element[name])
        yield from (source.split()[0] for source in (element["srcset"] or "").split(",") if source.strip())


def broken_links(folder):
    """The links of a copy that lead nowhere on disk: pairs of a page and a link; and how many links there are."""
    broken, total = [], 0
    for path in sorted(folder.rglob("*.html")):
        document = Document(path.read_text(encoding="utf-8"))
        canonical = [link["href"] for link in document.find("link", rel="canonical")]
        for link in {*targets(document)} - {*canonical}:
            parts, total = urlsplit(link), total + 1
            target = path.parent / unquote(parts.path) if parts.path else path
            is_there = target.is_file() and (not parts.fragment or unquote(parts.fragment) in _ids(target))
            is_elsewhere = bool(parts.scheme or parts.netloc) and parts.hostname != "localhost"
            if not (is_there or is_elsewhere):
                broken.append((path.relative_to(folder).as_posix(), link))
    return broken, total


@functools.lru_cache(maxsize=5000)
def _ids(path):
    return {unquote(name) for name in Document(path.read_text(encoding="utf-8")).ids}
