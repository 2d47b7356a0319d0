"""Lists of cards, from which a visitor can put examples on their list."""

from django import template

from initiatives.shortlist.ticks import tick as tick_of

register = template.Library()


@register.inclusion_tag("initiatives/_cards.html", takes_context=True)
def cards(context, initiatives, first=None):
    """Some cards; each has a button for the visitor's list.

    Args: initiatives, a list of `Card`; first, how many a phone shows before the fold; all by default.
    """
    shortlist, carry = context.get("shortlist", ""), context.get("carry", "")
    shown = [card.html(carry, tick_of(shortlist, card.code, card.name)) for card in initiatives]
    return {
        "first": shown[:first],
        "rest": shown[first:] if first else [],
        **{name: context.get(name, "") for name in ("request", "shortlist", "own_municipality", "filterset")},
    }


@register.simple_tag(takes_context=True)
def tick(context, initiative):
    """The button for the visitor's list of one initiative, inside the form of `_tick_form.html`."""
    return tick_of(context.get("shortlist", ""), initiative.code, initiative.title)
