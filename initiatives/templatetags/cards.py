"""Lists of initiatives, as cards or as rows of a table, in which a visitor can tick some."""

from django import template

register = template.Library()


@register.inclusion_tag("initiatives/_cards.html", takes_context=True)
def cards(context, initiatives, first=None):
    """Some cards; what the visitor picked before stays picked, also when it is not among them.

    Args: first, how many a phone shows before the fold; all by default.
    """
    pickable = _pickable(context, initiatives, lambda card, **options: card.html(**options))
    shown = pickable["shown"]
    return pickable | {"first": shown[:first], "rest": shown[first:] if first else []}


@register.inclusion_tag("initiatives/_table.html", takes_context=True)
def table(context, page):
    """A page of `Row` as a table, with the same ticks."""
    with_peer = bool(context.get("own_municipality"))
    shown = _pickable(context, page, lambda row, **options: row.html(with_peer=with_peer, **options))
    return shown | {"number": page.number}


def _pickable(context, initiatives, html_of):
    picked, carry = context.get("picked", []), context.get("carry", "")
    return {
        "shown": [html_of(each, carry=carry, is_picked=each.slug in picked) for each in initiatives],
        "elsewhere": [slug for slug in picked if slug not in {each.slug for each in initiatives}],
        "own_municipality": context.get("own_municipality"),
    }
