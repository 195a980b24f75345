"""Blocks: each processor is asked only about a block that has what it looks for.

Most blocks are plain paragraphs, and seventeen processors would look through each of them with
regular expressions. All that those look for stands at the beginning of a line, or it is a pipe:
a look at the lines' first signs is enough to know who need not be asked.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markdown import blockprocessors as core
from markdown.blockparser import BlockParser
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.md_in_html import MarkdownInHtmlProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import STX


class _Parser(BlockParser):
    """Python-Markdown's own but for the choice of whom to ask."""

    @cached_property
    def _wanted(self) -> list[tuple[Any, frozenset[str] | None]]:
        """Each processor with what it looks for."""
        return [(each, _LOOKS_FOR.get(type(each))) for each in self.blockprocessors]

    @cached_property
    def _chosen(self) -> dict[frozenset[str], list[Any]]:
        """Signs of a block → processors to be asked about it."""
        return {}

    @cached_property
    def _indent(self) -> str:
        return " " * self.md.tab_length

    def parseBlocks(self, parent: Any, blocks: list[str]) -> None:  # noqa: N802
        """Process blocks until none is left."""
        while blocks:
            for each in self._asked(blocks[0]):
                if each.test(parent, blocks[0]) and each.run(parent, blocks) is not False:
                    break

    def _asked(self, block: str) -> list[Any]:
        signs = {line.lstrip(" ")[:1] for line in block.split("\n")}
        if block.startswith(self._indent):
            signs.add(_INDENTED)
        if "|" in block:
            signs.add(_PIPE)
        if any(map(str.isdecimal, signs)):
            signs.add(_DIGIT)
        key = _SIGNS & signs
        if key not in self._chosen:
            self._chosen[key] = [
                each for each, wanted in self._wanted if wanted is None or wanted & key
            ]
        return self._chosen[key]


class _Table(TableProcessor):
    """Python-Markdown's own but for rows in which nothing can hide a pipe."""

    def _split(self, row: str) -> list[str]:
        if "`" in row or "\\" in row:
            cells: list[str] = super()._split(row)  # type: ignore[misc]
            return cells
        return row.split("|")


_INDENTED, _DIGIT, _PIPE, _EMPTY = "indented", "digit", "|", ""
_LOOKS_FOR: dict[type, frozenset[str]] = {
    AdmonitionProcessor: frozenset(("!", _INDENTED)),
    MarkdownInHtmlProcessor: frozenset(STX),
    core.EmptyBlockProcessor: frozenset((_EMPTY,)),
    core.ListIndentProcessor: frozenset((_INDENTED,)),
    DefListIndentProcessor: frozenset((_INDENTED,)),
    core.CodeBlockProcessor: frozenset((_INDENTED,)),
    _Table: frozenset((_PIPE,)),
    core.HashHeaderProcessor: frozenset("#"),
    core.SetextHeaderProcessor: frozenset("=-"),
    core.HRProcessor: frozenset("-_*"),
    core.OListProcessor: frozenset((_DIGIT,)),
    core.UListProcessor: frozenset("*+-"),
    DefListProcessor: frozenset(":"),
    core.BlockQuoteProcessor: frozenset(">"),
    FootnoteBlockProcessor: frozenset("["),
    core.ReferenceProcessor: frozenset("["),
}
"""Processor → signs of which at least one begins a line of every block that it takes; blanks
before a sign do not count. One not named here is asked about every block."""
_SIGNS = frozenset().union(*_LOOKS_FOR.values())

QUICK: dict[type, type] = {BlockParser: _Parser, TableProcessor: _Table}
