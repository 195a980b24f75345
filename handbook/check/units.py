"""What alignment compares: a block with its length and what is the same in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from handbook.blocks import Block, parse
from handbook.book import Page
from handbook.cells import cells
from handbook.language.lexicon import lexicon, roots
from handbook.lazy import lazy

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_LISTED = re.compile(r"\n[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
BROKEN_BOX = re.compile(
    r"(?:!{1,2}|!{4,}|![ ]!+|!![ ]!|![ ]![ ]!|\?{2}|\?[ ]?\?[ ]\?)[ ]+"
    r"([a-z]+)[ ]+\"([^\"\n]*)\"[ ]*(?=\n|$)"
)
"""The opening of a box that is not read as one: kind and title."""
_DIRECTIVE = re.compile(r"<!--\s*handbook:(?!\s*allow\b)")
_SAME = ("badge", "code", "footnote", "image", "link", "placeholder", "url")


@dataclass
class Unit:
    """A block to be aligned: a table holds its rows, a row its cells."""

    block: Block
    language: str = ""
    parts: list[Unit] = field(default_factory=list)

    @lazy
    def text(self) -> str:
        """The words a reader sees; of a table those of all its cells."""
        return " ".join(part.text for part in self.parts) if self.parts else self.block.prose

    @lazy
    def length(self) -> int:
        """Characters of the reader's words."""
        return len(self.text) - self.text.count("\0")

    @lazy
    def marks(self) -> frozenset[str]:
        """What is written the same in every language: figures, badges, links, notes, code."""
        if not self.parts:
            return _marks(self.block)
        marks = frozenset().union(*(part.marks for part in self.parts))
        if self.block.kind == "row":
            empty = "".join("-" if part.length else "." for part in self.parts)
            return marks | {f"cells {empty}"} if "." in empty else marks
        return marks

    @lazy
    def roots(self) -> frozenset[str]:
        """Beginnings of the words, with those of the English words they usually stand for."""
        own = roots(self.text)
        known = lexicon(self.language)
        return own.union(*(known[root] for root in own if root in known)) if known else own

    @lazy
    def signs(self) -> frozenset[str]:
        """Roots and marks."""
        return self.roots | self.marks if self.marks else self.roots

    @property
    def level(self) -> int:
        """Heading level; 0 for other blocks."""
        return self.block.level if self.block.kind == "heading" else 0


def _marks(block: Block) -> frozenset[str]:
    found = {
        "n" + number.replace(",", ".").replace(":", ".") for number in _FIGURE.findall(block.prose)
    }
    if block.kind in ("code", "comment", "html"):
        found.add(block.text)
    if not block.inlines:
        return frozenset(found)
    for inline in block.inlines:
        if inline.kind in _SAME:
            target = inline.target or inline.text
            found.add(f"{inline.kind[0]}{target.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}")
    blanks = [inline.end - inline.start for inline in block.inlines if inline.kind == "blank"]
    if blanks:
        found.add(f"blanks {blanks}")
    return frozenset(found)


def units(page: Page) -> list[Unit]:
    """Units of a page in order, without notes (matched by label) and remarks."""
    found: list[Unit] = []
    language, after_broken = page.edition, False
    for block in page.blocks:
        if block.kind == "row":
            found[-1].parts.append(Unit(block, language))
        elif block.kind == "cell":
            found[-1].parts[-1].parts.append(Unit(block, language))
        elif block.kind != "paragraph":
            if after_broken and block.kind == "code" and not block.marker:
                found += (Unit(part, language) for part in _inside(block))
                continue
            if block.kind != "footnote" and not _is_remark(block):
                found.append(Unit(block, language))
        elif "\n" in block.text and _LISTED.search(block.text):
            found += (Unit(part, language) for part in _listed(block))
        elif found and _is_cut_off(block, found[-1].block):
            found[-1].parts += _rows(block, language)
        elif box := BROKEN_BOX.match(block.text):
            found += (Unit(part, language) for part in _boxed(block, box))
            after_broken = True
            continue
        else:
            found.append(Unit(block, language))
        after_broken = False
    return found


def _is_cut_off(block: Block, before: Block) -> bool:
    """Whether lines of bars are the rest of the table above, parted from it by an empty line."""
    if before.kind != "table":
        return False
    return all(line.lstrip().startswith("|") for line in block.text.split("\n"))


def _rows(block: Block, language: str) -> list[Unit]:
    """Take apart the rest of a table; the rule `table-broken` reports it."""
    rows = []
    for number, line in enumerate(block.text.split("\n")):
        at = block.line + number
        found = [
            Unit(Block("cell", at, at, text, block.level, starts=(start,)), language)
            for start, text in cells(line, True)
        ]
        rows.append(Unit(Block("row", at, at, level=block.level), language, found))
    return rows


def _boxed(block: Block, box: re.Match[str]) -> list[Block]:
    """Take apart a box whose opening is miswritten; the rule `box-broken` reports it."""
    opened = Block(
        "admonition", block.line, block.line, box[2] or "", block.level, box[1], within=block.within
    )
    text = block.text[box.end() :].strip("\n")
    if not text:
        return [opened]
    inside = (*block.within, "admonition")
    return [
        opened,
        Block("paragraph", block.line + 1, block.end, text, block.level + 1, within=inside),
    ]


def _inside(block: Block) -> list[Block]:
    """Take apart what stands in a miswritten box: without its opening it reads as code."""
    within = (*block.within, "admonition")
    return [
        replace(part, within=(*within, *part.within), level=part.level or len(within))
        for part in parse(block.text, block.line)
        if part.kind not in ("row", "cell", "footnote")
    ]


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
