"""Choosing a municipality."""

from django import template
from django.utils.html import format_html_join

from municipalities.gazetteer import gazetteer
from search.revision import Kept

register = template.Library()
_options = Kept(
    lambda _number, _before: format_html_join(
        "\n", "<option>{}</option>", ((place.name,) for place in gazetteer().current)
    )
)


@register.simple_tag
def place_options():
    """An option for each municipality of today, kept because there are 342 of them on every search."""
    return _options.get()
