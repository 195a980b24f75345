"""Notes, or the references to them, differ from the source.

Why: a reference without its note prints as [^label]; a note without a reference is not printed.

Bad (en → hu): A fact.[^a]⏎⏎[^a]: The note. → Egy tény.⏎⏎[^a]: A jegyzet.
Good (en → hu): A fact.[^a]⏎⏎[^a]: The note. → Egy tény.[^a]⏎⏎[^a]: A jegyzet.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.differ import Things, difference
from handbook.check.model import Fault
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each lost or added note, and for each block with other references."""
    odd = {
        label
        for ours, theirs in pair.notes
        if not (ours and theirs)
        for label in _label(ours, theirs)
    }
    for ours, theirs in pair.notes:
        if ours and not theirs:
            yield Fault(
                _reference(pair.target, ours.marker),
                f"the note [^{ours.marker}] is missing",
                source=ours.line,
                fix=f"translate it from {pair.source.path}, line {ours.line}",
            )
        elif theirs and not ours:
            message = f"the note [^{theirs.marker}] is not in the source"
            yield Fault(theirs.line, message, fix="remove it, or give it the source’s label")
    for first, second in pair.both:
        if "[^" in first.text or "[^" in second.text:
            yield from difference(
                first, second, _refs(first, odd), _refs(second, odd), "the reference to a note"
            )


def _label(ours: Block | None, theirs: Block | None) -> set[str]:
    return {block.marker for block in (ours, theirs) if block}


def _refs(block: Block, odd: set[str]) -> Things:
    return [
        (f"[^{inline.target}]", inline.start)
        for inline in block.inlines
        if inline.kind == "footnote" and inline.target not in odd
    ]


def _reference(page: Page, label: str) -> int:
    """Line of the first reference to a note, else the last line of the page."""
    for number, line in enumerate(page.lines, 1):
        if f"[^{label}]" in line:
            return number
    return len(page.raw.rstrip("\n").split("\n"))
