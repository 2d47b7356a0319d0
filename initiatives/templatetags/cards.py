"""Lists of cards, from which a visitor can pick some to compare."""

from django import template

register = template.Library()


@register.inclusion_tag("initiatives/_cards.html", takes_context=True)
def cards(context, initiatives):
    """Some cards; what the visitor picked before stays picked, also when it is not among them."""
    picked, carry = context.get("picked", []), context.get("carry", "")
    return {
        "cards": [card.html(carry, is_picked=card.slug in picked) for card in initiatives],
        "elsewhere": [slug for slug in picked if slug not in {card.slug for card in initiatives}],
        "own_municipality": context.get("own_municipality"),
    }
