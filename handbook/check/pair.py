"""A source page and its translation, blocks aligned: what rules of scope ``pair`` judge."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.blocks import PROSE, Block
from handbook.book import Page
from handbook.check.align import Alignment, align, align_rows
from handbook.check.drift import Drift, apart, drift
from handbook.check.likeness import deviation, length_ratio
from handbook.check.sequence import Match
from handbook.check.units import Unit, units
from handbook.lazy import lazy
from handbook.render.collation import sort_key

_TOO_LONG = 0.5
"""Standard deviations from which a block may hold the words of its neighbour."""
_ODD = 1.0
"""Standard deviations from which a block's length says nothing of the usual one."""

BlockMatch = tuple[Block | None, Block | None]


@dataclass(frozen=True)
class Gap:
    """Source blocks that the translation lacks, and the line of it before which they belong.

    ``into`` is the neighbour into which a single one ran, if it did.
    """

    blocks: list[Block]
    line: int
    into: Block | None = None


@dataclass(frozen=True)
class Side:
    """A page with its units, so that a source page is taken apart once for all editions."""

    page: Page

    @lazy
    def units(self) -> list[Unit]:
        """Units of the page, in order."""
        return units(self.page)


@dataclass(frozen=True)
class Pair:
    """A source page and its translation."""

    source_side: Side
    target_side: Side

    @classmethod
    def of(cls, source: Page, target: Page) -> Pair:
        """Pair two pages."""
        return cls(Side(source), Side(target))

    @property
    def source(self) -> Page:
        """The page translated from."""
        return self.source_side.page

    @property
    def target(self) -> Page:
        """The translation."""
        return self.target_side.page

    @property
    def language(self) -> str:
        """Locale of the translation."""
        return self.target.edition

    @lazy
    def alignment(self) -> Alignment:
        """Units of both pages, aligned."""
        return align(self.source_side.units, self.target_side.units)

    @lazy
    def drift(self) -> Drift:
        """How far the translation is from its source."""
        return drift(self.alignment)

    @lazy
    def _units(self) -> list[Match]:
        """Aligned units; on a page that follows another text only sure pairs."""
        matches = self.alignment.matches
        return apart(matches, self.ratio) if self.drift.is_far else matches

    @lazy
    def notes(self) -> list[BlockMatch]:
        """Definitions of notes, by label."""
        ours, theirs = (
            {block.marker: block for block in page.blocks if block.kind == "footnote"}
            for page in (self.source, self.target)
        )
        return [(ours.get(label), theirs.get(label)) for label in {**ours, **theirs}]

    @lazy
    def _tables(self) -> dict[int, Alignment]:
        """Rows of each pair of tables, aligned, by the identity of the source table's unit."""
        return {
            id(ours): align_rows(ours.parts, theirs.parts)
            for ours, theirs in self._units
            if ours and theirs and ours.parts and theirs.parts
        }

    @lazy
    def rows(self) -> list[tuple[Unit, Unit]]:
        """Aligned rows of tables, below their heads, that have as many cells on either side."""
        return [
            (ours, theirs)
            for table in self._tables.values()
            for ours, theirs in table.matches[1:]
            if ours and theirs and len(ours.parts) == len(theirs.parts)
        ]

    @lazy
    def matches(self) -> tuple[BlockMatch, ...]:
        """All blocks in order, aligned; None on the side that lacks one."""
        found: list[BlockMatch] = []
        for ours, theirs in self._units:
            found.append((ours.block if ours else None, theirs.block if theirs else None))
            if id(ours) in self._tables:
                found += _cells(self._tables[id(ours)].matches)
        return (*found, *self.notes)

    @lazy
    def missing(self) -> list[Gap]:
        """Runs of source blocks without a translation; none where the page follows another text."""
        gaps: list[Gap] = []
        if self.drift.is_far:
            return gaps
        for index, (ours, theirs) in enumerate(self.matches):
            if not ours or theirs or ours.kind == "footnote":
                continue
            previous = self.matches[index - 1] if index else (None, None)
            if gaps and previous == (gaps[-1].blocks[-1], None):
                gaps[-1] = Gap([*gaps[-1].blocks, ours], gaps[-1].line)
            else:
                gaps.append(Gap([ours], self._line_after(index), self._into(index)))
        return gaps

    def _into(self, index: int) -> Block | None:
        """Find the neighbour that holds the words of a missing block, too, by its length."""
        lost = self.matches[index][0]
        for at in (index - 1, index + 1):
            ours, theirs = self.matches[at] if 0 <= at < len(self.matches) else (None, None)
            if not (lost and ours and theirs and lost.kind == ours.kind) or ours.kind not in PROSE:
                continue
            one, lost_too, found = (Unit(block).length for block in (ours, lost, theirs))
            alone = deviation(one, found, self.ratio)
            if alone > _TOO_LONG and abs(deviation(one + lost_too, found, self.ratio)) < alone / 2:
                return theirs
        return None

    def _line_after(self, index: int) -> int:
        for _, theirs in self.matches[index + 1 :]:
            if theirs and theirs.kind != "footnote":
                return theirs.line
        return len(self.target.raw.rstrip("\n").split("\n"))

    @lazy
    def added(self) -> list[list[Block]]:
        """Runs of blocks that the source lacks; none where the page follows another text."""
        runs: list[list[Block]] = []
        if self.drift.is_far:
            return runs
        for index, (ours, theirs) in enumerate(self.matches):
            if not theirs or ours or theirs.kind == "footnote":
                continue
            if runs and index and self.matches[index - 1] == (None, runs[-1][-1]):
                runs[-1].append(theirs)
            else:
                runs.append([theirs])
        return runs

    @lazy
    def moved(self) -> list[tuple[Block, Block]]:
        """Blocks that stand elsewhere in the translation, except rows put in its own alphabet."""
        if self.drift.is_far:
            return []
        found = list(self.alignment.moved)
        for ours, theirs in self.alignment.matches:
            if ours and theirs and id(ours) in self._tables:
                rows = self._tables[id(ours)].moved
                if not (_is_alphabetical(ours, "en") and _is_alphabetical(theirs, self.language)):
                    found += rows
        return [(a.block, b.block) for a, b in found]

    @lazy
    def duplicates(self) -> dict[Block, Block]:
        """Blocks without a source that stand twice on the page: the copy and the other one."""
        first: dict[str, Block] = {}
        for ours, theirs in self.matches:
            if ours and theirs and len(theirs.text) > 12:
                first.setdefault(" ".join(theirs.text.split()), theirs)
        found = ((run[0], first.get(" ".join(run[0].text.split()))) for run in self.added)
        return {copy: other for copy, other in found if other}

    @lazy
    def _cells(self) -> dict[tuple[bool, int, int], list[Block]]:
        cells: dict[tuple[bool, int, int], list[Block]] = {}
        for page in (self.source, self.target):
            for block in page.blocks:
                if block.kind == "cell":
                    key = (page is self.source, block.table, block.row)
                    cells.setdefault(key, []).append(block)
        return cells

    def cells_of(self, row: Block, *, source: bool = False) -> list[Block]:
        """Cells of a row of the translation, or of the source."""
        return self._cells.get((source, row.table, row.row), []) if row.kind == "row" else []

    @lazy
    def ratio(self) -> float:
        """Usual length of this translation to that of its source, in characters."""
        return length_ratio(self.source_side.units, self.target_side.units)

    @lazy
    def usual_ratio(self) -> float:
        """The same of the blocks that stand on both sides, odd ones left out.

        A page that is cut off, or one block too long, says nothing of how long the others are.
        """
        both = [(Unit(a), Unit(b)) for a, b in self.both if a.kind == b.kind and a.kind in PROSE]
        rough = length_ratio([ours for ours, _ in both], [theirs for _, theirs in both])
        usual = [
            (ours, theirs)
            for ours, theirs in both
            if abs(deviation(ours.length, theirs.length, rough)) < _ODD
        ]
        return length_ratio([ours for ours, _ in usual], [theirs for _, theirs in usual])

    @lazy
    def both(self) -> tuple[tuple[Block, Block], ...]:
        """Aligned blocks that stand on both sides."""
        return tuple((ours, theirs) for ours, theirs in self.matches if ours and theirs)


def _cells(rows: list[Match]) -> list[BlockMatch]:
    found: list[BlockMatch] = []
    for ours, theirs in rows:
        found.append((ours.block if ours else None, theirs.block if theirs else None))
        if ours and theirs and len(ours.parts) == len(theirs.parts):
            cells = zip(ours.parts, theirs.parts, strict=True)
            found += [(a.block, b.block) for a, b in cells]
    return found


def _is_alphabetical(table: Unit, language: str) -> bool:
    names = [row.parts[0].text for row in table.parts[1:] if row.parts]
    return names == sorted(names, key=sort_key(language))
