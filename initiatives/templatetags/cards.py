"""Lists of cards, from which a visitor can pick some to compare."""

from django import template

register = template.Library()


@register.inclusion_tag("initiatives/_cards.html", takes_context=True)
def cards(context, initiatives, fold_after=None):
    """Some cards; what the visitor picked before stays picked, also when it is not among them.

    Args: initiatives, a list of `Card`; fold_after, how many of them a phone shows at once (all when left out).
    """
    picked, carry = context.get("picked", []), context.get("carry", "")
    html = [card.html(carry, is_picked=card.slug in picked) for card in initiatives]
    return {
        "cards": html[:fold_after],
        "folded": html[fold_after:] if fold_after else [],
        "elsewhere": [slug for slug in picked if slug not in {card.slug for card in initiatives}],
        "own_municipality": context.get("own_municipality"),
    }
