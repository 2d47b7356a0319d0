"""Content blocks of a note, for every file format: headings, paragraphs, lists and tables of short texts."""

from dataclasses import dataclass

from core.markdown import parse_blocks
from core.text import readable

EXAMPLE_LEVEL = 3  # of the heading of an example in a note


@dataclass(frozen=True)
class Run:
    """A piece of text; with an address it is a link. language: of the text, when it is not Dutch."""

    text: str
    address: str = ""
    is_strong: bool = False
    language: str = ""

    def __post_init__(self):
        """Leave out what no file can carry, whatever an old record holds."""
        object.__setattr__(self, "text", readable(self.text))


@dataclass(frozen=True)
class Heading:
    """A heading: 1 of the whole, 2 of a part, 3 of an example, 4 within it."""

    level: int
    text: str
    shape = "heading"
    __post_init__ = Run.__post_init__


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of runs."""

    runs: list
    shape = "paragraph"


@dataclass(frozen=True)
class ItemList:
    """A list; each item is a list of runs. Of one that is numbered the numbers are referred to."""

    items: list
    is_numbered: bool = False
    shape = "list"


@dataclass(frozen=True)
class Table:
    """A table: its caption, the names of its columns, and rows of cells; a cell is a list of runs, the first a name."""

    caption: str
    columns: list
    rows: list
    shape = "table"

    @property
    def labelled_rows(self):
        """The rows, in which each cell is a pair of the name of its column and its runs."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Memo:
    """A note: its title, the day and the address that it was made from, and its blocks, the title included."""

    title: str
    day: object
    address: str
    blocks: list

    @property
    def parts(self):
        """The blocks in parts that begin with a heading: lists of these, each example a part of its own."""
        parts = []
        for block in self.blocks:
            if isinstance(block, Heading) and block.level <= EXAMPLE_LEVEL:
                parts.append([])
            parts[-1].append(block)
        return parts


def paragraph(*pieces):
    """A paragraph of some pieces: texts, or runs."""
    return Paragraph(runs(*pieces))


def runs(*pieces):
    """Pieces as runs, without the empty ones: texts, or runs."""
    all_runs = [piece if isinstance(piece, Run) else Run(str(piece)) for piece in pieces]
    return [run for run in all_runs if run.text]


def blocks_of(text):
    """A long text of an editor (Markdown) as paragraphs and lists; nested lists become one."""
    blocks, items, ordered = [], [], []
    for token in parse_blocks(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            ordered.append(token.type == "ordered_list_open")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            is_numbered = ordered.pop()
            if not ordered:
                blocks.append(ItemList(items, is_numbered))
                items = []
        elif token.type == "inline" and (inline := _inline(token)):
            (items if ordered else blocks).append(inline if ordered else Paragraph(inline))
    return blocks


def _inline(token):
    """The text of one block as runs."""
    inline_runs, address, strong = [], "", 0
    for child in token.children or ():
        if child.type == "link_open":
            address = child.attrGet("href") or ""
        elif child.type == "link_close":
            address = ""
        elif child.type in {"strong_open", "strong_close"}:
            strong += 1 if child.type == "strong_open" else -1
        elif text := " " if child.type in {"softbreak", "hardbreak"} else child.content:
            inline_runs.append(Run(text, address, bool(strong)))
    return inline_runs
