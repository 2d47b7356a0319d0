"""Choosing a municipality."""

from django import template
from django.utils.html import format_html_join

from core.memo import Memo
from municipalities.gazetteer import gazetteer

register = template.Library()
_options = Memo(
    lambda _number, _before: format_html_join("", "<option>{}", ((place.name,) for place in gazetteer().current))
)


@register.simple_tag
def place_options():
    """An option for each municipality of today; kept, and without end tags, for each search has all 342 of them."""
    return _options.get()
