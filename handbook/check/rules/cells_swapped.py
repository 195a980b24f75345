r"""Two cells of a table row have changed places.

Why: what stands in the wrong column says something else. Only told where lengths, figures or known
words show it.

Bad (en → hu): | What | Who calls the young person first |⏎| --- | --- |⏎| Diary | The coordinator
    of the programme or her deputy | → | Mi | Ki hívja fel először a fiatalt |⏎| --- | --- |⏎| A
    program koordinátora vagy a helyettese | Napló |
Good (en → hu): | What | Who calls the young person first |⏎| --- | --- |⏎| Diary | The coordinator
    of the programme or her deputy | → | Mi | Ki hívja fel először a fiatalt |⏎| --- | --- |⏎| Napló
    | A program koordinátora vagy a helyettese |
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from handbook.check.context import Context
from handbook.check.likeness import deviation
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.units import Unit
from handbook.check.words import short

SCOPE = "pair"
SEVERITY = "error"

_CLEAR = 1.8
"""How much better two cells must fit with their partners exchanged; right rows reach 1.55."""
_VOTE = 2.0
"""What each figure, badge or known word tells that stands in the other cell."""
_MOST = 12
"""Columns compared, so that a hostile table costs little."""


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each row in which two cells fit better the other way round."""
    for ours, theirs in pair.rows:
        cells = list(zip(ours.parts, theirs.parts, strict=True))[:_MOST]
        ways = (
            (_gain(*one, *other, pair.ratio), one[1], other[1])
            for one, other in combinations(cells, 2)
        )
        gain, first, second = max(ways, key=lambda way: way[0], default=(-math.inf, theirs, theirs))
        if gain > _CLEAR:
            line, column = first.block.place(0)
            columns = f"cells {first.block.col + 1} and {second.block.col + 1} of this row"
            shown = " and ".join(
                short(cell.text) if cell.text else "nothing" for cell in (first, second)
            )
            message = f"{columns} have changed places: {shown}"
            yield Fault(line, message, column, "exchange them", source=ours.block.line)


def _gain(a: Unit, b: Unit, c: Unit, d: Unit, ratio: float) -> float:
    """How much better ``a`` fits ``d`` and ``c`` fits ``b`` than ``a`` ``b`` and ``c`` ``d``."""
    votes = _common(a, d) + _common(c, b) - _common(a, b) - _common(c, d)
    if votes < 0 or not (a.length or c.length) or not (b.length or d.length):
        return -math.inf
    straight, crossed = _cost(a, b, ratio) + _cost(c, d, ratio), _cost(a, d, ratio)
    return straight - crossed - _cost(c, b, ratio) + _VOTE * votes


def _common(ours: Unit, theirs: Unit) -> int:
    return len(ours.roots & theirs.roots) + len(ours.marks & theirs.marks)


def _cost(ours: Unit, theirs: Unit, ratio: float) -> float:
    return deviation(ours.length, theirs.length, ratio) ** 2
