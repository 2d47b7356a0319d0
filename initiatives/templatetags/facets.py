"""The choices of a facet, written here and not in a template because a page has well over a hundred of them."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def facet_options(facet):
    """A checkbox for every choice of a facet, with the number of results."""
    return mark_safe("\n".join(_option(facet.name, option) for option in facet.options))  # noqa: S308 - escaped below


def _option(name, option):
    value, label = escape(option.value), escape(option.label)
    part = ' class="facet__part"' if option.indented else ""
    checked = " checked" if option.chosen else ""
    box = f'<input type="checkbox" id="{name}-{value}" name="{name}" value="{value}"{checked}>'
    return f"<label{part}>{box} {label} <small>({option.count})</small></label>"
