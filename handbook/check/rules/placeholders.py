"""Blanks to fill in, or placeholders, differ from the source.

Why: a form without its blank cannot be filled in; a placeholder that was translated is not
replaced by its value.

Bad (en → hu): Name: ____ → Név:
Good (en → hu): Name: ____ → Név: ____
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.differ import Things, difference
from handbook.check.model import Fault
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "error"

_MARKS = ("{", "%", "--8<")


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault a block whose blanks or placeholders differ."""
    for ours, theirs in pair.both:
        if not (ours.inlines or theirs.inlines):
            continue
        if "____" in ours.text or "____" in theirs.text:
            yield from difference(ours, theirs, _blanks(ours), _blanks(theirs), "the blank")
        if any(mark in ours.text or mark in theirs.text for mark in _MARKS):
            yield from difference(ours, theirs, _names(ours), _names(theirs), "the placeholder")


def _blanks(block: Block) -> Things:
    return [
        ("____" if inline.end - inline.start < 6 else "________", inline.start)
        for inline in block.inlines
        if inline.kind == "blank"
    ]


def _names(block: Block) -> Things:
    return [(inline.text, inline.start) for inline in block.inlines if inline.kind == "placeholder"]
