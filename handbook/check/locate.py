"""Finds the lines of a page that its rendered text's offences come from.

Blocks are rendered by themselves: where the same offence arises, there it is written. Within the
block, or where no block gives it (a tag opened in one and closed in another), the line is found
that holds the value, the attribute or the tag.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from handbook.blocks import Block
from handbook.book import Page
from handbook.policy.markup import Offence

_MOST_BLOCKS = 300
"""Blocks rendered by themselves for one page."""
_DEFINITION = re.compile(r"^ {0,3}(?:>[ \t]*)*+(?:\*?\[[^\]\n]+\]):", re.MULTILINE)
_TRIGGER = re.compile(r"[<&{\[:]|^[=/-]{3}|\S@", re.MULTILINE)
_QUIET = re.compile(r"[\s\x00-\x20\u200b-\u200f\ufeff]+")
_SHORTEST = 3

Judge = Callable[[str], list[Offence] | str]


@dataclass
class _Spot:
    """A block, and what arises from it alone."""

    first: int
    last: int
    offences: list[Offence]


def locate(page: Page, offences: list[Offence], judge: Judge) -> Iterator[tuple[int, Offence]]:
    """Yield each offence with its line of the file."""
    spots = list(_spots(page, judge))
    definitions = [page.text_line + number for number in _definition_lines(page)]
    used: set[tuple[int, str]] = set()
    for offence in offences:
        spot = _take(spots, offence)
        lines = list(range(spot.first, spot.last + 1)) if spot else _all_lines(page)
        found = _line(page, offence, lines, definitions, used)
        line = found or (spot.first if spot else page.text_line)
        used.add((line, offence.message))
        yield line, offence


def failing_line(page: Page, judge: Judge) -> int:
    """Line of the first block that cannot be rendered by itself, else that of the text."""
    for block in _blocks(page):
        if isinstance(judge(_source(page, block)), str):
            return block.line
    return page.text_line


def _definition_lines(page: Page) -> list[int]:
    return [page.text.count("\n", 0, m.start()) for m in _DEFINITION.finditer(page.text)]


def _all_lines(page: Page) -> list[int]:
    """Lines of the body that are no code, then those that are."""
    code: set[int] = set()
    for block in page.blocks:
        if block.kind == "code":
            code.update(range(block.line, block.end + 1))
    body = range(page.text_line, len(page.lines) + 1)
    return [*(n for n in body if n not in code), *(n for n in body if n in code)]


def _blocks(page: Page) -> list[Block]:
    kinds = ("code", "table", "row", "rule")
    found = [b for b in page.blocks if b.kind not in kinds and _TRIGGER.search(_source(page, b))]
    return found[:_MOST_BLOCKS]


def _source(page: Page, block: Block) -> str:
    """Return a block as it may stand by itself."""
    if block.kind in ("html", "comment", "heading"):
        lines = page.lines[block.line - 1 : block.end]
        return "\n".join(line.strip(" ") if block.kind == "heading" else line for line in lines)
    return block.text


def _spots(page: Page, judge: Judge) -> Iterator[_Spot]:
    definitions = "\n".join(page.text.split("\n")[n] for n in _definition_lines(page))
    for block in _blocks(page):
        text = _source(page, block)
        more = f"\n\n{definitions}" if definitions and block.kind != "html" else ""
        answer = judge(text + more)
        if isinstance(answer, list) and answer:
            yield _Spot(block.line, block.end, answer)


def _take(spots: list[_Spot], wanted: Offence) -> _Spot | None:
    """Return the next block in which an offence arises, and strike the offence off it."""
    for spot in spots:
        for offence in spot.offences:
            same = (offence.tag, offence.name, offence.value) == (
                wanted.tag, wanted.name, wanted.value,
            )  # fmt: skip
            if same and (offence.message == wanted.message):
                spot.offences.remove(offence)
                return spot
    return None


def _line(
    page: Page, offence: Offence, lines: list[int], also: list[int], used: set[tuple[int, str]]
) -> int | None:
    """Find the line that holds what the offence is about; one that was not told before, first."""
    for looks in _looks(offence):
        found = [n for n in (*lines, *also) if n <= len(page.lines) and looks(page.lines[n - 1])]
        fresh = deque(n for n in found if (n, offence.message) not in used)
        if found:
            return fresh[0] if fresh else found[-1]
    return None


def _looks(offence: Offence) -> Iterator[Callable[[str], bool]]:
    """Ways to recognise a line, the surest first."""
    value = _bare(offence.value)
    if len(value) >= _SHORTEST:
        yield lambda line: value in _bare(line)
        yield lambda line: value in _bare(unquote(line))
    if offence.name:
        name = re.compile(rf"(?i)(?<![\w-]){re.escape(offence.name)}\s*(?:=|$)")
        yield lambda line: name.search(unescape(line)) is not None
    if offence.tag:
        tag = re.compile(rf"(?i)<\s*{re.escape(offence.tag)}(?![\w-])")
        yield lambda line: tag.search(unescape(line)) is not None
    if offence.tag and not offence.name:
        closing = re.compile(
            rf"(?i)</?{re.escape(offence.tag)}|///?\s*html\s*\|\s*{re.escape(offence.tag)}"
        )
        yield lambda line: closing.search(line) is not None


def _bare(text: str) -> str:
    """Return a text without what a browser overlooks in an address, for comparison."""
    return _QUIET.sub("", unescape(unescape(text))).casefold()
