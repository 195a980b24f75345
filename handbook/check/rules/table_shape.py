"""A table has other rows or columns than in the source.

Why: a lost cell shifts the rest of its row, and a form becomes a riddle.

Bad (en → hu): | Day | Place |⏎| --- | --- |⏎| Monday | Library | → | Nap | Hely |⏎| --- | ---
    |⏎| Hétfő |
Good (en → hu): | Day | Place |⏎| --- | --- |⏎| Monday | Library | → | Nap | Hely |⏎| --- | ---
    |⏎| Hétfő | Könyvtár |
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
    """Yield one fault a table for its columns, one for each odd row and run of rows."""
    yield from _columns(pair)
    for gap in pair.missing:
        first = gap.blocks[0]
        if first.kind == "row":
            more = f", and {plural(len(gap.blocks) - 1, 'row')} after it" if gap.blocks[1:] else ""
            name = named(first, pair.cells_of(first, source=True))
            fix = f"translate it from {pair.source.path}, line {first.line}"
            yield Fault(gap.line, f"missing here: the {name}{more}", source=first.line, fix=fix)
    for run in pair.added:
        if run[0].kind == "row":
            name = named(run[0], pair.cells_of(run[0]))
            fix = "remove it, or add it to the English page first"
            yield Fault(run[0].line, f"not in the source: the {name}", fix=fix)


def _columns(pair: Pair) -> Iterator[Fault]:
    odd_table = -1
    for ours, theirs in pair.both:
        if ours.kind != "row" or theirs.kind != "row" or theirs.table == odd_table:
            continue
        here, there = len(pair.cells_of(theirs)), len(pair.cells_of(ours, source=True))
        if here == there:
            continue
        what = "row"
        if theirs.row == 0:
            what, odd_table = "table", theirs.table
        yield Fault(
            theirs.line,
            f"this {what} has {plural(here, 'column')}, in the source {there}",
            source=ours.line,
            fix="give every row the same cells as the source, with a | between them",
        )
