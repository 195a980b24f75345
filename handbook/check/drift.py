"""Pages that follow another text than their source: rewritten, or made from an older version.

Told block by block, one cause would give dozens of findings, and pairs made of what happens to
stand side by side would give wrong ones. Such a page gets one finding; other rules compare only
the pairs that are surely each other's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from handbook.check.align import Alignment
from handbook.check.likeness import length_cost
from handbook.check.sequence import Match
from handbook.check.units import Unit

_RUNS, _SHARE = 5, 0.25
"""Places that differ, and share of the blocks that do, below which no page has drifted."""
_TOGETHER = 3.0
"""The two multiplied: twelve places in a quarter of the blocks, six in half of them. So many are
no accident: on eleven translated sites faithful pages stay below it."""
_ALIKE = 1.0
"""Cost of a difference in length up to which a pair with words in common is trusted."""


@dataclass(frozen=True)
class Drift:
    """How many blocks stand alone, elsewhere or for another kind, in what runs, of how many."""

    blocks: int
    runs: int
    of: int

    @property
    def is_far(self) -> bool:
        """Whether the page follows another text."""
        share = self.blocks / self.of if self.of else 0.0
        return self.runs >= _RUNS and share >= _SHARE and self.runs * share >= _TOGETHER


def drift(alignment: Alignment) -> Drift:
    """Measure how far a translation is from its source."""
    odd = [_is_odd(match) for match in alignment.matches]
    starts = sum(now and not before for before, now in pairwise([False, *odd]))
    moved = len(alignment.moved)
    return Drift(min(len(odd), sum(odd) + moved), starts + moved, len(odd))


def _is_odd(match: Match) -> bool:
    ours, theirs = match
    if ours is None or theirs is None:
        return True
    return ours.block.kind != theirs.block.kind or ours.block.within != theirs.block.within


def apart(matches: list[Match], ratio: float) -> list[Match]:
    """Take apart the pairs that only happen to stand side by side."""
    found: list[Match] = []
    for ours, theirs in matches:
        if ours and theirs and not _is_sure(ours, theirs, ratio):
            found += [(ours, None), (None, theirs)]
        else:
            found.append((ours, theirs))
    return found


def _is_sure(ours: Unit, theirs: Unit, ratio: float) -> bool:
    if ours.block.kind != theirs.block.kind or ours.block.within != theirs.block.within:
        return False
    shared = len(ours.marks & theirs.marks) + len(ours.roots & theirs.roots)
    return bool(shared) and length_cost(ours, theirs, ratio) < _ALIKE
