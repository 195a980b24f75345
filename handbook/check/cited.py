"""Words that are cited: in quotation marks or italics, as titles and foreign words are.

What ends like a sentence is speech, not a title: that is to be translated.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from handbook.check.prose import MASK, Piece
from handbook.lazy import lazy

Span = tuple[int, int]

_QUOTED = re.compile(
    r"„[^„“”\n]{1,300}[“”\"]|“[^“”\n]{1,300}”|«[^«»\n]{1,300}»|»[^«»\n]{1,300}«"
    r"|\"[^\"\n]{1,300}\"|‘[^‘’\n]{1,300}’"
)
_QUOTES = frozenset('„“«»"‘')
_FAR = 1 << 60
_ITALIC = ("*", "_")
_SPEECH = re.compile(r"[.?!…:]\0{0,3}[\"“”’»«]?\0{0,3}$")


class Cited:
    """Cited spans of a piece: all of them, and those that are titles or terms."""

    def __init__(self, piece: Piece) -> None:
        spans = list(_italics(piece))
        if not _QUOTES.isdisjoint(piece.prose):
            spans += (match.span() for match in _QUOTED.finditer(piece.prose))
        self._prose = piece.prose
        self._spans = sorted(spans)

    def covers(self, start: int, end: int) -> bool:
        """Whether a span is cited, as a title or as speech."""
        return _within(self._spans, start, end)

    def is_title(self, start: int, end: int) -> bool:
        """Whether a span is cited and does not end like a sentence."""
        return _within(self._titles, start, end)

    @lazy
    def _titles(self) -> list[Span]:
        return [span for span in self._spans if not _SPEECH.search(self._prose, *span)]

    @lazy
    def without_titles(self) -> str:
        """Words of the piece with cited titles and terms masked."""
        words = self._prose
        parts, at = list[str](), 0
        for start, end in self._titles:
            if start >= at:
                parts += (words[at:start], MASK * (end - start))
                at = end
        return "".join((*parts, words[at:])) if parts else words


def _italics(piece: Piece) -> Iterator[Span]:
    opened: int | None = None
    if piece.block is None or not ("*" in piece.text or "_" in piece.text):
        return
    for inline in piece.block.inlines:
        if inline.kind == "emphasis" and piece.text[inline.start : inline.end] in _ITALIC:
            if opened is None:
                opened = inline.end
            else:
                yield opened, inline.start
                opened = None


def _within(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of a few spans that start at or before a place holds it."""
    before = bisect_right(spans, (start, _FAR))
    return any(end <= last for _, last in spans[max(0, before - 3) : before])
