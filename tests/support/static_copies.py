"""Looking at a folder of files that a command wrote: what is in it, and whether the links in it arrive."""

import functools
from urllib.parse import unquote, urlsplit

from django.core.management import call_command

from core.records import State
from library.models import Picture

from . import make
from .document import Document
from .drafts import SECRET

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


def small_market():
    """A little of what the site has, with a picture, a paper, news, drafts, and a list of two pages."""
    with make.together():
        arnhem = make.municipality(name="Arnhem", slug="arnhem", tile_column=1, tile_row=1)
        theme, source = make.theme(name="Opvang", slug="opvang"), make.publication()
        first = make.initiative(title="Huis & tuin", municipalities=[arnhem], main_theme=theme, tags=["wonen"])
        first.galleryitems.create(picture=make.picture())
        first.galleryitems.create(picture=make.picture(people=Picture.People.NO_CONSENT, alt=SECRET))
        make.municipality_type(publication=source).assignments.create(municipality=arnhem, publication=source)
        first.attachments.create(paper=make.paper(title="Brief aan bewoners"))
        for _number in range(3):
            make.initiative(main_theme=theme, sources=[source], status="gestopt", status_reason="Het geld was op.")
        make.initiative(title=f"{SECRET} plan", state=State.DRAFT)
        make.bottleneck(title="Te weinig woningen", years=[2025], themes=[theme])
        make.framework(name="Spreidingswet")
        make.concept(term="azc", synonyms=["opvangplek"])
        make.bundle(first)
        edition = make.market(organiser=make.organisation(), publication=source)
        edition.stands.create(initiative=first, position=1)
        make.news(title="Er is een markt")


def export(folder):
    call_command("export_site", str(folder))
