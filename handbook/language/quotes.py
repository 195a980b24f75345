"""Quotation marks: which of them belong together, and which the language would write.

A mark is read by the company it keeps (after a space it opens, before a space it closes), whatever
tradition it comes from; marks are paired, and only then each pair is compared with the marks of
the language at its depth. So a wrong pair is one fault, with both its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from handbook.language.typography import settings

MARK = re.compile(r"[\"„“”«»‚‘’‹›']")
_FAMILY = {
    **dict.fromkeys('"„“”', "double"),
    **dict.fromkeys("«»‹›", "angle"),
    **dict.fromkeys("‚‘’'", "single"),
}
_ALWAYS_OPENS = frozenset("„‚")
_SPACE = " \t\n\u00a0\u202f\x01"
_BEFORE = frozenset(_SPACE + "([{/–—")
"""What stands before a mark that opens."""
_AFTER = frozenset(_SPACE + ")]}/–—-….,;:!?")
"""What stands after a mark that closes."""
_MARKUP = frozenset("*_~[]")
_SENTENCE = re.compile(r"[.!?…]$|(?:\S+\s+){4}\S")
_FAR = 200
_DEEP = 3
_MOST_OPEN = 8
_MOST = 2000
"""Quotations open at once, and marks in one block, that are looked at: bounds hostile text."""

Marks = dict[int, tuple[int, str]]
"""Offset of a mark in the text → its length and the mark to write instead."""


@dataclass(frozen=True)
class Style:
    """Marks of a language: pairs allowed at each depth, the first of which is written."""

    name: str
    levels: tuple[tuple[str, ...], ...]
    closes_all: bool = False
    """Two quotations that end together share one closing mark."""
    glosses: str = ""
    """A pair left alone around the meaning of a word."""

    def allowed(self, depth: int, around: str) -> tuple[str, ...]:
        """Pairs that may stand at a depth, from 0, inside the pair ``around``."""
        level = self.levels[min(depth, len(self.levels) - 1)]
        if self.closes_all:
            return level
        return tuple(pair for pair in level if pair != around) or level

    @property
    def opens(self) -> frozenset[str]:
        """Marks that open somewhere in this language."""
        return frozenset(pair[0] for level in self.levels for pair in level)

    @cached_property
    def right(self) -> re.Pattern[str]:
        """Matches a text in which all marks are right; spares reading them one by one."""
        first, inner = self.levels[0][0], self.levels[1][0]
        signs = "\"„“”«»‚‘’‹›'\x01"
        words = rf"[^{signs}]*+(?:(?<=[^\W\d_])’(?=[^\W\d_])[^{signs}]*+)*+"
        nested = rf"(?:{inner[0]}(?!\s){words}(?<!\s){inner[1]}(?!\w){words})*+"
        whole = rf"{first[0]}(?!\s){words}{nested}(?<!\s){first[1]}(?!\w)"
        return re.compile(rf"(?:{words}\x01?(?:{whole})?)*+")

    @property
    def closes(self) -> frozenset[str]:
        """Marks that close somewhere in this language."""
        return frozenset(pair[1] for level in self.levels for pair in level)


@dataclass(frozen=True)
class Mark:
    """One mark; ``role`` is open, close or either."""

    start: int
    sign: str
    role: str

    @property
    def end(self) -> int:
        """Offset after the mark."""
        return self.start + len(self.sign)

    @property
    def family(self) -> str:
        """Marks of one family can form a pair."""
        return _FAMILY[self.sign]


@dataclass
class Quotation:
    """Two marks that belong together, and the quotations between them."""

    first: Mark
    last: Mark
    inner: list[Quotation] = field(default_factory=list)

    @property
    def pair(self) -> str:
        """Both marks as written."""
        return self.first.sign + self.last.sign


@dataclass
class Found:
    """Quotations of a text from left to right, and the marks that stand alone."""

    quotations: list[Quotation] = field(default_factory=list)
    unclosed: list[Mark] = field(default_factory=list)
    unopened: list[Mark] = field(default_factory=list)


@cache
def style(locale: str) -> Style | None:
    """Return the marks of a language; None when none are known."""
    raw = settings(locale).get("quotes")
    if raw is None:
        return None
    levels = tuple(tuple(level) for level in raw["levels"])
    return Style(raw["name"], levels, raw.get("closes_all", False), raw.get("glosses", ""))


def read(prose: str, text: str, style: Style) -> Found:
    """Pair the marks of a block; ``prose`` is ``text`` with markup masked, at equal length."""
    found = Found()
    stack: list[Quotation] = []  # opened and not closed yet: first and last are the same mark
    for mark in _marks(prose, text, style):
        at = None if mark.role == "open" else _partner(mark, stack)
        if at is not None:
            found.unclosed += (lost.first for lost in stack[at + 1 :])
            inner = [*stack[at].inner, *(i for lost in stack[at + 1 :] for i in lost.inner)]
            closed = Quotation(stack[at].first, mark, inner)
            del stack[at:]
            (stack[-1].inner if stack else found.quotations).append(closed)
        elif mark.role == "close":
            found.unopened.append(mark)
        elif len(stack) < _MOST_OPEN:
            stack.append(Quotation(mark, mark))
        else:
            found.unclosed.append(mark)
    for lost in stack:
        found.quotations += lost.inner
        if not (style.closes_all and lost.inner):
            found.unclosed.append(lost.first)
    return found


def _partner(mark: Mark, stack: list[Quotation]) -> int | None:
    """Index of the nearest open mark of the same family."""
    for at in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEP), -1):
        if stack[at].first.family == mark.family:
            return at
    return None


def _marks(prose: str, text: str, style: Style) -> Iterator[Mark]:
    for match in islice(MARK.finditer(prose), _MOST):
        sign, before = match[0], _before(prose, text, match.start())
        after = _after(prose, text, match.end())
        apostrophe = sign in "’'‘" and before.isalnum() and after.isalnum()
        inches = sign == '"' and before.isdigit() and after in _AFTER
        role = _role(sign, before, after, style)
        if sign == "’" and role == "open" and sign not in style.opens:
            apostrophe = True
        if not apostrophe:
            yield Mark(match.start(), sign, "either" if inches and role == "close" else role)


def _role(sign: str, before: str, after: str, style: Style) -> str:
    if sign in _ALWAYS_OPENS:
        return "open"
    starts, ends = before in _BEFORE, after in _AFTER
    if starts == ends:  # nothing but marks or letters around it, or spaces on both sides
        starts, ends = before in _FAMILY, after in _FAMILY
    if starts == ends:
        starts, ends = sign in style.opens, sign in style.closes
    if starts == ends:
        return "either"
    return "open" if starts else "close"


def _before(prose: str, text: str, at: int) -> str:
    """Return the sign before an offset, through marks of emphasis; a letter for code or a blank."""
    end = at
    while at and prose[at - 1] == "\0" and end - at < _FAR:
        at -= 1
    if _is_word(text[at:end]):
        return "x"
    return prose[at - 1] if at else " "


def _after(prose: str, text: str, at: int) -> str:
    begin = at
    while at < len(prose) and prose[at] == "\0" and at - begin < _FAR:
        at += 1
    if _is_word(text[begin:at]):
        return "x"
    return prose[at] if at < len(prose) else " "


def _is_word(masked: str) -> bool:
    """Whether what is masked reads as a word: code, a blank, a badge; not emphasis or a link."""
    return not (_MARKUP.issuperset(masked) or masked.startswith(("](", "][", "[^", "\\")))


def wrong(found: Found, text: str, style: Style) -> Iterator[tuple[Quotation, Marks]]:
    """Yield the outermost quotations whose marks the language would not write, with right ones."""
    for quotation in found.quotations:
        yield from _wrong(quotation, text, style, 0, "")


def _wrong(
    quotation: Quotation, text: str, style: Style, depth: int, around: str
) -> Iterator[tuple[Quotation, Marks]]:
    words = text[quotation.first.end : quotation.last.start]
    if quotation.pair in style.allowed(depth, around) or _is_gloss(quotation, words, style):
        for inner in quotation.inner:
            yield from _wrong(inner, text, style, depth + 1, quotation.pair)
    else:
        yield quotation, dict(_right(quotation, style, depth, around))


def _is_gloss(quotation: Quotation, words: str, style: Style) -> bool:
    """Whether single marks are left alone: meanings of words, and rock ’n’ roll."""
    if quotation.pair == style.glosses:
        return not _SENTENCE.search(words[:_FAR])
    return quotation.first.family == "single" and len(words) < 3


def _right(
    quotation: Quotation, style: Style, depth: int, around: str
) -> Iterator[tuple[int, tuple[int, str]]]:
    pair = style.allowed(depth, around)[0]
    yield quotation.first.start, (len(quotation.first.sign), pair[0])
    yield quotation.last.start, (len(quotation.last.sign), pair[1])
    for inner in quotation.inner:
        yield from _right(inner, style, depth + 1, pair)


def rewritten(text: str, start: int, end: int, marks: Marks) -> str:
    """Return a stretch of text with its marks replaced."""
    parts = []
    for at in sorted(at for at in marks if start <= at < end):
        length, sign = marks[at]
        parts.append(text[start:at] + sign)
        start = at + length
    return "".join(parts) + text[start:end]
