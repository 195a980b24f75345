"""Parts of a sentence left in the source language: words in a row that the source has in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from handbook.blocks import Block

LEAST = 5
"""Words in a row from which chance is ruled out."""
_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    ("a", "an", "and", "are", "at", "by", "for", "from", "has", "have", "in", "is", "it", "not",
     "of", "on", "or", "that", "the", "they", "to", "was", "we", "who", "with", "you", "your")
)  # fmt: skip
_COMMON = re.compile(rf"\b(?:{'|'.join(sorted(_FUNCTION_WORDS))})\b")
_LIKELY = (
    " the ", " and ", " of ", " to ", " you", " with ", " for ", " that ", " are ", " in ", " on ",
    " who ", " it ", " or ", " not ", " by ", " at ", " from ", " have ", " has ",
)  # fmt: skip
"""One of these stands in nearly every English phrase: the cheap test before the dear one."""
_LEAST_COMMON = 2
"""Function words of English that a phrase must have: names and titles have fewer."""


def may_be_phrase(words: list[str]) -> bool:
    """Whether words in lower case can hold a phrase."""
    return (
        not _FUNCTION_WORDS.isdisjoint(words)
        and len([word for word in words if word in _FUNCTION_WORDS]) >= _LEAST_COMMON
    )


def phrases_left(ours: Block, theirs: Block) -> Iterator[tuple[int, int]]:
    """Spans in the translation's text of words that stand in the same order in its source."""
    if not any(word in theirs.prose for word in _LIKELY):
        return
    if len(_COMMON.findall(theirs.prose)) < _LEAST_COMMON:
        return
    words = [(match[0].lower(), match.span()) for match in _WORD.finditer(theirs.prose)]
    source = [match[0].lower() for match in _WORD.finditer(ours.prose)]
    known = {tuple(source[at : at + LEAST]) for at in range(len(source) - LEAST + 1)}
    inside = [False] * len(words)
    for at in range(len(words) - LEAST + 1):
        if tuple(word for word, _ in words[at : at + LEAST]) in known:
            inside[at : at + LEAST] = [True] * LEAST
    at = 0
    for is_left, group in groupby(inside):
        length = len(list(group))
        if is_left:
            start, end = words[at][1][0], words[at + length - 1][1][1]
            if len(_COMMON.findall(theirs.prose[start:end])) >= _LEAST_COMMON:
                yield start, end
        at += length
