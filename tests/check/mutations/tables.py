"""Defects of tables."""

from __future__ import annotations

from itertools import pairwise

from .lists import different
from .model import Change, Desk, plants
from .phrases import CELLS
from .sheet import CELL, Block, is_delimiter


def _body_rows(desk: Desk) -> list[Block]:
    return [row for table in desk.target.tables() for row in table[2:]]


@plants("row-missing")
def _row_missing(desk: Desk) -> Change | None:
    rows = _body_rows(desk)
    texts = [row.text for row in rows]
    row = desk.pick([row for row in rows if texts.count(row.text) == 1])
    return desk.splice(row.start, row.end, [], f"gone: {row.text[:60]!r}") if row else None


@plants("row-added")
def _row_added(desk: Desk) -> Change | None:
    row = desk.pick(_body_rows(desk))
    if row is None:
        return None
    new = f"| {CELLS[desk.language]} {'|  ' * (row.text.count('|') - 2)}|"
    return desk.splice(row.end, row.end, [new], f"added: {new!r}")


@plants("row-duplicated")
def _row_duplicated(desk: Desk) -> Change | None:
    row = desk.pick([row for row in _body_rows(desk) if row.words > 3])
    if row is None:
        return None
    change = desk.splice(row.end, row.end, [desk.target.lines[row.start]], "a row twice")
    return Change(change.lines, row.end, change.note, also=(row.start,))


@plants("rows-swapped")
def _rows_swapped(desk: Desk) -> Change | None:
    """Two neighbouring rows that differ in figures, links or length."""
    rows = _body_rows(desk)
    pairs = [(a, b) for a, b in pairwise(rows) if a.end == b.start]
    pair = desk.pick([(a, b) for a, b in pairs if different(a.text, b.text)])
    if pair is None:
        return None
    lines = desk.target.lines
    new = [lines[pair[1].start], lines[pair[0].start]]
    change = desk.splice(pair[0].start, pair[1].end, new, "two rows swapped")
    return Change(change.lines, pair[0].start, change.note, also=(pair[1].start,))


@plants("cell-emptied")
def _emptied(desk: Desk) -> Change | None:
    spot = desk.pick([(n, m) for n, _, m in desk.target.cells() if m[0].strip()])
    return desk.put(spot[0], spot[1].start(), spot[1].end(), "  ", "") if spot else None


@plants("cell-filled")
def _filled(desk: Desk) -> Change | None:
    """An empty cell of a form comes filled in."""
    spot = desk.pick([(n, m) for n, _, m in desk.target.cells() if not m[0].strip()])
    if spot is None:
        return None
    return desk.put(spot[0], spot[1].start(), spot[1].end(), f" {CELLS[desk.language]} ", "")


def _cut(line: str, column: int, new: str | None) -> str:
    """A row with one cell replaced, or taken out."""
    cells = line.strip().strip("|").split("|")
    cells[column : column + 1] = [] if new is None else [new]
    return f"|{'|'.join(cells)}|"


@plants("column-lost")
def _column(desk: Desk) -> Change | None:
    tables = [t for t in desk.target.tables() if t[0].text.count("|") > 3 and not t[0].indent]
    table = desk.pick(tables)
    if table is None:
        return None
    column = desk.dice.randrange(1, table[0].text.count("|") - 1)
    new = [_cut(row.text, column, None) for row in table]
    change = desk.splice(table[0].start, table[-1].end, new, f"column {column + 1} gone")
    return Change(change.lines, table[0].start, change.note, also=tuple(_lines(table)))


def _lines(table: list[Block]) -> list[int]:
    return [row.start for row in table]


@plants("cell-lost")
def _cell_lost(desk: Desk) -> Change | None:
    """One row has a cell less: the rest of it moves one to the left."""
    row = desk.pick([row for row in _body_rows(desk) if row.words > 2 and not row.indent])
    if row is None:
        return None
    column = desk.dice.randrange(row.text.count("|") - 1)
    return desk.splice(row.start, row.end, [_cut(row.text, column, None)], "a cell lost")


@plants("pipe-lost")
def _pipe(desk: Desk) -> Change | None:
    """The bar between two cells is lost: they become one."""
    spots = [
        (row.start, match.end())
        for row in _body_rows(desk)
        for match in list(CELL.finditer(desk.target.lines[row.start]))[:-1]
        if match[0].strip()
    ]
    spot = desk.pick(spots)
    return desk.put(spot[0], spot[1], spot[1] + 1, "", "bar lost") if spot else None


@plants("delimiter-lost")
def _delimiter(desk: Desk) -> Change | None:
    """The line under the head of a table is lost: there is no table any more."""
    table = desk.pick(desk.target.tables())
    if table is None or not is_delimiter(table[1].text):
        return None
    change = desk.splice(table[1].start, table[1].end, [], "line of dashes gone")
    return Change(change.lines, table[0].start, change.note, also=tuple(_lines(table)))


@plants("table-split")
def _split(desk: Desk) -> Change | None:
    """An empty line slips into a table: what follows is no table."""
    tables = [table for table in desk.target.tables() if len(table) > 3]
    table = desk.pick(tables)
    if table is None:
        return None
    row = desk.dice.choice(table[3:])
    change = desk.splice(row.start, row.start, [""], "empty line in the table")
    return Change(change.lines, row.start + 1, change.note, also=(row.start - 1,))
