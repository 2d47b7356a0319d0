"""Texts in which an example that belongs with it is named between quotation marks: each name is a link."""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def mentions(text, links, carry=""):
    """A plain text as HTML, in which the titles of some initiatives are links.

    Args: text; links, to initiatives, with slug and label; carry, the query string that each link takes along.
    """
    html = escape(text)
    for link in links or ():
        address = f"{reverse('initiatives:detail', args=[link['slug']])}{carry}"
        named = format_html('‘<a href="{}">{}</a>’', address, link["label"])
        html = html.replace(escape(f"‘{link['label']}’"), named)
    return mark_safe(html)  # noqa: S308 (escaped above)
