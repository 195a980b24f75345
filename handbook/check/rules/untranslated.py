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

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.alphabet import profile_for
from handbook.check.cited import Cited
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.pair import Pair
from handbook.check.phrases import may_be_phrase, phrases_left
from handbook.check.prose import Piece, prose
from handbook.check.tongue import Doubt, Span, by_place, doubts, line_of, plain, words_by_piece
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
_TITLE_WORDS = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to",
     "vs", "with")
)  # fmt: skip
"""Words in small letters within titles."""
_UNITS = frozenset(
    ("am", "cm", "gb", "ha", "kb", "kg", "km", "max", "mb", "mg", "min", "ml", "mm", "pm", "px")
)
_SAME = frozenset(
    ("blog", "chat", "coach", "email", "film", "info", "internet", "link", "mail", "media",
     "mentor", "offline", "online", "plan", "program", "stop", "start", "team", "test", "video",
     "web", "workshop")
)  # fmt: skip
"""Words that many languages share: alone they do not tell a language."""
_FEW = 3
"""Up to so many words only a common one tells that they are no name or term."""
_SECTION = 3
"""Blocks that follow each other and are told as one."""
_SENTENCE = 4
"""Words from which a sentence is looked for in the whole source page."""
_LEAD = 0.7
"""How much better the source language must explain words that stand in both, a word."""
_MOST = 0.6
"""Share of the page's words from which the page is told as a whole."""


@dataclass(frozen=True, slots=True)
class Languages:
    """Languages of a pair, as profiles; ``strict`` in a book that keeps no English terms."""

    source: str
    target: str | None
    strict: bool


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
    both = Languages(source, target, context.is_handbook)
    found = [
        left for doubt in doubts(pair.target, target) for left in _left(doubt, pair.source, both)
    ]
    total = sum(map(len, words_by_piece(pair.target))) if len(found) > 4 else 0
    if total and sum(left.words for left in found) > _MOST * total:
        yield _page_fault(found, source, pair)
        return
    lines = {(id(left.piece), left.start): left.source for left in found}
    places = by_place((left.piece, left.start, left.end) for left in found)
    for run in _runs(places, pair.target):
        piece, start, _ = run[0][0]
        beside = lines[id(piece), start] or _beside(pair, piece)
        yield _fault(run, source, beside)
    if source == "en":
        yield from _phrases(pair, {left.piece.block for left in found})


def _phrases(pair: Pair, told: set[Block | None]) -> Iterator[Fault]:
    """Yield a fault for each block of which a part of a sentence is left, and no more."""
    pieces = {
        id(piece.block): piece
        for piece, words in zip(
            prose(pair.target).pieces, words_by_piece(pair.target), strict=False
        )
        if piece.block and (piece.prose is not piece.block.prose or may_be_phrase(words))
    }
    for ours, theirs in pair.both if pieces else ():
        if id(theirs) not in pieces or theirs in told or ours.prose == theirs.prose:
            continue
        for start, end in phrases_left(ours, theirs):
            if not Cited(pieces[id(theirs)]).is_title(start, end):
                line, column = theirs.place(start)
                message = f"{short(theirs.prose[start:end])} is still in {NAMES['en']}"
                yield Fault(line, message, column, fix="translate it", source=ours.line)
                break


def _runs(places: list[list[Span]], page: Page) -> Iterator[list[list[Span]]]:
    """Put together whole blocks that follow each other: a section left as it was."""
    order = {id(piece): number for number, piece in enumerate(prose(page).pieces)}
    runs: list[list[list[Span]]] = []
    for spans in places:
        follows = bool(runs) and order[id(spans[0][0])] == order[id(runs[-1][-1][-1][0])] + 1
        if follows and _is_whole(spans[0]) and _is_whole(runs[-1][-1][0]):
            runs[-1].append(spans)
        else:
            runs.append([spans])
    for run in runs:
        yield from [run] if len(run) >= _SECTION else ([spans] for spans in run)


def _is_whole(span: Span) -> bool:
    piece, start, end = span
    return _trimmed(piece.prose) == (start, end)


