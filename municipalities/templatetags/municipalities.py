"""Choosing a municipality."""

from django import template
from django.utils.html import format_html_join

from core.memo import Memo
from municipalities.gazetteer import gazetteer

register = template.Library()


def _build(_generation, _previous):
    return format_html_join("", "<option>{}", ((municipality.name,) for municipality in gazetteer().current))


_options = Memo(_build)


@register.simple_tag
def municipality_options():
    """An option for each current municipality; cached, and without end tags, for every search has all 342 of them."""
    return _options.get()
