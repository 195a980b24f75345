r"""A block stands twice in the translation and once in the source.

Why: a merge or a paste left a copy behind.

Bad (en → hu): Call the lead. → Hívjuk a felelőst.⏎⏎Hívjuk a felelőst.
Good (en → hu): Call the lead. → Hívjuk a felelőst.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import named

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each run of copies."""
    for run in pair.added:
        original = pair.duplicates.get(run[0])
        if original and run[0].kind != "row":
            yield Fault(
                run[0].line,
                f"stands twice: the {named(run[0])} is already on line {original.line}",
                fix="remove one of the two",
            )
