"""A page's words as one string: what rules over language search, and where a hit stands.

Patterns run once over a page instead of once over each of its blocks. Pieces (title and
description of the front matter, then every block with words) are joined by a control character
that is neither word nor space, so that no pattern reaches from one into the next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from handbook.blocks import PROSE, Block
from handbook.book import Page
from handbook.language.match import Words, lowered
from handbook.language.typography import numbers
from handbook.lazy import lazy

JOINT = "\n\x01\n"
MASK = "\0"
_JOINT = "\x01"
_WORD = re.compile(r"\w+")
_KEYS = ("title", "description")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[^{}\n=]{0,80}=[^{}\n]{0,80}\}")
_MATHS = re.compile(r"\$\$?(?!\s)[^$\x01]{1,400}(?<!\s)\$\$?(?!\d)")
_LANG_TAG = re.compile(r"<(\w{1,9})[^<>]{0,80}\blang=[^<>]{0,80}>.{0,500}?</\1>", re.DOTALL)
_LONGEST_MARKED = 300


@dataclass(slots=True)
class Piece:
    """Words of one block or front matter key: as written, and masked to what a reader sees."""

    text: str
    prose: str
    block: Block | None = None
    line: int = 1
    column: int | None = None
    """Place in the file of a value of the front matter; no column when it is not certain."""

    @property
    def exact(self) -> bool:
        """Whether columns are known, so that an edit can be made."""
        return self.block is not None or self.column is not None

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of the file, from 1, of an offset in ``text``."""
        if self.block:
            return self.block.place(offset)
        return self.line, 1 if self.column is None else self.column + offset


@dataclass(frozen=True)
class Prose:
    """Pieces of a page, joined; ``text`` is masked, ``raw`` as written, at equal length."""

    pieces: tuple[Piece, ...]
    starts: list[int] = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        starts, at = [], 0
        for piece in self.pieces:
            starts.append(at)
            at += len(piece.text) + len(JOINT)
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "text", JOINT.join(piece.prose for piece in self.pieces))

    @lazy
    def lower(self) -> str:
        """``text`` in lower case, at equal length."""
        return lowered(self.text)

    @lazy
    def words(self) -> list[list[str]]:
        """Words of each piece in lower case, figures and underscores within them included."""
        return [_WORD.findall(part) for part in self.lower.split(_JOINT)]

    @lazy
    def vocabulary(self) -> Words:
        """``words`` of all pieces in a row."""
        return Words(list(chain.from_iterable(self.words)))

    @lazy
    def numbers(self) -> list[int]:
        """Offsets at which the numbers of ``text`` start."""
        return numbers(self.text)

    def piece(self, offset: int) -> tuple[Piece, int]:
        """Return the piece at an offset of ``text``, and the offset at which it starts."""
        index = self.index(offset)
        return self.pieces[index], self.starts[index]

    def index(self, offset: int) -> int:
        """Return the number of the piece at an offset of ``text``."""
        return max(0, bisect_right(self.starts, offset) - 1)


@lru_cache(maxsize=2)
def prose(page: Page) -> Prose:
    """Return the words of a page; the rules of one page, run in turn, share them."""
    return Prose((*_front_matter(page), *_body(page)))


def _body(page: Page) -> Iterator[Piece]:
    for block in page.blocks:
        if block.kind in PROSE and block.text:
            words = block.prose
            if "=" in block.text:
                words = _without_attributes(block.text, words)
            if "$" in words:
                words = _MATHS.sub(lambda match: MASK * len(match[0]), words)
            yield Piece(block.text, words, block)


def _front_matter(page: Page) -> Iterator[Piece]:
    for key in _KEYS:
        value = page.meta.get(key)
        if isinstance(value, str) and value:
            line = page.key_line(key)
            at = page.lines[line - 1].find(value, len(key))
            yield Piece(value, value, line=line, column=at + 1 if at >= 0 else None)


def _without_attributes(text: str, words: str) -> str:
    """Mask attribute lists, and the words that they or a tag say are in another language.

    `*words*{ lang=en }`, `<i lang="en">words</i>`, or the list alone on a line of the block.
    """
    signs = list(words)
    spans = [match.span() for match in _LANG_TAG.finditer(text)] if "lang=" in text else []
    for match in _ATTRIBUTES.finditer(text):
        start, end = match.span()
        if "lang=" in match[0]:
            alone = not text[text.rfind("\n", 0, start) + 1 : start].strip()
            start, end = (0, len(text)) if alone else (_marked(text, start), end)
        spans.append((start, end))
        if start == 0 and end == len(text):
            break
    for start, end in spans:
        signs[start:end] = MASK * (end - start)
    return "".join(signs)


def _marked(text: str, end: int) -> int:
    """Where the emphasis or link starts that an attribute list at an offset belongs to."""
    last = text[end - 1]
    if last not in "*_)":
        return end
    low, body = max(0, end - _LONGEST_MARKED), end
    while body > low and text[body - 1] == last:
        body -= 1
    start = text.rfind("[" if last == ")" else last, low, body)
    return start if start >= 0 else end
