"""How alike a block and a translated one are: kind, place, length, and what both write the same.

Lengths follow Gale and Church, “A program for aligning sentences in bilingual corpora” (1993).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from handbook.check.units import Unit

_SPREAD = 0.24
_USUAL = 1.15
"""Length of a translation to English, in characters (this book: 1.14 Serbian to 1.22 Hungarian)."""
_DOUBT = 500
"""Characters that count for the usual ratio beside those of the page."""
_OTHER_KIND = 2.6
_KINSHIP = {
    frozenset(("paragraph", "item")): 1.2,
    frozenset(("paragraph", "admonition")): 1.6,
    frozenset(("paragraph", "table")): 1.2,
    frozenset(("paragraph", "heading")): 1.6,
    frozenset(("paragraph", "code")): 1.0,
    frozenset(("item", "code")): 1.2,
}


def length_ratio(source: Sequence[Unit], target: Sequence[Unit]) -> float:
    """Length of the translation to that of the source, in characters; a short page says little."""
    ours, theirs = (sum(unit.length for unit in units) for units in (source, target))
    return min(2.0, max(0.5, (theirs + _USUAL * _DOUBT) / (ours + _DOUBT)))


def pair_cost(source: Unit, target: Unit, ratio: float) -> float:
    """Cost of taking two units for the same; about 0 when they agree, below it when much does."""
    ours, theirs, cost = source.block, target.block, 0.0
    if ours.kind != theirs.kind:
        cost += _KINSHIP.get(frozenset((ours.kind, theirs.kind)), _OTHER_KIND)
    elif ours.kind == "heading" and ours.level != theirs.level:
        cost += 1.0
    if ours.within != theirs.within:
        cost += 0.5
    if ours.id and theirs.id and ours.id != theirs.id:
        cost += 1.0
    return cost + length_cost(source, target, ratio) + _mark_cost(source.marks, target.marks)


def deviation(source: int, target: int, ratio: float) -> float:
    """How far a length is from the usual, in standard deviations; negative: too short."""
    ours, theirs = source + 6, target + 6
    spread = _SPREAD + 1.6 / math.sqrt(ours)
    return math.log(theirs / (ours * ratio)) / spread


def length_cost(source: Unit, target: Unit, ratio: float) -> float:
    """Cost of a difference in length, at most 4."""
    return min(4.0, deviation(source.length, target.length, ratio) ** 2 / 2)


def _mark_cost(source: frozenset[str], target: frozenset[str]) -> float:
    same, other = len(source & target), len(source ^ target)
    return max(-6.0, min(3.0, 0.6 * other - 0.9 * same))
