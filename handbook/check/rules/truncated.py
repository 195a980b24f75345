"""A block is much shorter than its source: the end seems to be missing.

Why: half a paragraph looks complete to those who cannot compare it.

Bad (en → hu): Call the lead at once, stay with the young person, and write down what you heard
    before the day is over. → Azonnal hívjuk a felelőst.
Good (en → hu): Call the lead at once, stay with the young person, and write down what you heard
    before the day is over. → Azonnal hívjuk a felelőst, maradjunk a fiatal mellett, és még aznap
    írjuk le, amit hallottunk.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from handbook.blocks import PROSE
from handbook.check.context import Context
from handbook.check.likeness import deviation
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.words import plural, short

SCOPE = "pair"
SEVERITY = "warning"

_END = re.compile(r"[.!?…:;][\s\0\"”“’»)*_\]]*$")
_SHORTENED = "".join(
    rf"(?<!\b{word}\.)"
    for word in ("etc", "vs", "usw", "bzw", "stb", "pl", "ill", "itd", "npr", "utt", "piem", "др")
)
_SENTENCE = re.compile(
    rf"[.!?…]{_SHORTENED}"  # the sign first: it is looked for at the speed of a search
    r"[\0\"”“’»)*_\]]*(?=\s*$|[\s\0]+[^\s\0(a-záéíóöőúüűčćđšžāēģīķļņū\u0430-\u044f])"
)
"""End of a sentence: not before a small letter or a bracket, nor after a shortened word."""
_SHORT = 60
"""Characters from which lengths can be compared."""
_BAND = -1.5
"""Standard deviations below the usual length; with fewer sentences a third of it."""
_SHORTER = -0.2
"""Deviation below which as many sentences as in the source are doubted, too."""
_BETTER = (0.3, 2.0)
"""How much better the sentences must fit without the source's last one: when there are fewer of
them than in the source, and when there are not. Set on the book's own 3,400 blocks."""
_UNEVEN = 1.0
"""Cost of one sentence standing for two."""
_MOST = 900
"""Pairs of sentences looked at, so that a hostile page costs little."""


def check(pair: Pair, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each block that is too short or breaks off."""
    for ours, theirs in pair.both:
        if ours.kind != theirs.kind or len(ours.text) < _SHORT or ours.kind not in PROSE:
            continue
        why = _reason(ours.prose, theirs.prose, pair.ratio)
        if why:
            yield Fault(
                theirs.end,
                why,
                source=ours.line,
                fix=f"compare it with {pair.source.path}, line {ours.line}",
            )


def _reason(source: str, target: str, ratio: float) -> str | None:
    sentences, ours = _of_source(source)
    theirs = _lengths(_sentences(target))
    if sum(ours) < _SHORT:
        return None
    how_far = deviation(sum(ours), sum(theirs), ratio)
    fewer = len(theirs) < len(ours)
    if how_far < _BAND or (fewer and how_far < _BAND / 3):
        return (
            f"part of the text seems to be missing: {_measured(theirs)}; "
            f"in the source {_measured(ours)}"
        )
    if how_far < (0 if fewer else _SHORTER) and _last_is_lost(ours, theirs, ratio):
        return f"a sentence seems to be missing; the source ends with {short(sentences[-1])}"
    if how_far < -0.5 and _END.search(source) and not _END.search(target):
        return "the end seems to be missing: it breaks off without a full stop"
    return None


@lru_cache(maxsize=512)
def _of_source(text: str) -> tuple[list[str], list[int]]:
    """Sentences of a source block and their lengths; its translations follow one another."""
    sentences = _sentences(text)
    return sentences, _lengths(sentences)


def _measured(lengths: list[int]) -> str:
    return f"{plural(len(lengths), 'sentence')}, {sum(lengths)} characters"


def _sentences(text: str) -> list[str]:
    """Sentences as a reader sees them, gaps of code and marks within left as they are."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    if not ends or text[ends[-1] :].strip("\0 \n"):
        ends.append(len(text))
    parts = (text[start:end].strip("\0 \n") for start, end in pairwise([0, *ends]))
    return [part for part in parts if part]


def _lengths(sentences: list[str]) -> list[int]:
    return [len(part) - part.count("\0") for part in sentences]


def _last_is_lost(source: list[int], target: list[int], ratio: float) -> bool:
    """Whether the sentences fit better without the source's last one than with all of them."""
    if len(source) < 2 or len(source) * len(target) > _MOST:
        return False
    costs = _costs(source, target, ratio)
    return costs[-1] - costs[-2] > _BETTER[len(target) >= len(source)]


def _costs(source: list[int], target: list[int], ratio: float) -> list[float]:
    """Least cost of aligning the first 0, 1, … sentences of the source with all of the target.

    A sentence may stand for one or two of the other side (Gale and Church 1993).
    """
    best = [[math.inf] * (len(target) + 1) for _ in range(len(source) + 1)]
    best[0][0] = 0.0
    never = [math.inf] * (len(target) + 1)
    for i in range(1, len(source) + 1):
        one, two = source[i - 1], sum(source[max(0, i - 2) : i])
        row, above = best[i], best[i - 1]
        above_both = best[i - 2] if i > 1 else never
        for j in range(1, len(target) + 1):
            theirs = target[j - 1]
            both = theirs + target[j - 2] if j > 1 else 0
            row[j] = min(
                above[j - 1] + deviation(one, theirs, ratio) ** 2,
                above_both[j - 1] + deviation(two, theirs, ratio) ** 2 + _UNEVEN,
                above[j - 2] + deviation(one, both, ratio) ** 2 + _UNEVEN if j > 1 else math.inf,
            )
    return [row[-1] for row in best]
