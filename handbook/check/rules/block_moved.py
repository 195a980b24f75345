r"""A block stands in another place than in the source.

Why: steps in another order are other steps.

Bad (en → hu): Call the lead at 112 Main Street.⏎⏎Write it all down in the register. → Mindent
    írjunk be a nyilvántartásba.⏎⏎Hívjuk a felelőst, 112 Fő utca.
Good (en → hu): Call the lead at 112 Main Street.⏎⏎Write it all down in the register. → Hívjuk a
    felelőst, 112 Fő utca.⏎⏎Mindent írjunk be a nyilvántartásba.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import named

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each block (heading with what stands below it) that moved."""
    for ours, theirs in pair.moved:
        cells = pair.cells_of(theirs)
        yield Fault(
            theirs.line,
            f"in another place than in the source: the {named(theirs, cells)}",
            source=ours.line,
            fix=f"move it to where it stands in {pair.source.path}, line {ours.line}",
        )
