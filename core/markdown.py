"""The long texts of editors, from Markdown to HTML that is safe to show."""

import nh3
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

ALLOWED_HELP = _(
    "Opmaak in de lange teksten: **vet**, *cursief*, een lijst (begin elke regel met - of met 1.), "
    "een link [zo](https://voorbeeld.nl), een citaat (begin de regel met >) en een tussenkop (begin de regel met #). "
    "Laat een lege regel open voor een nieuwe alinea. Afbeeldingen en onderstrepen kunnen niet."
)
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4"}
LINK_SCHEMES = ("http://", "https://", "mailto:")
DISABLED_RULES = ["code", "fence", "backticks", "hr", "lheading", "html_block", "html_inline"]


def _lower_headings(state):
    """The page has an h1 and h2's of its own: a heading in a text begins at h3 and goes no deeper than h4."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3" if token.tag == "h1" else "h4"


def _is_absolute(address):
    """Only absolute addresses: feeds and exports have no page that an address can be relative to."""
    return address.lower().startswith(LINK_SCHEMES)


_parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(DISABLED_RULES)
_parser.validateLink = _is_absolute
_parser.core.ruler.push("lower_headings", _lower_headings)


def render(text):
    """Markdown as safe HTML.

    Args: text, as an editor wrote it; raw HTML in it is shown as text.
    Returns: a SafeString of the few elements in TAGS; empty for an empty text.
    """
    html = nh3.clean(
        _parser.render(text or ""),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(html.strip())  # noqa: S308 (cleaned by nh3 with an allow-list)


def parse_blocks(text):
    """The blocks of a text as the parser sees them, for checks of its mark-up."""
    return _parser.parse(text or "")


def plain_text(text):
    """What a reader sees of a text: its letters, without mark-up and white space."""
    inline = [token for block in _parser.parse(text or "") for token in block.children or ()]
    return "".join("".join(token.content for token in inline).split())
