"""Words that are cited: in quotation marks or italics, as titles and foreign words are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.check.prose import MASK, Piece

_QUOTED = re.compile(
    r"„[^„“”\n]{1,300}[“”\"]|“[^“”\n]{1,300}”|«[^«»\n]{1,300}»|»[^«»\n]{1,300}«"
    r"|\"[^\"\n]{1,300}\"|‘[^‘’\n]{1,300}’"
)
_QUOTES = frozenset('„“«»"‘')
_ITALIC = ("*", "_")
_WORD = re.compile(r"[^\W\d_]+")


def cited_spans(piece: Piece) -> list[tuple[int, int]]:
    """Spans of a piece's words that stand in quotation marks or italics."""
    spans = list(_italics(piece))
    if not _QUOTES.isdisjoint(piece.prose):
        spans += (match.span() for match in _QUOTED.finditer(piece.prose))
    return spans


def _italics(piece: Piece) -> Iterator[tuple[int, int]]:
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


def is_cited(piece: Piece, start: int, end: int) -> bool:
    """Whether a span of a piece is cited; a piece that is all one citation does not count."""
    for first, last in cited_spans(piece):
        if first <= start and end <= last:
            return not _is_whole(piece, first, last)
    return False


def without_cited(piece: Piece) -> str:
    """Words of a piece with citations masked, except one that is all of it or most."""
    words = piece.prose
    for start, end in cited_spans(piece):
        if not _is_whole(piece, start, end):
            words = words[:start] + MASK * (end - start) + words[end:]
    return words


def _is_whole(piece: Piece, start: int, end: int) -> bool:
    inside = len(_WORD.findall(piece.prose, start, end))
    return 2 * inside > len(_WORD.findall(piece.prose))
