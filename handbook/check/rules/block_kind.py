"""A block is of another kind than in the source.

Why: a list that became a paragraph, or a box that became plain text, is read differently.

Bad (en → hu): - Call the lead. → Hívjuk a felelőst.
Good (en → hu): - Call the lead. → - Hívjuk a felelőst.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import KINDS, short

SCOPE = "pair"
SEVERITY = "error"

_BEGIN = {
    "definition": ": begin the line with a colon and three spaces",
    "heading": ": begin it with # signs",
    "list item": ": begin it with “- ”",
    "numbered list item": ": begin it with “1. ”",
    "tick box": ": begin it with “- [ ] ”",
    "ticked box": ": begin it with “- [x] ”",
}
"""How a block of a kind begins."""
_MOST_ITEMS = 31
"""A number beyond it begins no list."""


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each run of aligned blocks whose kind, or kind of list, differs."""
    before: tuple[str, str] | None = None
    for ours, theirs in pair.both:
        kinds = _kind(ours), _kind(theirs)
        if kinds[0] != kinds[1] and kinds != before:
            yield Fault(
                theirs.line,
                f"{kinds[1]} {short(_words(theirs))} is a {kinds[0]} in the source",
                source=ours.line,
                fix=_fix(theirs, kinds[0]),
            )
        before = kinds


def _kind(block: Block) -> str:
    if block.kind != "item":
        return KINDS[block.kind]
    if block.text.startswith("[ ] "):
        return "tick box"
    if block.text.startswith(("[x] ", "[X] ")):
        return "ticked box"
    if block.marker == ":":
        return "definition"
    return "numbered list item" if block.marker[:1].isdigit() else "list item"


def _words(block: Block) -> str:
    return block.prose if block.prose.strip("\0 \n") else block.text


def _fix(block: Block, kind: str) -> str:
    """Say how to write it: a date at the beginning of a line is easily taken for a list."""
    number = block.marker.rstrip(".)")
    if kind == "paragraph" and number.isdigit() and int(number) > _MOST_ITEMS:
        return f"write “{number}\\.” so that the number does not begin a list"
    return f"write it as a {kind}{_BEGIN.get(kind, '')}"
