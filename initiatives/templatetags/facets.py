"""The choices of a facet, written here and not in a template because a page has well over a hundred of them."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def facet_options(name, options):
    """A checkbox for each of some choices of a facet, with the number of results."""
    return mark_safe("\n".join(_option(name, option) for option in options))  # noqa: S308 - escaped below


def _option(name, option):
    value, label = escape(option.value), escape(option.label)
    part = ' class="facet__part"' if option.indented else ""
    part += f' data-also="{escape(option.also)}"' if option.also else ""
    part += " hidden" if option.hidden and not option.chosen else ""
    checked = " checked" if option.chosen else ""
    box = f'<input type="checkbox" id="{name}-{value}" name="{name}" value="{value}"{checked}>'
    return f"<label{part}>{box} {label} <small>({option.count})</small></label>"
