"""What stands on a form: the model both writers read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlankKind = Literal["short", "long", "line"]
"""How far a line to write on runs: a word, a name, or to the margin."""


@dataclass(frozen=True)
class Text:
    """Words of one look; ``href`` is an absolute address, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Blank:
    """A line to write on."""

    kind: BlankKind


@dataclass(frozen=True)
class Tick:
    """A box to tick."""


@dataclass(frozen=True)
class Break:
    """A new line in the same paragraph."""


Inline = Text | Blank | Tick | Break


@dataclass(frozen=True)
class Heading:
    """A heading; the form's own is of level 1."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; lines of a ruled one stand far enough apart to be written on."""

    content: tuple[Inline, ...]
    ruled: bool = False


@dataclass(frozen=True)
class Item:
    """An item of a list; ``tick`` where a box to tick stands for the bullet."""

    blocks: tuple[Block, ...]
    tick: bool = False


@dataclass(frozen=True)
class Listing:
    """A list, numbered from ``start`` where it is ordered."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Cell:
    """A cell of a table; without blocks it is there to be written into."""

    blocks: tuple[Block, ...]
    header: bool = False


@dataclass(frozen=True)
class Table:
    """A table; ``shares`` are the widths of its columns in percent.

    The first ``heads`` rows are repeated on every page.
    """

    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    heads: int = 0


@dataclass(frozen=True)
class Cards:
    """Cards to cut out, each a few blocks."""

    cards: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A drawing: its SVG, its name and its description, its size in CSS pixels."""

    svg: str
    title: str
    description: str
    width: float
    height: float


@dataclass(frozen=True)
class NewPage:
    """What follows starts on a sheet of its own."""


Block = Heading | Paragraph | Listing | Table | Cards | Picture | NewPage


@dataclass(frozen=True)
class Form:
    """A form or handout of one edition and all that its file says about itself."""

    name: str
    """File name without ending: ``run-match-start-t37``."""
    anchor: str
    title: str
    tag: str
    """Language and region (BCP 47): ``sr-Latn-RS``."""
    book: str
    """Title of the book."""
    address: str
    """Absolute address of the form on the site."""
    licence: str
    foot: tuple[str, ...]
    """Lines at the foot of each page."""
    tick_name: str
    """What a box to tick is called, for those who listen."""
    blank_name: str
    """What a line to write on is called."""
    blocks: tuple[Block, ...]


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, those in lists, cells and cards too, in reading order."""
    for block in blocks:
        yield block
        for inner in _inside(block):
            yield from walk(inner)


def is_written(cells: tuple[Cell, ...]) -> bool:
    """Whether somebody writes in a row: into an empty cell or on a line."""
    return any(
        not cell.blocks
        or any(isinstance(part, Blank) for block in walk(cell.blocks) for part in _parts(block))
        for cell in cells
    )


def _parts(block: Block) -> tuple[Inline, ...]:
    return block.content if isinstance(block, Paragraph | Heading) else ()


def _inside(block: Block) -> Iterator[tuple[Block, ...]]:
    if isinstance(block, Listing):
        yield from (item.blocks for item in block.items)
    elif isinstance(block, Table):
        yield from (cell.blocks for row in block.rows for cell in row)
    elif isinstance(block, Cards):
        yield from block.cards
