"""Badges are those of the source, in the same paragraph.

Why: the same statement rests on the same source in every language; a lost badge leaves a bare
claim, a wrong one sends the reader to another study.

Bad (en → hu): It helps [some](ref:R10). → Segít [some](ref:R12).
Bad (en → hu): It helps [some](ref:R10). → Segít [néhány](ref:R10).
Good (en → hu): It helps [some](ref:R10). → Segít [some](ref:R10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.blocks import Block
from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.pair import Pair
from handbook.evidence import badges
from handbook.inline import Inline

SCOPE = "pair"
SEVERITY = "error"


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each block whose badges are not those of its source, in any order."""
    for ours, theirs in pair.both:
        wanted, found = badges(ours), badges(theirs)
        if [*map(_written, wanted)] != [*map(_written, found)]:
            yield from _difference(ours, theirs, wanted, found)


def _difference(
    ours: Block, theirs: Block, wanted: list[Inline], found: list[Inline]
) -> Iterator[Fault]:
    lacking = Counter(map(_written, wanted)) - Counter(map(_written, found))
    excess = Counter(map(_written, found)) - Counter(map(_written, wanted))
    if not lacking and not excess:
        return
    lost, extra = sorted(lacking.elements()), sorted(excess.elements())
    first = next((badge for badge in found if _written(badge) in excess), None)
    line, column = theirs.place(first.start if first else len(theirs.text.rstrip()))
    edit = None
    if lost and extra:
        message = f"badge {_joined(extra)} should be {_joined(lost)}, as in the source"
        fix = f"write {_joined(lost)}"
        if first and len(lost) == len(extra) == 1:
            edit = Edit(line, column, first.end - first.start, lost[0])
    elif lost:
        message, fix = f"badge {_joined(lost)} of the source is missing", "add it to the statement"
    else:
        message, fix = f"badge {_joined(extra)} is not in the source", "remove it"
    yield Fault(line, message, column=column, source=ours.line, fix=fix, edit=edit)


def _written(badge: Inline) -> str:
    return f"[{badge.text}](ref:{badge.target})"


def _joined(badges: list[str]) -> str:
    return ", ".join(badges[:4]) + (", …" if len(badges) > 4 else "")
