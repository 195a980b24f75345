"""A bracket is left open, or closed twice, where the source has its pair.

Why: most often a line was cut, or the other bracket was deleted with a word.

Bad (en → hu): Call the lead (or the deputy). → Hívjuk a felelőst (vagy a helyettesét.
Good (en → hu): Call the lead (or the deputy). → Hívjuk a felelőst (vagy a helyettesét).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import PROSE
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "warning"

_NUMBERED = re.compile(r"(?<![\w(])\w{1,3}\)|[:;]-?[()]")
"""a) and 1), and smiling faces."""


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each block whose round brackets do not pair off while the source's do."""
    for ours, theirs in pair.both:
        if theirs.kind not in PROSE or not ("(" in theirs.prose or ")" in theirs.prose):
            continue
        at = _lonely(theirs.prose)
        if at is not None and _lonely(ours.prose) is None:
            line, column = theirs.place(at)
            mark = theirs.prose[at]
            what = "is never closed" if mark == "(" else "closes nothing"
            fix = "put in its partner, or remove it"
            yield Fault(line, f"the bracket “{mark}” {what}", column, fix, ours.line)


def _lonely(prose: str) -> int | None:
    """Offset of the first bracket without a partner."""
    skipped = {at for match in _NUMBERED.finditer(prose) for at in range(*match.span())}
    opened: list[int] = []
    for at, char in enumerate(prose):
        if char == "(" and at not in skipped:
            opened.append(at)
        elif char == ")" and not opened and at not in skipped:
            return at
        elif char == ")" and opened:
            opened.pop()
    return opened[0] if opened else None
