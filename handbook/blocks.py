"""A page's Markdown as blocks with line numbers: what parity is judged on.

Read with markdown-it-py, set to what Python-Markdown does where they differ (`handbook.dialect`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from handbook.dialect import tokens
from handbook.inline import Inline, mask, scan
from handbook.lazy import lazy

PROSE = frozenset(("heading", "paragraph", "item", "cell", "admonition", "footnote"))
"""Kinds of block that hold words for readers."""

_LONG = 2000
"""Characters of a text from which on its line ends are looked up, not counted."""
_HEADING_ID = re.compile(r"\{:?[^{}]*?#([\w:.-]+)[^{}]*\}$")
_HEADED = {"list_item_open": "item", "dd_open": "item", "footnote_reference_open": "footnote"}
_CONTAINERS = {"blockquote_open": "quote", **_HEADED}
_CLOSED = {
    "blockquote_close", "list_item_close", "dd_close", "footnote_reference_close", "box_close",
}  # fmt: skip


@dataclass(unsafe_hash=True)
class Block:
    """The smallest thing parity is judged on; not frozen, as that takes thrice the time to make.

    ``kind`` is heading, paragraph, item, table, row, cell, admonition, footnote, code, html,
    comment or rule; ``line`` and ``end`` are lines of the file from 1, both included; ``text`` is
    the inline Markdown without the container's indentation and markers.
    """

    kind: str
    line: int
    end: int
    text: str = ""
    level: int = 0
    marker: str = ""
    id: str = ""
    within: tuple[str, ...] = ()
    table: int = -1
    row: int = -1
    col: int = -1
    starts: tuple[int, ...] = (0,)
    """Offset of each line of ``text`` in its line of the file, from 0."""

    @lazy
    def inlines(self) -> tuple[Inline, ...]:
        """Inline elements of the text, in order."""
        return scan(self.text) if self.kind in PROSE else ()

    @lazy
    def _breaks(self) -> list[int]:
        """Offsets of the line ends, for long texts in which many places are looked up."""
        return [found.start() for found in re.finditer("\n", self.text)]

    @lazy
    def prose(self) -> str:
        """The text with everything but the reader's words masked, at equal length."""
        if self.kind not in PROSE:
            return "\0" * len(self.text)
        return mask(self.text, self.inlines)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column of the file, from 1, of an offset in ``text``."""
        if len(self.text) > _LONG:
            before = bisect_left(self._breaks, offset)
        else:
            before = self.text.count("\n", 0, offset)
        begin = self.text.rfind("\n", 0, offset) + 1
        start = self.starts[min(before, len(self.starts) - 1)]
        return self.line + before, start + offset - begin + 1


def parse(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """Read a page's body; ``first_line`` is the line of the file on which it starts.

    Only a line feed ends a line, as in editors and in git.
    """
    return tuple(_Reader(text.replace("\r", " "), first_line).read())


class _Reader:
    """Walks the tokens of one page and yields its blocks."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first = first_line
        self.tokens = tokens(text)
        self.within: list[str] = []
        self.pending: Token | None = None
        """An item or note whose first text is still to come."""
        self.tables = -1

    def read(self) -> Iterator[Block]:
        for token in self.tokens:
            kind = token.type
            if kind == "inline":
                yield self._inline(token)
            elif kind in _CONTAINERS:
                yield from self._empty()
                self.within.append(_CONTAINERS[kind])
                if kind in _HEADED:
                    self.pending = token
            elif kind in _CLOSED:
                yield from self._empty()
                self.within.pop()
            elif kind in _LEAVES:
                yield from self._empty()
                yield from _LEAVES[kind](self, token)

    def _empty(self) -> Iterator[Block]:
        """Yield an item or note that holds no text of its own before what follows."""
        if self.pending is not None:
            yield self._headed(self.pending, "")

    def _headed(self, opened: Token, text: str, line: int = -1) -> Block:
        self.pending = None
        at = opened.map[0] if opened.map else 0
        line = at if line < 0 else line
        kind = _HEADED[opened.type]
        marker = str(opened.meta["label"]) if kind == "footnote" else _marker(opened)
        return self._block(kind, line, line + 1 + text.count("\n"), text, marker=marker, out=1)

    def _inline(self, token: Token) -> Block:
        start, end = _lines(token)
        if self.pending is None:
            return self._block("paragraph", start, end, token.content)
        return self._headed(self.pending, token.content, start)

    def _heading(self, token: Token) -> Iterator[Block]:
        """Make a heading; the list of attributes at its end is no text, and may hold its id."""
        (start, end), text, level = _lines(token), token.content, int(token.tag[1])
        brace = text.rfind("{") if text.endswith("}") else -1
        found = _HEADING_ID.match(text, brace) if brace >= 0 else None
        if found and (brace == 0 or text[brace - 1] in " \t"):
            text = text[:brace].rstrip()
        else:
            found = None
        line = self.lines[start] if start < len(self.lines) else ""
        at = line.find(text, line.find("#") + level if token.markup else 0)
        name = found[1] if found else ""
        yield self._block("heading", start, end, text, level=level, id=name, at=at)

    def _box(self, token: Token) -> Iterator[Block]:
        self.within.append("admonition")
        start, _ = _lines(token)
        yield self._block(
            "admonition", start, start + 1, token.content, marker=token.info, out=1,
            at=token.meta["at"],
        )  # fmt: skip

    def _code(self, token: Token) -> Iterator[Block]:
        start, end = _lines(token)
        yield self._block("code", start, end, token.content, marker=token.info.strip())

    def _html(self, token: Token) -> Iterator[Block]:
        start, end = _lines(token)
        name = "comment" if token.content.lstrip().startswith("<!--") else "html"
        yield self._block(name, start, end, token.content.rstrip("\n"))

    def _rule(self, token: Token) -> Iterator[Block]:
        yield self._block("rule", *_lines(token))

    def _table(self, token: Token) -> Iterator[Block]:
        self.tables += 1
        within, level = tuple(self.within), len(self.within)
        yield self._block("table", *_lines(token), table=self.tables)
        for row, (number, cells) in enumerate(token.meta["rows"]):
            yield self._block("row", number, number + 1, table=self.tables, row=row)
            line = self.first + number
            for col, (at, text) in enumerate(cells):
                yield Block(
                    "cell", line, line, text, level, within=within, starts=(at,),
                    table=self.tables, row=row, col=col,
                )  # fmt: skip

    def _block(
        self, kind: str, start: int, end: int, text: str = "", *, out: int = 0, level: int = -1,
        marker: str = "", id: str = "", table: int = -1, row: int = -1, at: int = -1,
    ) -> Block:  # fmt: skip
        """Make a block of the lines from ``start`` to before ``end`` of the body, from 0."""
        within = tuple(self.within[:-out] if out else self.within)
        starts = ((at,) if at >= 0 else tuple(self._starts(start, text))) if text else (0,)
        level = len(within) if level < 0 else level
        last = self.first + max(start, end - 1)
        return Block(
            kind, self.first + start, last, text, level, marker, id, within,
            table=table, row=row, starts=starts,
        )  # fmt: skip

    def _starts(self, start: int, text: str) -> Iterator[int]:
        """Where each line of the text starts in its line of the file: it is the end of it."""
        for number, part in enumerate(text.split("\n"), start):
            line = self.lines[number] if number < len(self.lines) else ""
            yield max(0, line.rfind(part))


_LEAVES = {
    "heading": _Reader._heading,
    "box_open": _Reader._box,
    "fence": _Reader._code,
    "code_block": _Reader._code,
    "html_block": _Reader._html,
    "hr": _Reader._rule,
    "table": _Reader._table,
}


def _lines(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 1)


def _marker(item: Token) -> str:
    if item.type == "dd_open":
        return ":"
    return f"{item.info}{item.markup}" if item.info else item.markup
