"""Two blocks of the source are one in the translation.

Why: two steps in one line look like one step; most often an empty line, or the dash of a list
item, was lost.

Bad (en → hu): - Call the lead at once.⏎- Write down what you heard today. → - Azonnal hívjuk a
    felelőst. Még ma írjuk le, amit hallottunk.
Good (en → hu): - Call the lead at once.⏎- Write down what you heard today. → - Azonnal hívjuk a
    felelőst.⏎- Még ma írjuk le, amit hallottunk.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import KINDS, named

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each block that ran into its neighbour."""
    for gap in pair.missing:
        lost = gap.blocks[0]
        if gap.into and len(gap.blocks) == 1:
            yield Fault(
                gap.into.line,
                f"two in one: this {KINDS[gap.into.kind]} also holds the {named(lost)}",
                source=lost.line,
                fix="begin it on a line of its own, as in the source",
            )
