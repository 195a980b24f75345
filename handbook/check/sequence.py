"""The cheapest alignment of two rows of units in order, with gaps.

Source: S. B. Needleman and C. D. Wunsch, “A general method applicable to the search for
similarities in the amino acid sequence of two proteins” (1970).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from handbook.check.units import Unit

GAP = 2.2
"""Cost of leaving a block alone on its side; pairs that cost more than two gaps come apart."""
LARGEST = 40_000
"""Pairs of units compared at once; beyond it blocks are paired by position."""
_ROUNDING = 1e-9

Match = tuple[Unit | None, Unit | None]
Cost = Callable[[Unit, Unit], float]


def in_order(source: Sequence[Unit], target: Sequence[Unit], cost: Cost) -> list[Match]:
    """Align two rows of units at the least cost, or by position when they are too many."""
    if len(source) * len(target) > LARGEST:
        return list(zip_longest(source, target))
    rows, cols = len(source) + 1, len(target) + 1
    best = [[0.0] * cols for _ in range(rows)]
    best[0] = [j * GAP for j in range(cols)]
    for i, unit in enumerate(source, 1):
        row, above = best[i], best[i - 1]
        row[0] = i * GAP
        for j, other in enumerate(target, 1):
            row[j] = min(above[j - 1] + cost(unit, other), above[j] + GAP, row[j - 1] + GAP)
    return _path(source, target, best)


def _path(source: Sequence[Unit], target: Sequence[Unit], best: list[list[float]]) -> list[Match]:
    found: list[Match] = []
    i, j = len(source), len(target)
    while i and j:
        if best[i][j] >= best[i][j - 1] + GAP - _ROUNDING:
            j -= 1
            found.append((None, target[j]))
        elif best[i][j] >= best[i - 1][j] + GAP - _ROUNDING:
            i -= 1
            found.append((source[i], None))
        else:
            i, j = i - 1, j - 1
            found.append((source[i], target[j]))
    found += [(None, unit) for unit in reversed(target[:j])]
    found += [(unit, None) for unit in reversed(source[:i])]
    return found[::-1]
