"""Nothing is left in the source language.

Why: whoever cannot read English loses that sentence, and everybody sees that the page was not
finished. Names, titles of publications in italics or quotes and references stay as they are.

Bad (en → hu): Write down the date and the place today. → Write down the date and the place today.
Good (en → hu): Read *Elements of Effective Practice*. → Olvassuk el: *Elements of Effective
    Practice*.
Bad (en → sr): Ask the coordinator first. She will call you back within two days. → Prvo pitajte
    koordinatorku. She will call you back within two days.
Good (en → sr): Ask in Budapest, Riga and Sofia. → Pitajte u Budimpešti, Rigi i Sofiji.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from handbook.book import Page
from handbook.check.alphabet import profile_for
from handbook.check.cited import without_cited
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.prose import Piece, prose
from handbook.check.references import is_reference
from handbook.check.tongue import Doubt, doubts, words_by_piece
from handbook.check.words import plural, short
from handbook.language.detect import (
    LEAST,
    NAMES,
    best_of,
    foreign,
    is_common,
    lead_of,
    profile_of,
)
from handbook.language.profiles import words_of
from handbook.language.sentences import sentences

SCOPE = "pair"
SEVERITY = "error"

_SMALL = re.compile(r"(?<![\w.-])[^\W\d_A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĢĪĮĶĻŁŃŅŇŐŘŚŠȘŤȚŪŮŰŲŹŻŽ][^\W\d_]*")
_TITLE_WORDS = frozenset("a an and as at by for from in into of on or the to vs with".split())
_UNITS = frozenset("min max h km cm mm kg g mg ml l ha mb gb kb px am pm b c".split())
_SENTENCE = 4
"""Words from which a sentence is looked for in the whole source page."""
_LEAD = 0.7
"""How much better the source language must explain words that stand in both, a word."""
_MOST = 0.6
"""Share of the page's words from which the page is told as a whole."""


@dataclass(frozen=True, slots=True)
class Left:
    """Words left in the source language: where, and the line of the source if it is known."""

    piece: Piece
    start: int
    end: int
    source: int | None

    @property
    def words(self) -> int:
        """How many there are."""
        return len(words_of(self.piece.prose[self.start : self.end]))


def check(pair: Pair, context: Context) -> Iterator[Fault]:
    """Yield a fault for each part left in the source language; one if that is most of the page."""
    source = profile_of(pair.source.edition)
    target = profile_for(pair.target, context)
    if source is None or source == target:
        return
    found = [
        left
        for doubt in doubts(pair.target, target)
        for left in _left(doubt, pair.source, source, target)
    ]
    total = sum(map(len, words_by_piece(pair.target))) if len(found) > 4 else 0
    if total and sum(left.words for left in found) > _MOST * total:
        yield _page_fault(found, source, pair)
        return
    yield from (_fault(lefts, source, pair) for lefts in _by_row(found))


def _left(doubt: Doubt, page: Page, source: str, target: str | None) -> Iterator[Left]:
    """Parts of a piece that stand in the source page or are in its language."""
    piece, index = doubt.piece, _index(page)
    whole = " ".join(doubt.words)
    if whole in index.blocks and _is_left(piece.prose, source, target):
        if not is_reference(piece.text):
            yield Left(piece, *_trimmed(piece.prose), index.blocks[whole])
    elif len(doubt.words) >= _SENTENCE and not is_reference(piece.text):
        yield from _sentences_left(piece, index, source, target)


def _sentences_left(piece: Piece, index: Index, source: str, target: str | None) -> Iterator[Left]:
    told = -1
    parts = _parts(piece, source, target)
    for start, end in sentences(piece.prose):
        text = piece.prose[start:end]
        line = index.sentences.get(_normal(text))
        in_part = next((part for part in parts if part[0] <= start and end <= part[1]), None)
        if line and _is_left(text, source, target):
            told = end
            yield Left(piece, start, end, line)
        elif in_part and in_part[0] > told:
            told = in_part[1]
            yield Left(piece, *in_part, line)


