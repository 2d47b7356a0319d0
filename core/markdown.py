"""The long texts of editors, from Markdown to HTML that is safe to show."""

import re

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
OWN_ADDRESS = re.compile(r"/(?![/\\])")  # no other site, as //x and /\x are
DISABLED_RULES = ["code", "fence", "backticks", "hr", "lheading", "html_block", "html_inline"]


def _is_absolute(address):
    """Only absolute addresses: feeds and exports have no page that an address can be relative to."""
    return address.lower().startswith(LINK_SCHEMES)


def _is_on_a_page(address):
    """Absolute addresses, and those of our own pages."""
    return _is_absolute(address) or OWN_ADDRESS.match(address) is not None


def _make_parser(first_heading, other_heading, is_address):
    """A parser; of a heading, `#` becomes the first element and any deeper one the other."""

    def set_headings(state):
        for token in state.tokens:
            if token.type in {"heading_open", "heading_close"}:
                token.tag = first_heading if token.tag == "h1" else other_heading

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(DISABLED_RULES)
    parser.validateLink = is_address
    parser.core.ruler.push("set_headings", set_headings)
    return parser


# The page of a record has an h1 and h2's of its own: a heading in a text begins at h3 and goes no deeper than h4.
_parser = _make_parser("h3", "h4", _is_absolute)
_page_parser = _make_parser("h2", "h3", _is_on_a_page)


def render(text):
    """Markdown as safe HTML.

    Args: text, as an editor wrote it; raw HTML in it is shown as text.
    Returns: a SafeString of the few elements in TAGS; empty for an empty text.
    """
    return _cleaned(_parser.render(text or ""), TAGS, "noopener noreferrer")


def render_page(text):
    """Render the Markdown of a whole page as safe HTML: headings are h2 and h3, and it may link to our own pages."""
    return _cleaned(_page_parser.render(text or ""), TAGS | {"h2"}, None)


def _cleaned(html, tags, link_rel):
    attributes, schemes = {"a": {"href"}}, {"http", "https", "mailto"}
    html = nh3.clean(html, tags=tags, attributes=attributes, url_schemes=schemes, link_rel=link_rel)
    return mark_safe(html.strip())  # noqa: S308 (cleaned by nh3 with an allow-list)


def parse_blocks(text):
    """The blocks of a text as the parser sees them, for checks of its mark-up."""
    return _parser.parse(text or "")


def parse_page(text):
    """The blocks of the text of a whole page as the parser sees them, for checks of its mark-up."""
    return _page_parser.parse(text or "")


def plain_text(text):
    """Return the visible characters of a text, without mark-up and white space."""
    inline = [token for block in _parser.parse(text or "") for token in block.children or ()]
    return "".join("".join(token.content for token in inline).split())
