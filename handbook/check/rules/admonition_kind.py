r"""The kind of a box differs from the source.

Why: the kind sets colour, sign and weight; “danger” must not become “note”. Kinds are not
translated.

Bad (en → hu): !!! danger "Stop"⏎⇥Call now. → !!! note "Állj"⏎⇥Hívjuk most.
Good (en → hu): !!! danger "Stop"⏎⇥Call now. → !!! danger "Állj"⏎⇥Hívjuk most.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.pair import Pair

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each box of another kind."""
    for ours, theirs in pair.both:
        if ours.kind == theirs.kind == "admonition" and ours.marker != theirs.marker:
            column = pair.target.lines[theirs.line - 1].find(theirs.marker) + 1
            yield Fault(
                theirs.line,
                f"box of kind “{theirs.marker}”; in the source it is “{ours.marker}”",
                column=max(1, column),
                source=ours.line,
                fix=f"write “{ours.marker}”",
                edit=Edit(theirs.line, column, len(theirs.marker), ours.marker) if column else None,
            )
