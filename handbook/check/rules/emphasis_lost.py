"""Bold of the source is missing, or bold was added.

Why: what stands out is what a hurried reader reads; in forms and steps it names the person or
the deadline.

Bad (en → hu): Call **the lead** today, **not tomorrow**. → Ma hívjuk **a felelőst**, ne holnap.
Good (en → hu): Call **the lead** today. → Ma **a felelőst** hívjuk.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.blocks import PROSE, Block
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import plural

SCOPE = "pair"
SEVERITY = "warning"


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield one fault a block whose number of bold parts differs (lost ones on other sites)."""
    for ours, theirs in pair.both:
        if ours.kind not in PROSE or ("**" not in ours.text and "**" not in theirs.text):
            continue
        wanted, found = _bold(ours), _bold(theirs)
        if found < wanted or (found > wanted and context.is_handbook):
            yield Fault(
                theirs.line,
                f"{plural(found, 'part')} in bold; in the source {wanted}",
                source=ours.line,
                fix="put ** around the same words as in the source",
            )


def _bold(block: Block) -> int:
    marks = [i for i in block.inlines if i.kind == "emphasis" and i.text in ("**", "__", "***")]
    return len(marks) // 2
