"""Compares what must be the same in two aligned blocks, and says it in one fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from handbook.blocks import Block
from handbook.check.model import Fault

Things = Sequence[tuple[str, int]]
"""Things found in a block: how they are written, and their offset in its text."""


def difference(
    ours: Block, theirs: Block, source: Things, target: Things, noun: str
) -> Iterator[Fault]:
    """Yield one fault if the things of a block are not those of its source, in any order."""
    wanted, found = Counter(name for name, _ in source), Counter(name for name, _ in target)
    if wanted == found:
        return
    lost, extra = list((wanted - found).elements()), list((found - wanted).elements())
    at = next((offset for name, offset in target if name in extra), 0)
    line, column = theirs.place(at)
    if lost and extra:
        message = f"{noun} {_quoted(extra)} should be {_quoted(lost)}, as in the source"
        fix = f"write {_quoted(lost)}"
    elif lost:
        message, fix = f"{noun} {_quoted(lost)} of the source is missing", "put it in"
    else:
        message, fix = f"{noun} {_quoted(extra)} is not in the source", "remove it"
    yield Fault(line, message, column=column, source=ours.line, fix=fix)


def _quoted(names: list[str]) -> str:
    counts = Counter(names)
    shown = [
        f"“{name}”" + (f" ({count} times)" if count > 1 else "") for name, count in counts.items()
    ]
    return ", ".join(shown[:3]) + (", …" if len(shown) > 3 else "")
