"""Municipalities in templates: the tiles of the map, and the options of a form.

Both are written in Python, for a page has 342 of each: the tiles take 4.3 ms so, 5.7 ms as a
`core.fragments.Fragment`, and 58 ms as a template.
"""

from django import template
from django.utils.html import escape, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from core.memo import Memo
from municipalities.gazetteer import gazetteer
from municipalities.tiles import HEXAGON

register = template.Library()


def _build_options(_generation, _previous):
    return format_html_join("", "<option>{}", ((place.name,) for place in gazetteer().current))


_options = Memo(_build_options)


@register.filter
def label(municipality):
    """The name of a municipality; of one that merged also what it is a part of now, and since when."""
    return gazetteer().label(municipality)


@register.simple_tag
def municipality_options():
    """An option for each current municipality; cached, and without end tags, for every search form has them all."""
    return _options.get()


@register.simple_tag
def tiles(tile_map, before, after=""):
    """The tiles of a map, each a link with a name such as "Arnhem, 1 initiatief"; a script makes them one tab stop.

    Args: tile_map, a `TileMap`; before and after, the address around the slug of a municipality.
    """
    before, after = escape(before), escape(after)
    return mark_safe("".join(_tile(tile, before, after, tile_map) for tile in tile_map.tiles))  # noqa: S308 - escaped


@register.simple_tag
def tile_list(tile_map, before, after=""):
    """The tiles as a list: an item for each municipality with an initiative; the arguments are those of `tiles`."""
    item = '<li><a href="{}{}{}">{}</a> ({})</li>'
    before, after = escape(before), escape(after)
    items = [item.format(before, place.slug, after, escape(place.name), count) for place, count in tile_map.filled]
    return mark_safe("".join(items))  # noqa: S308 - escaped


@register.simple_tag
def hexagon():
    """The SVG path of one tile around its centre."""
    return HEXAGON


def _tile(tile, before, after, tile_map):
    slug = tile.place.slug
    name = ngettext("%(name)s, %(count)d initiatief", "%(name)s, %(count)d initiatieven", tile.count)
    name = escape(name % {"name": tile.place.name, "count": tile.count})
    mark = " tile--here" if slug == tile_map.focus else ""
    number = f"<text>{tile.count}</text>" if tile.count else ""
    return (
        f'<a href="{before}{slug}{after}" class="tile-{tile.shade}{mark}" tabindex="-1" '
        f'transform="translate({tile.x} {tile.y})"><title>{name}</title><use href="#tegel"/>{number}</a>'
    )
