r"""A block of the source has no translation.

Why: what is missing here is missing for everyone who reads this language; a lost safety step can
do harm.

Bad (en → hu): Call the lead.⏎⏎Write it down today. → Hívjuk a felelőst.
Good (en → hu): Call the lead.⏎⏎Write it down today. → Hívjuk a felelőst.⏎⏎Még ma írjuk le.
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
    """Yield one fault for each run of missing blocks, or one for a page with another text."""
    if pair.drift.is_far:
        yield _other_text(pair)
    for gap in pair.missing:
        first = gap.blocks[0]
        if first.kind == "row" or gap.into:
            continue  # table-shape, block-merged
        more = len([block for block in gap.blocks if block.kind not in ("row", "cell")]) - 1
        rest = f", and {plural(more, 'block')} after it" if more > 0 else ""
        yield Fault(
            gap.line,
            f"missing here: the {named(first)}{rest}",
            source=first.line,
            fix=f"translate it from {pair.source.path}, line {first.line}",
        )


def _other_text(pair: Pair) -> Fault:
    found, first = pair.drift, next(iter(pair.target.blocks), None)
    return Fault(
        first.line if first else 1,
        f"the page follows another text than its source: {found.blocks} of {found.of} blocks are "
        "missing, added or elsewhere",
        fix=f"compare the whole page with {pair.source.path}; it seems to be translated from "
        "another version",
    )
