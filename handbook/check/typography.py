"""Faults of a page made from the patterns of its language: what most rules of typography are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Edit, Fault, Severity
from handbook.check.prose import MASK, Piece, Prose, prose
from handbook.language.typography import Hit, any_number, find, mixed, patterns

_SHOWN = 24
"""Characters on either side of a hit that are quoted with it, at most."""
_MASKED = re.compile(rf"{MASK}{{4,}}")
_SHORT = 4
"""So few characters say nothing by themselves."""


def pattern_faults(page: Page, rule: str, context: Context) -> Iterator[Fault]:
    """Yield what the patterns of a rule find on a page, in its language."""
    words = prose(page)
    house = context.is_handbook
    asked = [pattern for pattern in patterns(page.edition, rule) if house or not pattern.house]
    hits = find(asked, words.text, _telling(page) if any(p.number for p in asked) else ())
    for hit in hits if house else _rare(hits, words.text):
        yield _fault(hit, words)
    yield from _mixed(page, rule, words)


@lru_cache(maxsize=2)
def _telling(page: Page) -> list[int]:
    """Offsets of the numbers at which any pattern of the language fits: few, for all its rules."""
    words, fits = prose(page), any_number(page.edition).match
    return [at for at in words.numbers if fits(words.text, at)]


def _mixed(page: Page, rule: str, words: Prose) -> Iterator[Fault]:
    for way in mixed(page.edition, rule):
        if found := way.found(words.text):
            match, other = found
            piece, start = words.piece(match.start())
            line, column = piece.place(match.start() - start)
            message = f"“{_plain(match[0])}”: {way.say}"
            yield Fault(line, message, column, fix=f"write it like “{_plain(other[0])}”")


def _rare(hits: list[Hit], text: str) -> Iterator[Hit]:
    """Leave out what is a page’s habit: it has the fault more often than the right sign."""
    often = Counter(hit.pattern.id for hit in hits)
    for hit in hits:
        beside = hit.pattern.beside
        if beside is None or text.count(beside) >= often[hit.pattern.id]:
            yield hit


def _fault(hit: Hit, words: Prose) -> Fault:
    pattern = hit.pattern
    piece, base = words.piece(hit.span[0])
    start, end = (at - base for at in hit.span)
    first, last = (at - base for at in hit.target)
    while start < first and piece.prose[start].isspace():
        start += 1
    shown = _widened(piece, min(start, first), max(end, last))
    if pattern.wide or pattern.only_word:
        shown = _word_start(piece.prose, max(0, shown[0] - 1)), shown[1]
    line, column = piece.place(start)
    return Fault(
        line,
        f"“{_plain(piece.prose[slice(*shown)])}”: {pattern.say}",
        column,
        fix=pattern.fix or _advice(piece.prose, shown, (first, last), hit.put),
        severity=Severity(pattern.level) if pattern.level else None,
        edit=edit_at(piece, first, last, hit.put) if pattern.edit else None,
    )


def edit_at(
    piece: Piece, start: int, end: int, put: str | None, *, markup: bool = False
) -> Edit | None:
    """Make an edit of a stretch of a piece, if it stands on one line of the file.

    With ``markup``, ``put`` holds the markup of the stretch; otherwise it must have none.
    """
    if put is None or not piece.exact or "\n" in piece.text[start:end]:
        return None
    if MASK in piece.prose[start:end] and not markup:
        return None
    return Edit(*piece.place(start), end - start, put)


def _advice(
    text: str, shown: tuple[int, int], target: tuple[int, int], put: str | None
) -> str | None:
    if put is None:
        return None
    instead = text[shown[0] : target[0]] + put + text[target[1] : shown[1]]
    return f"write “{_plain(instead)}”"


def _widened(piece: Piece, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to whole words, within reason; a very short one by its neighbours."""
    text = piece.prose
    first, last = _word_start(text, start), _word_end(text, end)
    if last - first < _SHORT:
        first = _word_start(text, max(0, first - 1))
        last = _word_end(text, min(len(text), last + 1))
    while last > end and text[last - 1] in ".,;:!?)":
        last -= 1
    return first, last


def _word_start(text: str, at: int) -> int:
    limit = max(0, at - _SHOWN)
    while at > limit and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    limit = min(len(text), at + _SHOWN)
    while at < limit and not text[at].isspace():
        at += 1
    return at


def _plain(text: str) -> str:
    """Return text for a message; where something long is left out, say so."""
    return _MASKED.sub(" … ", text).replace(MASK, "").replace("\n", " ").strip(" …")
