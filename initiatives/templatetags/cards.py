"""Lists of cards, from which a visitor can pick some to compare."""

from django import template

register = template.Library()


@register.inclusion_tag("initiatives/_cards.html", takes_context=True)
def cards(context, initiatives, first=None):
    """Some cards; what the visitor picked before stays picked, also when it is not among them.

    Args: initiatives, a list of `Card`; first, how many a phone shows before the fold; all by default.
    """
    picked, carry = context.get("picked", []), context.get("carry", "")
    shown = [card.html(carry, is_picked=card.slug in picked) for card in initiatives]
    return {
        "first": shown[:first],
        "rest": shown[first:] if first else [],
        "elsewhere": [slug for slug in picked if slug not in {card.slug for card in initiatives}],
        "own_municipality": context.get("own_municipality"),
    }
