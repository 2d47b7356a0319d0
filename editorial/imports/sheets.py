"""A file as lines of cells: what all kinds of sheets share."""

LARGEST_FILE = 5 * 1024 * 1024  # bytes
MOST_ROWS = 5_000
LAST_LINE = 10_000  # with the empty lines between
LAST_COLUMN = 100
LONGEST_CELL = 32_767  # characters; Excel cuts off what is longer, without a word


class SheetError(Exception):
    """Why a file is refused as a whole: a Dutch sentence for the editor."""


class Flaw(str):
    """In the place of a cell: why it cannot be read."""

    __slots__ = ()


def cell_name(line, index):
    """The name of a cell as a spreadsheet says it, such as C7; index counts from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"
