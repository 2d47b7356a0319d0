"""Lists of initiatives, as cards or as rows of a table, from which a visitor can put examples on their list."""

from django import template

from initiatives.shortlist.ticks import tick as tick_of

register = template.Library()
OF_FORM = ("request", "shortlist", "own_municipality", "filterset")


@register.inclusion_tag("initiatives/_cards.html", takes_context=True)
def cards(context, initiatives, first=None):
    """Some cards; each has a button for the visitor's list.

    Args: initiatives, a list of `Card`; first, how many a phone shows before the fold; all by default.
    """
    shown = [card.html(*_of_visitor(context, card)) for card in initiatives]
    return _of_form(context) | {"first": shown[:first], "rest": shown[first:] if first else []}


@register.inclusion_tag("initiatives/_table.html", takes_context=True)
def table(context, page):
    """A page of `Row` as a table, with the same buttons."""
    with_peer = bool(context.get("own_municipality"))
    rows = [row.html(*_of_visitor(context, row.card), with_peer=with_peer) for row in page]
    return _of_form(context) | {"rows": rows, "number": page.number}


@register.simple_tag(takes_context=True)
def tick(context, initiative):
    """The button for the visitor's list of one initiative, inside the form of `_tick_form.html`."""
    return tick_of(context.get("shortlist", ""), initiative.code, initiative.title)


def _of_visitor(context, card):
    """Return the query string that the links of a card keep, and the button of the card."""
    return context.get("carry", ""), tick_of(context.get("shortlist", ""), card.code, card.name)


def _of_form(context):
    return {name: context.get(name, "") for name in OF_FORM}
