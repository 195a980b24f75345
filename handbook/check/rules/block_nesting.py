r"""A block stands inside a box or list in one language and outside it in the other.

Why: text that slipped out of its warning box is no warning any more; most often four spaces at
the start of the line are missing.

Bad (en → hu): !!! danger "Stop"⏎⇥Call now. → !!! danger "Állj"⏎⏎Hívjuk most.
Good (en → hu): !!! danger "Stop"⏎⇥Call now. → !!! danger "Állj"⏎⇥Hívjuk most.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import KINDS, named, plural

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each run of blocks that left or entered a container."""
    before: tuple[str, ...] | None = None
    for ours, theirs in pair.both:
        if ours.kind == "cell":
            continue
        differs = ours.within if ours.within != theirs.within else None
        if differs is not None and differs != before:
            yield Fault(
                theirs.line,
                f"the {named(theirs)} stands {_difference(theirs.within, ours.within)}",
                source=ours.line,
                fix=f"indent it by {4 * len(ours.within)} spaces"
                if ours.within
                else "remove the spaces before it",
            )
        before = differs


def _difference(here: tuple[str, ...], there: tuple[str, ...]) -> str:
    if _where(here) != _where(there):
        return f"{_where(here)}, in the source {_where(there)}"
    steps = plural(abs(len(here) - len(there)) or 1, "step")
    return f"{steps} further {'in' if len(here) > len(there) else 'out'} than in the source"


def _where(within: tuple[str, ...]) -> str:
    names = {**KINDS, "quote": "quotation"}
    return f"inside a {names[within[-1]]}" if within else "by itself"
