"""A page as the planters of defects see it: lines, blocks, and which letters are prose.

Deliberately not `handbook.blocks`: a defect is planted by another reading of the page than the
one under test. It understands only what the book's clean pages use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
HEADING = re.compile(r"(#{1,6}) (.*?)(?: \{ #([\w-]+) \})?$")
ITEM = re.compile(r"((?:[-*+]|\d+\.)\s+(?:\[[ x]\] )?)(.*)$")
ADMONITION = re.compile(r'!!! (\w+)(?: "(.*)")?$')
NOTE = re.compile(r"\[\^(\w+)\]: ")
CELL = re.compile(r"(?<=\|)([^|]*)(?=\|)")
NOT_PROSE = re.compile(
    r"<!--.*?-->|`[^`]*`|\]\([^)]*\)|\{[^}]*\}|\[\^\w+\]:?|<[^>]+>|https?://\S+|_{3,}|[\[\]*\\#|>!]"
)
BADGE = re.compile(r"\[\w+\]\(ref:\w+\)")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``start`` up to, not with, ``end`` of the file, counted from 0.

    ``kind`` is heading, paragraph, item, row, admonition, footnote, image, quote, code, comment
    or html; ``indent`` the spaces before it; ``head`` what stands before its words on the first
    line, indentation and marker; ``text`` its words as written, without the indentation.
    """

    kind: str
    start: int
    end: int
    indent: int
    head: str
    text: str
    id: str = ""
    level: int = 0

    @property
    def words(self) -> int:
        """Words of letters in it."""
        return len(re.findall(r"[^\W\d_]{2,}", BADGE.sub("", self.text)))


class Sheet:
    """One page: its path, language, lines and blocks."""

    def __init__(self, path: str, language: str, text: str) -> None:
        self.path = path
        self.language = language
        self.text = text
        self.lines = text.split("\n")
        front = FRONT.match(text)
        self.body = front[0].count("\n") if front else 0

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the body in order."""
        return list(_blocks(self.lines, self.body))

    @cached_property
    def prose(self) -> list[str]:
        """The lines with all that is not words for readers replaced by NUL, length unchanged."""
        masked = ["\0" * len(line) for line in self.lines]
        for block in self.blocks:
            if block.kind in ("code", "comment", "html"):
                continue
            for number in range(block.start, block.end):
                line = self.lines[number]
                head = len(block.head) if number == block.start else 0
                clean = BADGE.sub(lambda m: "\0" * len(m[0]), line)
                clean = NOT_PROSE.sub(lambda m: "\0" * len(m[0]), clean)
                masked[number] = "\0" * head + clean[head:]
        return masked

    def find(self, pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
        """Where the pattern stands in the prose: line and match."""
        return [(n, m) for n, line in enumerate(self.prose) for m in pattern.finditer(line)]

    def raw(self, pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
        """Where the pattern stands in the body, markup included, code left out."""
        return [
            (number, match)
            for block in self.blocks
            if block.kind != "code"
            for number in range(block.start, block.end)
            for match in pattern.finditer(self.lines[number])
        ]

    def of(self, *kinds: str, words: int = 0) -> list[Block]:
        """The blocks of these kinds with at least so many words."""
        return [b for b in self.blocks if b.kind in kinds and b.words >= words]

    def cells(self) -> list[tuple[int, int, re.Match[str]]]:
        """Line, column number and match of every cell of every table, delimiter rows left out."""
        return [
            (block.start, column, match)
            for block in self.of("row")
            if not is_delimiter(block.text)
            for column, match in enumerate(CELL.finditer(self.lines[block.start]))
        ]

    def tables(self) -> list[list[Block]]:
        """The rows of each table, the delimiter row among them."""
        tables: list[list[Block]] = []
        for row in self.of("row"):
            if tables and tables[-1][-1].end == row.start:
                tables[-1].append(row)
            else:
                tables.append([row])
        return [table for table in tables if len(table) > 2]


def is_delimiter(text: str) -> bool:
    """Whether a row is the line of dashes under the head of a table."""
    return set(text) <= set("|-: ")


def aligned(source: Sheet, target: Sheet) -> list[tuple[Block, Block]]:
    """Blocks that are translations of each other, section by section, as clean pages allow."""
    there = dict(_sections(source.blocks))
    pairs: list[tuple[Block, Block]] = []
    for key, blocks in _sections(target.blocks):
        others = there.get(key, [])
        if [block.kind for block in blocks] == [block.kind for block in others]:
            pairs += zip(others, blocks, strict=True)
    return pairs


def _sections(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    key, section = "", list[Block]()
    for block in blocks:
        if block.kind == "heading" and block.id:
            yield key, section
            key, section = block.id, []
        section.append(block)
    yield key, section


def _blocks(lines: list[str], start: int) -> Iterator[Block]:
    number = start
    while number < len(lines):
        bare = lines[number].strip()
        if not bare:
            number += 1
            continue
        block = _block(lines, number)
        yield block
        number = block.end


def _block(lines: list[str], number: int) -> Block:
    line = lines[number]
    bare = line.lstrip()
    indent = len(line) - len(bare)
    if bare.startswith("```"):
        end = next(n for n in range(number + 1, len(lines)) if lines[n].strip() == "```") + 1
        return Block("code", number, end, indent, "", "\n".join(lines[number + 1 : end - 1]))
    kind, head, text = _kind(bare)
    last = number + 1
    if kind in ("paragraph", "item", "footnote"):
        while last < len(lines) and lines[last].strip() and _runs_on(lines[last].lstrip()):
            last += 1
    text = "\n".join([text, *(line.strip() for line in lines[number + 1 : last])])
    match = HEADING.match(bare) if kind == "heading" else None
    level, name = (len(match[1]), match[3] or "") if match else (0, "")
    return Block(kind, number, last, indent, " " * indent + head, text, name, level)


def _runs_on(bare: str) -> bool:
    return _kind(bare)[0] == "paragraph"


def _kind(bare: str) -> tuple[str, str, str]:
    """Kind, marker and words of a line without its indentation."""
    if match := HEADING.match(bare):
        return "heading", f"{match[1]} ", match[2]
    if match := ITEM.match(bare):
        return "item", match[1], match[2]
    if bare.startswith("|"):
        return "row", "", bare
    if match := ADMONITION.match(bare):
        return "admonition", f'!!! {match[1]} "' if match[2] else bare, match[2] or ""
    if match := NOTE.match(bare):
        return "footnote", match[0], bare[match.end() :]
    if bare.startswith("<!--"):
        return "comment", "", bare
    if bare.startswith("!["):
        return "image", "", bare
    if bare.startswith("> "):
        return "quote", "> ", bare[2:]
    return ("html" if bare.startswith("<") else "paragraph"), "", bare
