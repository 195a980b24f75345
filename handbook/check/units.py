"""What alignment compares: a block with its length and what is the same in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from handbook.blocks import Block
from handbook.book import Page
from handbook.language.lexicon import lexicon, roots

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_LISTED = re.compile(r"\n[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_DIRECTIVE = re.compile(r"<!--\s*handbook:(?!\s*allow\b)")
_SAME = ("badge", "code", "footnote", "image", "link", "placeholder", "url")


@dataclass
class Unit:
    """A block to be aligned: a table holds its rows, a row its cells."""

    block: Block
    language: str = ""
    parts: list[Unit] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The words a reader sees; of a table those of all its cells."""
        return " ".join(part.text for part in self.parts) if self.parts else self.block.prose

    @cached_property
    def length(self) -> int:
        """Characters of the reader's words."""
        return len(self.text) - self.text.count("\0")

    @cached_property
    def marks(self) -> frozenset[str]:
        """What is written the same in every language: figures, badges, links, notes, code."""
        if not self.parts:
            return _marks(self.block)
        marks = frozenset().union(*(part.marks for part in self.parts))
        if self.block.kind == "row":
            empty = "".join("-" if part.length else "." for part in self.parts)
            return marks | {f"cells {empty}"} if "." in empty else marks
        return marks

    @cached_property
    def roots(self) -> frozenset[str]:
        """Beginnings of the words, with those of the English words they usually stand for."""
        own = roots(self.text)
        known = lexicon(self.language)
        return own.union(*(known[root] for root in own if root in known)) if known else own

    @property
    def level(self) -> int:
        """Heading level; 0 for other blocks."""
        return self.block.level if self.block.kind == "heading" else 0


def _marks(block: Block) -> frozenset[str]:
    found = {
        "n" + number.replace(",", ".").replace(":", ".") for number in _FIGURE.findall(block.prose)
    }
    for inline in block.inlines:
        if inline.kind in _SAME:
            target = inline.target or inline.text
            found.add(f"{inline.kind[0]}{target.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}")
    blanks = [inline.end - inline.start for inline in block.inlines if inline.kind == "blank"]
    if blanks:
        found.add(f"blanks {blanks}")
    if block.kind in ("code", "comment", "html"):
        found.add(block.text)
    return frozenset(found)


def units(page: Page) -> list[Unit]:
    """Units of a page in order, without notes (matched by label) and remarks."""
    found: list[Unit] = []
    language = page.edition
    for block in page.blocks:
        if block.kind == "row":
            found[-1].parts.append(Unit(block, language))
        elif block.kind == "cell":
            found[-1].parts[-1].parts.append(Unit(block, language))
        elif block.kind == "paragraph" and _LISTED.search(block.text):
            found += (Unit(part, language) for part in _listed(block))
        elif block.kind != "footnote" and not _is_remark(block):
            found.append(Unit(block, language))
    return found


def _is_remark(block: Block) -> bool:
    """Comments for people, and allowances, are each language's own affair."""
    return block.kind == "comment" and not _DIRECTIVE.search(block.text)


def _listed(block: Block) -> list[Block]:
    """Take apart a paragraph into which a list ran because no empty line stands before it.

    The rule `list-broken` reports it; alignment goes on as if the line were there.
    """
    parts: list[Block] = []
    at = 0
    for match in [*_LISTED.finditer(block.text), None]:
        end = match.start() if match else len(block.text)
        text, line = block.text[at:end], block.place(at)[0]
        kind, marker = ("item", "-") if parts else (block.kind, "")
        starts = (block.place(at)[1] - 1, *([0] * text.count("\n")))
        last = line + text.count("\n")
        parts.append(
            Block(kind, line, last, text, block.level, marker, within=block.within, starts=starts)
        )
        at = match.end() if match else end
    return parts
