"""Bar charts as SVG, above a table that says the same: for the reports at the desk."""

from typing import NamedTuple

from django.utils.formats import localize
from django.utils.text import Truncator

MAX_BARS = 12
MAX_LABEL = 60  # characters
ROW, LABEL_LINE, BAR_LINE = 40, 14, 20  # pixels: of a bar with its label, and from the top of that


class Bar(NamedTuple):
    """A bar below its label; the lengths are texts as SVG has them."""

    text: str
    text_y: str
    bar_y: str
    width: str


class Chart(NamedTuple):
    """Bars below one another, as wide as there is room, and how high they are together."""

    bars: list
    height: str


def bar_chart(rows):
    """A chart of the first rows; a longer table has the others.

    Args: rows, pairs of a label and a number from 0; what has no number is left out.
    Returns: a `Chart`; None when there is nothing to draw.
    """
    rows = [(label, value) for label, value in rows if value is not None][:MAX_BARS]
    most = max((value for _label, value in rows), default=0)
    if not most:
        return None
    bars = [_bar(number * ROW, str(label), value, most) for number, (label, value) in enumerate(rows)]
    return Chart(bars, str(len(bars) * ROW))


def _bar(top, label, value, most):
    text = f"{localize(value)} · {Truncator(label).chars(MAX_LABEL)}"  # the number first: a phone cuts off the end
    return Bar(text, str(top + LABEL_LINE), str(top + BAR_LINE), f"{100 * value / most:.1f}%")
