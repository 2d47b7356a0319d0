"""Validation of fixed texts, so that nobody can break a page: errors in sentences for the author."""

import re
from collections import Counter
from itertools import pairwise

from django.http import Http404
from django.urls import resolve
from django.utils.translation import gettext as _

from core.markdown import parse_page, render_page

from .blocks import BLOCKS, block_of
from .markers import MARKER, picture_keys
from .pictures import MAX_PICTURES, unfit_pictures
from .rendering import ALONE, HEADING

BRACES = re.compile(r"\{\{|\}\}")
ANCHOR = re.compile(r"\{#([^{}]*)\}")
IN_LINK = re.compile(r"<a\b[^>]*>(?:(?!</a>).)*\{\{", re.DOTALL)
OWN_LINK = re.compile(r'<a href="(/[^"?#]*)')
NO_SENTENCES = re.compile(r"<(h2|h3|ul|ol|blockquote)>")


def text_problems(kind, text):
    """Return the validation errors that keep a text from being shown.

    Args: kind, a `PageKind`; text, Markdown. Returns: a list of sentences.
    """
    html = render_page(text)
    return [
        *_block_problems(kind, text, html),
        *_picture_problems(kind, html),
        *_anchor_problems(kind, html),
        *_link_problems(html),
        *_shape_problems(kind, html),
        *_nesting_problems(text),
    ]


def _block_problems(kind, text, html):
    names = Counter(MARKER.findall(html))
    for name in names:
        if not kind.knows(name):
            known = ", ".join(_marker(block) for block in kind.blocks) or _("geen enkel blok")
            yield _("%(block)s kennen wij hier niet. Dit kan wel: %(known)s.") % {
                "block": _marker(name),
                "known": known,
            }
    for name in kind.required:
        if name not in names:
            what = {"block": _marker(name), "what": BLOCKS[name].label}
            yield _("%(block)s mist: %(what)s. Zet het terug, op welke plaats u wilt.") % what
    alone = Counter(ALONE.findall(html))
    for name, times in names.items():
        if kind.knows(name) and not block_of(name).is_inline and (times > 1 or not alone[name]):
            text_of_rule = _("Zet %(block)s één keer, alleen op een regel, met een lege regel ervoor en erna.")
            yield text_of_rule % {"block": _marker(name)}
    if len(BRACES.findall(text)) != 2 * names.total() or IN_LINK.search(html):
        yield _("Er staan accolades die geen blok zijn, of een blok in een link. Schrijf een blok zo: {{ naam }}.")


def _picture_problems(kind, html):
    keys = picture_keys(html) if kind.is_page else []
    if len(keys) > MAX_PICTURES:
        yield _("Zet hoogstens %(n)d afbeeldingen op een bladzijde.") % {"n": MAX_PICTURES}
    for key in unfit_pictures(keys) if keys else ():
        text = _("%(block)s kan niet: die afbeelding is er niet, of wie erop staat gaf geen toestemming.")
        yield text % {"block": _marker(f"afbeelding {key}")}


def _anchor_problems(kind, html):
    names = Counter(ANCHOR.findall(html))
    in_headings = {name for _title, name in HEADING.findall(html)}
    for name, times in names.items():
        if name not in kind.anchors or name not in in_headings or times > 1:
            yield _("%(anchor)s kan alleen één keer, achter de kop waar het stond.") % {"anchor": f"{{#{name}}}"}
    for name in kind.required_anchors:
        if name not in names:
            what = {"anchor": f"{{#{name}}}"}
            yield _("%(anchor)s mist achter een kop. Andere bladzijden verwijzen naar die plaats.") % what


def _link_problems(html):
    for address in dict.fromkeys(OWN_LINK.findall(html)):
        try:
            resolve(address)
        except Http404:
            yield _("Het adres %(address)s bestaat niet op deze site.") % {"address": address}


def _shape_problems(kind, html):
    if not kind.is_page and NO_SENTENCES.search(html):
        yield _("Hier kunnen alleen zinnen staan: geen koppen, lijsten of citaten.")
    elif kind.is_line and html.count("<p>") > 1:
        yield _("Hier kan maar één alinea staan. Haal de lege regels weg.")


def _nesting_problems(text):
    """Errors that would give broken HTML, as the parser sees it: a section within a list, or an empty heading."""
    tokens = parse_page(text)
    problems = set()
    for opening, token in pairwise(tokens):
        if token.type != "inline":
            continue
        if opening.type == "heading_open":
            problems |= {_("Zet een kop niet in een lijst of een citaat.")} if opening.level else set()
            problems |= (
                set() if _has_words(token) else {_("Er staat een kop zonder tekst. Schrijf er een, of haal de # weg.")}
            )
        elif opening.level and any(_is_apart(name) for name in MARKER.findall(token.content)):
            problems.add(_("Zet een blok dat alleen op een regel hoort, niet in een lijst of een citaat."))
        if any(child.type == "image" for child in token.children):
            problems.add(_("Een afbeelding kan hier niet. Haal ![…](…) weg."))
    return sorted(problems)


def _has_words(heading):
    shown = "".join(child.content for child in heading.children if child.type != "image")
    return bool(ANCHOR.sub("", shown).strip())


def _is_apart(name):
    block = block_of(name)
    return block is not None and not block.is_inline


def _marker(name):
    return f"{{{{ {name} }}}}"
