"""Whether a sentence of a block stands alone: left out of the translation, or added to it.

Two signs are put together: how much better the lengths of all other sentences fit without it, and
how many of its words have a usual partner that is not on the other side. Lengths alone cannot tell
a short label (“What to do?”) from an addition, words alone cannot tell a free translation from one.

Source: W. A. Gale and K. W. Church, “A program for aligning sentences in bilingual corpora” (1993).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from handbook.blocks import Block
from handbook.check.likeness import deviation
from handbook.language.lexicon import lexicon, roots

_SHORT = ("etc", "vs", "usw", "bzw", "stb", "pl", "ill", "itd", "npr", "utt", "piem", "plkst", "др")
_SHORTENED = "".join(rf"(?<!\b{word}\.)" for word in _SHORT)
_SENTENCE = re.compile(
    rf"[.!?…]{_SHORTENED}"  # the sign first: it is looked for at the speed of a search
    r"[\0\"”“’»)*_\]]*(?=\s*$|\0*\s[\s\0]*[^\s\0(a-záéíóöőúüűčćđšžāēģīķļņū\u0430-\u044f])"
)
"""End of a sentence: not before a small letter or a bracket, nor after a shortened word."""
_UNEVEN = 1.0
"""Cost of each sentence more than one on a side of a match."""
_STEPS = ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3))
"""How many sentences of either side can stand for each other."""
_MOST = 900
"""Pairs of sentences looked at, so that a hostile page costs little."""
_GAIN = 0.25
"""How much better lengths must fit at least: words alone do not tell."""
_WORD, _WORDS = 0.4, 6
"""What each word tells whose usual partner is not there, and how many of them count."""

Costs = list[list[float]]


@cache
def _translated(language: str) -> frozenset[str]:
    """Return the roots of English words of which the lexicon knows a translation."""
    return frozenset().union(*lexicon(language).values())


def sentences(text: str) -> list[str]:
    """Sentences as a reader sees them, gaps of code and marks within left as they are."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    if not ends or text[ends[-1] :].strip("\0 \n"):
        ends.append(len(text))
    parts = (text[start:end].strip("\0 \n") for start, end in pairwise([0, *ends]))
    return [part for part in parts if part]


def lengths(parts: Sequence[str]) -> list[int]:
    """Characters of each sentence that a reader sees."""
    return [len(part) - part.count("\0") for part in parts]


@dataclass(frozen=True)
class Lone:
    """The sentence that most looks as if it stood alone, and how clear that is."""

    score: float
    text: str


@dataclass(frozen=True)
class Fit:
    """The sentences of a block and of its translation."""

    source: list[str]
    target: list[str]
    language: str
    ratio: float
    """Length of the translation to that of the source on the whole page."""

    @classmethod
    def of(cls, ours: Block, theirs: Block, language: str, ratio: float) -> Fit:
        """Take the sentences of two aligned blocks."""
        return cls(sentences(ours.prose), sentences(theirs.prose), language, ratio)

    @cached_property
    def ours(self) -> list[int]:
        """Lengths of the source's sentences."""
        return lengths(self.source)

    @cached_property
    def theirs(self) -> list[int]:
        """Lengths of the translation's sentences."""
        return lengths(self.target)

    @cached_property
    def how_far(self) -> float:
        """How far the translation's length is from the usual, in standard deviations."""
        return deviation(sum(self.ours), sum(self.theirs), self.ratio)

    def lost(self) -> Lone | None:
        """Find the sentence of the source that is most likely not in the translation."""
        partners = lexicon(self.language)
        there = roots(" ".join(self.target))
        there = there.union(*(partners.get(root, ()) for root in there))
        before, after = self._costs
        without = [_least(before[at], after[at + 1]) for at in range(len(self.source))]
        strangers = [
            len((roots(text) & _translated(self.language)) - there) for text in self.source
        ]
        return self._lone(self.source, without, strangers)

    def added(self) -> Lone | None:
        """Find the sentence of the translation that is most likely not in the source."""
        partners = lexicon(self.language)
        there = roots(" ".join(self.source))
        before, after = ([*zip(*costs, strict=True)] for costs in self._costs)
        without = [_least(before[at], after[at + 1]) for at in range(len(self.target))]
        strangers = [
            sum(there.isdisjoint((root, *partners[root])) for root in roots(text) & partners.keys())
            for text in self.target
        ]
        return self._lone(self.target, without, strangers)

    def _lone(self, texts: list[str], without: list[float], strangers: list[int]) -> Lone | None:
        """Judge each sentence by what the others cost without it, and by its words."""
        whole = self._costs[0][-1][-1]
        if whole == math.inf:
            return None  # too many sentences stand for one: nothing can be told
        lone = [
            Lone(whole - cost + _WORD * min(_WORDS, words), text)
            for text, cost, words in zip(texts, without, strangers, strict=True)
            if whole - cost > _GAIN
        ]
        return max(lone, key=lambda one: one.score, default=None)

    @cached_property
    def _costs(self) -> tuple[Costs, Costs]:
        """Least costs of aligning the first i and j sentences, and those from i and j on."""
        if len(self.source) * len(self.target) > _MOST:
            nothing = [[math.inf] * (len(self.target) + 1)] * (len(self.source) + 1)
            return nothing, nothing
        after = self._aligned(self.ours[::-1], self.theirs[::-1])
        return self._aligned(self.ours, self.theirs), [row[::-1] for row in after[::-1]]

    def _aligned(self, ours: list[int], theirs: list[int]) -> Costs:
        best = [[math.inf] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
        best[0][0] = 0.0
        for i in range(1, len(ours) + 1):
            for j in range(1, len(theirs) + 1):
                best[i][j] = min(
                    best[i - width][j - height]
                    + self._cost(sum(ours[i - width : i]), sum(theirs[j - height : j]))
                    + _UNEVEN * (width + height - 2)
                    for width, height in _STEPS
                    if width <= i and height <= j
                )
        return best

    def _cost(self, ours: int, theirs: int) -> float:
        return deviation(ours, theirs, self.ratio) ** 2


def _least(before: Sequence[float], after: Sequence[float]) -> float:
    """Cheapest way to align what stands before and after a sentence that is left out."""
    return min(map(sum, zip(before, after, strict=True)))
