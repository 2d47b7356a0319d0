"""Tags for the fixed texts, the menu and the links of the footer."""

from django import template

from pages.blocks import block_context
from pages.kinds import KINDS
from pages.live import page_text
from pages.menu import Position, links
from pages.rendering import line_html, sentences_html

register = template.Library()


@register.simple_tag
def fixed_title(key):
    """The title of a fixed text, as it is on the site."""
    return page_text(key).title


@register.simple_tag
def fixed_text(key):
    """A fixed text of paragraphs, as it is on the site."""
    return sentences_html(page_text(key).text, block_context(KINDS[key]))


@register.simple_tag
def fixed_line(key):
    """A fixed text of one paragraph, without its element, as it is on the site."""
    return line_html(page_text(key).text, block_context(KINDS[key]))


@register.simple_tag(takes_context=True)
def menu_links(context):
    """The links of the menu: pairs of an entry and whether it leads to this page."""
    match = context["request"].resolver_match
    view_name = match.view_name if match else ""
    return [(entry, entry.is_current(view_name)) for entry in links(Position.MENU)]


@register.simple_tag
def footer_links():
    """The links in the footer to fixed pages."""
    return links(Position.FOOTER)
