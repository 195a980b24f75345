"""A block is much shorter than its source: the end seems to be missing.

Why: half a paragraph looks complete to those who cannot compare it.

Bad (en → hu): Call the lead at once, stay with the young person, and write down what you heard
    before the day is over. → Azonnal hívjuk a felelőst.
Good (en → hu): Call the lead at once, stay with the young person, and write down what you heard
    before the day is over. → Azonnal hívjuk a felelőst, maradjunk a fiatal mellett, és még aznap
    írjuk le, amit hallottunk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handbook.blocks import PROSE, Block
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.sentence_fit import Fit
from handbook.check.words import plural, short

SCOPE = "pair"
SEVERITY = "warning"

_END = re.compile(r"[.!?…:;][\s\0\"”“’»«)*_\]]*$")
_STOP = re.compile(r"[.!?…][\s\0\"”“’»«)*_\]]*$")
_SHORT = 60
"""Characters from which lengths can be compared."""
_BAND = -1.5
"""Standard deviations below the usual length; with fewer sentences a third of it."""
_SHORTER = -0.2
"""Deviation below which as many sentences as in the source are doubted, too."""
_LOST = (1.6, 2.8)
"""How clear it must be that a sentence is lost: when there are fewer of them than in the source,
and when there are not. Right blocks of the book reach 1.5 and 2.5; of lost sentences 94 and 70 of
100 are above."""


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each block that is too short or breaks off."""
    for ours, theirs in pair.both:
        if ours.kind != theirs.kind or len(ours.text) < _SHORT or ours.kind not in PROSE:
            continue
        why = _reason(ours, theirs, pair)
        if why:
            yield Fault(
                theirs.end,
                why,
                source=ours.line,
                fix=f"compare it with {pair.source.path}, line {ours.line}",
            )


def _reason(ours: Block, theirs: Block, pair: Pair) -> str | None:
    fit = Fit.of(ours, theirs, pair.language, pair.usual_ratio)
    if sum(fit.ours) < _SHORT:
        return None
    fewer = len(fit.target) < len(fit.source)
    if fit.how_far < _BAND or (fewer and fit.how_far < _BAND / 3):
        return (
            f"part of the text seems to be missing: {_measured(fit.theirs)}; "
            f"in the source {_measured(fit.ours)}"
        )
    if theirs.kind != "cell" and (fewer or fit.how_far < _SHORTER):
        lone = fit.lost()
        if lone and lone.score > _LOST[not fewer]:
            return f"a sentence seems to be missing, perhaps {short(lone.text)}"
    ending = theirs.prose.rstrip()[-1:]
    if _STOP.search(ours.prose) and ending.isalnum():
        return _BREAKS_OFF
    if fit.how_far < -0.5 and _END.search(ours.prose) and not _END.search(theirs.prose):
        return _BREAKS_OFF
    return None


_BREAKS_OFF = "the end seems to be missing: it breaks off without a full stop"


def _measured(lengths: Sequence[int]) -> str:
    return f"{plural(len(lengths), 'sentence')}, {sum(lengths)} characters"
