"""The options of a facet, of which a page has well over a hundred."""

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from core.fragments import Fragment

register = template.Library()
OPTION = Fragment("initiatives/_option.html")


@register.simple_tag
def facet_options(name, options):
    """A checkbox for each of some options of a facet, with the number of results."""
    return SafeString("\n".join(_option(name, option) for option in options))


def _option(name, option):
    is_plain = not (option.indented or option.also or option.hidden)
    return OPTION.render(
        attributes="" if is_plain else _attributes(option),
        name=name,
        value=option.value,
        checked=" checked" if option.chosen else "",
        label=option.label,
        count=str(option.count),
    )


def _attributes(option):
    is_hidden = option.hidden and not option.chosen
    is_part = option.indented and "facet__part"
    return flatatt({"class": is_part, "data-also": option.also or False, "hidden": is_hidden})
