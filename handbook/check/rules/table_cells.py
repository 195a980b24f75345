r"""A table cell is empty in one language and filled in the other.

Why: an emptied cell is lost text; a cell left open for handwriting must stay open.

Bad (en → hu): | Day | Place |⏎| --- | --- |⏎| Monday | Library | → | Nap | Hely |⏎| --- | ---
    |⏎| Hétfő | |
Good (en → hu): | Day | Place |⏎| --- | --- |⏎| Monday | Library | → | Nap | Hely |⏎| --- | ---
    |⏎| Hétfő | Könyvtár |
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import short

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each cell that lost or gained its text."""
    above: dict[int, str] = {}
    for ours, theirs in pair.both:
        if ours.kind == theirs.kind == "cell" and ours.text:
            above[theirs.col] = theirs.text
        if ours.kind != "cell" or bool(ours.text) == bool(theirs.text):
            continue
        line, column = theirs.place(0)
        number = f"cell {theirs.col + 1} of this row"
        if ours.text:
            message, fix = (
                f"{number} is empty; in the source it says {short(ours.text)}",
                "translate it",
            )
        elif theirs.text == above.get(theirs.col):
            continue  # the word that stands for several rows is said again in each
        else:
            message, fix = (
                f"{number} says {short(theirs.text)}; in the source it is empty",
                "empty it, or fill it in the English page first",
            )
        yield Fault(line, message, column=column, source=ours.line, fix=fix)