def _left(doubt: Doubt, page: Page, both: Languages) -> Iterator[Left]:
    """Parts of a piece that stand in the source page or are in its language."""
    piece, index = doubt.piece, _index(page)
    whole, span = " ".join(doubt.words), _trimmed(piece.prose)
    if whole in index.blocks and _is_left(piece.prose, both):
        if doubt.is_text and not doubt.cited.is_title(*span):
            yield Left(piece, *span, index.blocks[whole])
    elif len(doubt.words) >= _SENTENCE and doubt.is_text:
        yield from _sentences_left(doubt, index, both)


def _sentences_left(doubt: Doubt, index: Index, both: Languages) -> Iterator[Left]:
    piece = doubt.piece
    parts = _parts(doubt.judged, both)
    for start, end in sentences(piece.prose):
        while parts and parts[0][1] < end:
            parts.pop(0)
        text = piece.prose[start:end]
        line = index.sentences.get(_normal(text))
        if line and _is_left(text, both) and not doubt.cited.is_title(start, end):
            yield Left(piece, start, end, line)
        elif parts and parts[0][0] <= start:
            yield Left(piece, *parts.pop(0), line)


def _parts(text: str, both: Languages) -> list[tuple[int, int]]:
    """Spans of a text that are in the source language by the look of their words."""
    source = both.source
    if both.target:
        return [(p.start, p.end) for p in foreign(text, both.target) if p.language == source]
    found = []
    for start, end in sentences(text):
        words = words_of(text[start:end])
        common = sum(is_common(word, source, None) for word in words)
        if len(words) >= LEAST and 2 * common >= len(words) and best_of(words)[0] == source:
            found.append((start, end))
    return found


def _is_left(text: str, both: Languages) -> bool:
    """Whether words that stand in both editions are words of the source language, and no name."""
    text = plain(text)
    words = [word for word in words_of(text) if len(word) > 1]
    small = [word for word in _SMALL.findall(text) if len(word) > 1 and word not in _UNITS]
    if len(words) < 2 or not any(word not in _TITLE_WORDS for word in small):
        return False
    telling = [word for word in words if word not in _SAME | _UNITS]
    common = any(is_common(word, both.source, both.target) for word in telling)
    if both.target is None:
        return common and best_of(words)[0] == both.source
    if len(words) <= _FEW and not common and not (both.strict and telling):
        return False
    return lead_of(words, both.source, both.target) >= (_LEAD if common else 2 * _LEAD)


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
        blocks.setdefault(" ".join(words), line_of(piece))
        for start, end in sentences(piece.prose) if len(words) >= _SENTENCE else ():
            normal = _normal(piece.prose[start:end])
            if normal.count(" ") > _SENTENCE - 2:
                found.setdefault(normal, piece.place(start)[0])
    return Index(blocks, found)


def _normal(text: str) -> str:
    return " ".join(words_of(text))


def _trimmed(text: str) -> tuple[int, int]:
    bare = text.strip("\0 \n")
    start = text.find(bare)
    return start, start + len(bare)


def _fault(run: list[list[Span]], source: str, beside: int | None) -> Fault:
    spans = run[0]
    piece, start, end = spans[0]
    line, column = piece.place(start)
    more = f", and {plural(len(run) - 1, 'place')} after it" if len(run) > 1 else ""
    if len(spans) > 1 and not more:
        what = "sentence" if piece is spans[-1][0] else "cell"
        more = f", and {plural(len(spans) - 1, f'more {what}')}"
    message = f"{short(piece.prose[start:end])} is still in {NAMES[source]}{more}"
    return Fault(line, message, column, fix="translate it", source=beside)


def _beside(pair: Pair, piece: Piece) -> int | None:
    """Line of the source block aligned with the one the words stand in."""
    for ours, theirs in pair.both:
        if theirs is piece.block:
            return ours.line
    return None


def _page_fault(found: list[Left], source: str, pair: Pair) -> Fault:
    first = found[0]
    line, column = first.piece.place(first.start)
    places = plural(len(found), "place")
    message = f"most of this page is still in {NAMES[source]} ({places})"
    return Fault(line, message, column, fix="translate the page", source=first.source)