def _parts(piece: Piece, source: str, target: str | None) -> list[tuple[int, int]]:
    """Spans of a piece that are in the source language by the look of their words."""
    text = without_cited(piece)
    if target:
        return [(p.start, p.end) for p in foreign(text, target) if p.language == source]
    found = []
    for start, end in sentences(text):
        words = words_of(text[start:end])
        common = sum(is_common(word, source, None) for word in words)
        if len(words) >= LEAST and 2 * common >= len(words) and best_of(words)[0] == source:
            found.append((start, end))
    return found


def _is_left(text: str, source: str, target: str | None) -> bool:
    """Whether words that stand in both editions are words of the source language, and no name."""
    words = [word for word in words_of(text) if word not in _UNITS]
    telling = [word for word in _SMALL.findall(text) if word not in _TITLE_WORDS | _UNITS]
    if len(words) < 2:
        return False
    common = any(is_common(word, source, target) for word in words if word not in _TITLE_WORDS)
    if not telling and not common:
        return False
    if target is None:
        return common and best_of(words)[0] == source
    return lead_of(words, source, target) >= (_LEAD if common else 2 * _LEAD)


@dataclass(frozen=True)
class Index:
    """Blocks and sentences of a source page by their words → line."""

    blocks: dict[str, int]
    sentences: dict[str, int]


@lru_cache(maxsize=4)
def _index(page: Page) -> Index:
    blocks: dict[str, int] = {}
    found: dict[str, int] = {}
    for piece, words in zip(prose(page).pieces, words_by_piece(page), strict=False):
        blocks.setdefault(" ".join(words), piece.line)
        for start, end in sentences(piece.prose) if len(words) >= _SENTENCE else ():
            normal = _normal(piece.prose[start:end])
            if normal.count(" ") > _SENTENCE - 2:
                found.setdefault(normal, piece.place(start)[0])
    return Index(blocks, found)


def _normal(text: str) -> str:
    return " ".join(words_of(text))


def _trimmed(text: str) -> tuple[int, int]:
    bare = text.lstrip("\0 \n")
    return len(text) - len(bare), len(text)


def _by_row(found: list[Left]) -> Iterator[list[Left]]:
    """Sentences of one block together, and cells of one row."""
    rows: dict[object, list[Left]] = {}
    for left in found:
        block = left.piece.block
        is_cell = block is not None and block.kind == "cell"
        rows.setdefault((is_cell, left.piece.line, 0 if is_cell else id(left.piece)), []).append(
            left
        )
    yield from rows.values()


def _fault(lefts: list[Left], source: str, pair: Pair) -> Fault:
    first = lefts[0]
    line, column = first.piece.place(first.start)
    text = short(first.piece.prose[first.start : first.end])
    more = ""
    if len(lefts) > 1:
        what = "cell of this row" if first.piece is not lefts[-1].piece else "sentence"
        more = f", and {len(lefts) - 1} more {what if len(lefts) == 2 else _many(what)}"
    message = f"{text} is still in {NAMES[source]}{more}"
    return Fault(
        line, message, column, fix="translate it", source=first.source or _beside(pair, first)
    )


def _many(what: str) -> str:
    return what.replace("cell", "cells").replace("sentence", "sentences")


def _beside(pair: Pair, left: Left) -> int | None:
    """Line of the source block aligned with the one the words stand in."""
    for ours, theirs in pair.both:
        if theirs is left.piece.block:
            return ours.line
    return None


def _page_fault(found: list[Left], source: str, pair: Pair) -> Fault:
    first = found[0]
    line, column = first.piece.place(first.start)
    places = plural(len(found), "place")
    message = f"most of this page is still in {NAMES[source]} ({places})"
    return Fault(line, message, column, fix="translate the page", source=first.source)
