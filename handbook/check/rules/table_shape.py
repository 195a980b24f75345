"""A table has other rows or columns than in the source.

Why: a lost cell shifts the rest of its row, and a form becomes a riddle.

Bad (en → hu): | Day | Place |⏎| --- | --- |⏎| Monday | Library | → | Nap | Hely |⏎| --- | ---
    |⏎| Hétfő |
Good (en → hu): | Day | Place |⏎| --- | --- |⏎| Monday | Library | → | Nap | Hely |⏎| --- | ---
    |⏎| Hétfő | Könyvtár |
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import named, plural

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault a table for its columns, one for each odd row and run of rows."""
    yield from _columns(pair)
    other = {
        (ours.table, theirs.table) for ours, theirs in pair.both if _is_other(pair, ours, theirs)
    }
    ours_other, theirs_other = {ours for ours, _ in other}, {theirs for _, theirs in other}
    for gap in pair.missing:
        first = gap.blocks[0]
        if first.kind == "row" and first.table not in ours_other:
            name = named(first, pair.cells_of(first, source=True)) + _more(gap.blocks)
            fix = f"translate it from {pair.source.path}, line {first.line}"
            yield Fault(gap.line, f"missing here: the {name}", source=first.line, fix=fix)
    for run in pair.added:
        if run[0].kind == "row" and run[0].table not in theirs_other:
            name = named(run[0], pair.cells_of(run[0])) + _more(run)
            fix = "remove it, or add it to the English page first"
            yield Fault(run[0].line, f"not in the source: the {name}", fix=fix)


def _more(rows: list[Block]) -> str:
    return f", and {plural(len(rows) - 1, 'row')} after it" if rows[1:] else ""


def _is_other(pair: Pair, ours: Block, theirs: Block) -> bool:
    """Whether two rows are headers of tables with other columns: then their rows differ, too."""
    if not (ours.kind == theirs.kind == "row" and ours.row == theirs.row == 0):
        return False
    return len(pair.cells_of(theirs)) != len(pair.cells_of(ours, source=True))


def _columns(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each odd row, and one for all tables of a page with the same columns."""
    odd_table = -1
    told: set[tuple[int, int]] = set()
    for ours, theirs in pair.both:
        if ours.kind != "row" or theirs.kind != "row" or theirs.table == odd_table:
            continue
        here, there = len(pair.cells_of(theirs)), len(pair.cells_of(ours, source=True))
        if here == there:
            continue
        what = "row"
        if theirs.row == 0:
            what, odd_table = "table", theirs.table
            if (here, there) in told:
                continue
            told.add((here, there))
        yield Fault(
            theirs.line,
            f"this {what} has {plural(here, 'column')}, in the source {there}",
            source=ours.line,
            fix="give every row the same cells as the source, with a | between them",
        )
