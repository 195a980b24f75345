r"""A block of the translation has no counterpart in the source.

Why: readers of one language get something the others do not; often it is a left-over.

Bad (en → hu): Call the lead. → Hívjuk a felelőst.⏎⏎A helyettesét is hívhatjuk, ha a felelős nem
    elérhető.
Good (en → hu): Call the lead. → Hívjuk a felelőst.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import named, plural

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each run of added blocks."""
    for run in pair.added:
        first = run[0]
        if first.kind == "row" or first in pair.duplicates:
            continue  # table-shape, block-duplicated
        more = len([block for block in run if block.kind not in ("row", "cell")]) - 1
        rest = f", and {plural(more, 'block')} after it" if more > 0 else ""
        yield Fault(
            first.line,
            f"not in the source: the {named(first)}{rest}",
            fix="remove it, or add it to the English page first",
        )
