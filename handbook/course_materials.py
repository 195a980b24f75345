"""What to take along to the course: read from the page that lists it, so that it is said once.

The table gives an item and its number for groups of several sizes (``8 people``), the tick list
what does not depend on the size. ``timetable.materials`` in `docs/course.yml` names the section.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.blocks import Block
from handbook.book import Page
from handbook.data import DataError

_NUMBER = re.compile(r"\d+")
_BOX = re.compile(r"^\[ \]\s*")


@dataclass(frozen=True)
class Materials:
    """``items`` are pairs of thing and number for a group of ``size``; ``also`` goes with them."""

    size: int
    items: tuple[tuple[str, int], ...]
    also: tuple[str, ...]


def materials(page: Page, anchor: str, people: int) -> Materials:
    """Return the list for the smallest size of group that holds ``people``, else the largest.

    Raises:
        DataError: when the page has no such section or no table of numbers in it.

    """
    blocks = _section(page, anchor)
    cells = [block for block in blocks if block.kind == "cell"]
    heads = [block.text for block in cells if block.row == 0]
    sizes = [int(found[0]) for head in heads[1:] if (found := _NUMBER.search(head))]
    if not sizes or len(sizes) != len(heads) - 1:
        raise DataError(f"{page.path}: #{anchor} has no table of numbers for groups; write it")
    size = min((each for each in sizes if each >= people), default=max(sizes))
    column = sizes.index(size) + 1
    names = [block.text for block in cells if block.row > 0 and block.col == 0]
    numbers = [int(block.text) for block in cells if block.row > 0 and block.col == column]
    boxes = [_BOX.sub("", b.text) for b in blocks if b.kind == "item" and _BOX.match(b.text)]
    return Materials(size, tuple(zip(names, numbers, strict=True)), tuple(boxes))


def title(page: Page, anchor: str) -> str:
    """Return the heading of the list without its id: ``T76 Materials list``."""
    return _section(page, anchor)[0].text.split("{")[0].strip()


def _section(page: Page, anchor: str) -> list[Block]:
    found: list[Block] = []
    level = 0
    for block in page.blocks:
        if block.kind == "heading" and found and block.level <= level:
            break
        if block.kind == "heading" and block.id == anchor:
            level = block.level
        if level:
            found.append(block)
    if not found:
        raise DataError(f"{page.path}: no section #{anchor}; course.yml › timetable names it")
    return found
