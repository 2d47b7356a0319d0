"""A fixed text as HTML: Markdown in sections, with the blocks that it places."""

import re
from functools import lru_cache

from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.markdown import render_page

from .blocks import BLOCKS, Place, block_of, render_block
from .markers import MARKER

ALONE = re.compile(r"^<p>\{\{\s*([^{}<]*?)\s*\}\}</p>$", re.MULTILINE)
LONG = 800  # characters of a section that a phone folds
FOLD = """
<details class="fold"><summary>{summary}<span class="visually-hidden">: {about}</span></summary>{body}
</details>"""
MAX_TEXTS = 32  # that a process remembers as HTML; there are eight, and previews
HEADING = re.compile(r"<h2>(.*?)(?:\s*\{#([a-z-]+)\})?</h2>")
SECTIONS = "|".join(name for name, block in BLOCKS.items() if block.place is Place.SECTION)
DIVISION = re.compile(rf"(?=<h2>)|^(\{{\{{ (?:{SECTIONS}) \}}\}})$", re.MULTILINE)


def page_html(text, context):
    """The HTML of a page: an introduction, then a section for each heading.

    Args: text, Markdown; context, what every block may need. A block that we do not know is left out.
    """
    return _filled(_divided(text), context)


def sentences_html(text, context):
    """The HTML of a short text, which has paragraphs only."""
    return _filled(_html(text), context)


def line_html(text, context):
    """The HTML of a text of one paragraph, without that."""
    return _filled(_html(text).removeprefix("<p>").removesuffix("</p>"), context)


@lru_cache(MAX_TEXTS)
def _html(text):
    return render_page(text)


@lru_cache(MAX_TEXTS)
def _divided(text):
    """The HTML of a page in its parts, with the blocks still to be filled in."""
    html = ALONE.sub(_unwrapped, render_page(text))
    parts = [part.strip() for part in DIVISION.split(html) if part and part.strip()]
    return "\n".join(_part(number, part) for number, part in enumerate(parts))


def _unwrapped(match):
    """A block that stands alone; one that belongs in a sentence is a paragraph by itself."""
    name = match[1]
    block = block_of(name)
    return match[0] if block and block.is_inline else f"{{{{ {name} }}}}"


def _part(number, html):
    """A part of a page: its introduction, a block that is a section, or a section."""
    if heading := HEADING.match(html):
        anchor = heading[2] or f"deel-{number}-{slugify(heading[1])[:40]}"
        title, body = f'<h2 id="{anchor}">{heading[1]}</h2>', html[heading.end() :]
        if len(body) > LONG:
            body = FOLD.format(summary=_("Toon dit deel"), about=heading[1], body=body)
        return f'<section class="section prose" aria-labelledby="{anchor}">\n{title}{body}\n</section>'
    if MARKER.fullmatch(html):
        return html
    if number == 0:
        return html.replace("<p>", '<p class="page-intro">', 1)
    return f'<div class="section prose">\n{html}\n</div>'


def _filled(html, context):
    filled = MARKER.sub(lambda match: render_block(match[1], context), html)
    return mark_safe(filled)  # noqa: S308 (cleaned Markdown, and our own blocks)
