"""Sentences of a text: cut cheaply, good enough to judge or compare one by one."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"[.!?…。]+[\"'”“’»)\]\0]*(?:\s+|$)")

Span = tuple[int, int]


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of a text, without the space around them.

    A full stop before a space ends a sentence unless a small letter or a digit follows, as after
    most abbreviations and ordinal numbers.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        following = text[match.end() : match.end() + 1]
        if following.islower() or following.isdigit():
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(span for span in (_strip(text, *span) for span in spans) if span[0] < span[1])


def _strip(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip(" \t\n\0")), start + len(part.rstrip(" \t\n\0"))
