"""Where a page may not be in its language: what the rules over language look at more closely.

Most blocks are passed by their commonest words; the page is cut into words once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from handbook.book import Page
from handbook.check.prose import Piece, prose
from handbook.language.detect import is_native

_WORD = re.compile(r"[^\W\d_]+|\x01")


Span = tuple[Piece, int, int]
"""Words on a page: a piece, and where they start and end in it."""


@dataclass(frozen=True)
class Doubt:
    """A piece that is not plainly in its language, with its words in lower case."""

    piece: Piece
    words: list[str]


@lru_cache(maxsize=4)
def words_by_piece(page: Page) -> list[list[str]]:
    """Words of each piece of a page, in lower case."""
    found = _WORD.findall(prose(page).text.lower())
    pieces: list[list[str]] = [[]]
    for is_joint, words in groupby(found, "\x01".__eq__):
        if is_joint:
            pieces += ([] for _ in words)
        else:
            pieces[-1] = list(words)
    return pieces


@lru_cache(maxsize=2)
def doubts(page: Page, language: str | None) -> list[Doubt]:
    """Pieces of a page that are not plainly in ``language``; all when it is unknown."""
    pieces = zip(prose(page).pieces, words_by_piece(page), strict=False)
    return [
        Doubt(piece, words)
        for piece, words in pieces
        if words and not (language and is_native(piece.prose, words, language))
    ]


def line_of(piece: Piece) -> int:
    """Line of the file on which a piece starts."""
    return piece.block.line if piece.block else piece.line


def by_place(spans: Iterable[Span]) -> list[list[Span]]:
    """Put together what is one defect to a reader: spans of one block, cells of one row."""
    places: dict[object, list[Span]] = {}
    for span in spans:
        block = span[0].block
        is_cell = block is not None and block.kind == "cell"
        places.setdefault(line_of(span[0]) if is_cell else id(span[0]), []).append(span)
    return list(places.values())
