"""Cells of a row of a table, as written."""

from __future__ import annotations

import re

_PIPES = re.compile(r"\\[\\|`]|`+|\|")

Cell = tuple[int, str]
"""Offset of a cell in its row, and its text."""


def cells(row: str, bordered: bool) -> list[Cell]:
    """Cells of a row as written; pipes in code or after a backslash divide nothing."""
    pipes = _pipes(row)
    stop = len(row.rstrip())
    starts, ends = [0, *(pipe + 1 for pipe in pipes)], [*pipes, stop]
    if bordered and pipes and not row[: pipes[0]].strip():
        starts, ends = starts[1:], ends[1:]
    if bordered and pipes and pipes[-1] == stop - 1 and len(ends) > 1:
        starts, ends = starts[:-1], ends[:-1]
    found = []
    for start, end in zip(starts, ends, strict=True):
        part = row[start:end]
        text = part.strip()
        found.append((start + (len(part) - len(part.lstrip()) if text else 0), text))
    return found


def _pipes(row: str) -> list[int]:
    """Offsets of the pipes that divide a row."""
    marks = [(m.start(), m[0]) for m in _PIPES.finditer(row) if m[0][0] != "\\"]
    if "`" not in row:
        return [at for at, _ in marks]
    closing: dict[str, int] = {}
    partner = [-1] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index][1]
        if mark != "|":
            partner[index] = closing.get(mark, -1)
            closing[mark] = index
    found, index = [], 0
    while index < len(marks):
        if marks[index][1] == "|":
            found.append(marks[index][0])
        index = max(index, partner[index]) + 1
    return found
