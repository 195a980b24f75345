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


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each run of aligned blocks whose kind, or kind of list, differs."""
    before: tuple[str, str] | None = None
    for ours, theirs in pair.both:
        kinds = _kind(ours), _kind(theirs)
        if kinds[0] != kinds[1] and kinds != before:
            yield Fault(
                theirs.line,
                f"{kinds[1]} {short(theirs.prose)} is a {kinds[0]} in the source",
                source=ours.line,
                fix=f"write it as a {kinds[0]}",
            )
        before = kinds


def _kind(block: Block) -> str:
    if block.kind != "item":
        return KINDS[block.kind]
    if block.text.startswith(("[ ] ", "[x] ", "[X] ")):
        return "tick box"
    return "numbered list item" if block.marker[:1].isdigit() else "list item"
