"""The level of a heading differs from the source.

Why: the contents, the printed book and screen readers follow the levels.

Bad (en → hu): ## Why { #why } → ### Miért? { #why }
Good (en → hu): ## Why { #why } → ## Miért? { #why }
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.pair import Pair
from handbook.check.words import short

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each pair of headings of different levels."""
    for ours, theirs in pair.both:
        if ours.kind == theirs.kind == "heading" and ours.level != theirs.level:
            line = pair.target.lines[theirs.line - 1]
            column = line.find("#") + 1
            hashes = line.startswith("#")
            yield Fault(
                theirs.line,
                f"heading {short(theirs.prose)} is of level {theirs.level}, "
                f"in the source of level {ours.level}",
                source=ours.line,
                fix=f"begin it with {'#' * ours.level}",
                edit=Edit(theirs.line, column, theirs.level, "#" * ours.level) if hashes else None,
            )
