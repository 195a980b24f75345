"""Blocks of a page without any figure: most of them, found at one go over the whole page."""

from __future__ import annotations

import re
from functools import lru_cache

from handbook.book import Page
from handbook.check.prose import prose
from handbook.language.figure_words import words
from handbook.language.numerals import months

_DIGITS = re.compile("[0-9]+")


@lru_cache(maxsize=4)
def figureless(page: Page, *, monthless: bool = False) -> frozenset[int]:
    """Identities of the blocks that surely have no digit and, if asked, name no month."""
    joined = prose(page)
    if words(page.edition, joined.text) is not words(page.edition):
        return frozenset()  # one of the blocks may be read as in another language
    starts = [match.start() for match in _DIGITS.finditer(joined.text)]
    if monthless:
        starts += [start for _, start, _ in months(joined.text, page.edition)]
    telling = set(map(joined.index, starts))
    return frozenset(
        id(piece.block)
        for number, piece in enumerate(joined.pieces)
        if number not in telling and piece.block and piece.prose is piece.block.prose
    )
