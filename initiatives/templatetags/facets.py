"""The choices of a facet, written here and not in a template because a page has well over a hundred of them."""

from dataclasses import replace

from django import template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def facet_options(name, options):
    """A checkbox for each of some choices of a facet, with the number of results."""
    return mark_safe("\n".join(_option(name, option) for option in options))  # noqa: S308 - escaped below


@register.simple_tag
def facet_choices(facet):
    """The choices of a facet: the others than the first few, and all parts, are folded until one of them is chosen."""
    html = [_family(facet.name, family) for family in facet.first]
    if folded := facet.folded:
        title = _("Toon alle %(total)d") % {"total": len(facet.families)}
        inside = "\n".join(_family(facet.name, family) for family in folded)
        html.append(_fold(f"meer-{facet.name}", title, inside, any(family.has_chosen for family in folded)))
    return mark_safe("\n".join(html))  # noqa: S308 - escaped below


def _family(name, family):
    html = _option(name, family.option)
    if not family.parts:
        return html
    title = ngettext("%(total)d onderdeel", "%(total)d onderdelen", len(family.parts)) % {"total": len(family.parts)}
    title = format_html(
        '{}<span class="visually-hidden"> {}</span>', title, _("van %(name)s") % {"name": family.option.label}
    )
    inside = "\n".join(_option(name, replace(part, indented=False)) for part in family.parts)
    return f"{html}\n{_fold(f'delen-{family.option.value}', title, inside, family.is_open)}"


def _fold(identifier, title, inside, is_open):
    opened = " open" if is_open else ""
    summary = f'<summary class="facet__more">{conditional_escape(title)}</summary>'
    return f'<details id="{escape(identifier)}"{opened}>{summary}\n{inside}</details>'


def _option(name, option):
    value, label = escape(option.value), escape(option.label)
    part = ' class="facet__part"' if option.indented else ""
    part += f' data-also="{escape(option.also)}"' if option.also else ""
    part += " hidden" if option.hidden and not option.chosen else ""
    checked = " checked" if option.chosen else ""
    box = f'<input type="checkbox" name="{name}" value="{value}"{checked}>'
    return f"<label{part}>{box} {label} <small>({option.count})</small></label>"
