"""Claims that need a badge, and badges that cannot stand: one reading for checker and build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.blocks import PROSE, Block
from handbook.data import Source
from handbook.evidence_signs import STEMS, STUDIES
from handbook.inline import Inline

_PERCENT = re.compile(r"\d[\d.,]*\s?%")
_EFFECT = re.compile(r"\b[gdr]\s?=\s?[-−]?(?:\d[\d.,]*\d|\.\d+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w.,/–-])(?:19|20)\d\d(?![\w/–-])")
_MANY = re.compile(
    r"(?<![\w.,/–-])(?<!116 )(?!(?:19|20)\d\d(?!\d)|116[ ]?\d{3}\b)"
    r"(?:\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|[1-9]\d{2,})(?![\w/–-])"
)
"""A number of people or things from 100 on: no year, no European helpline."""


@dataclass(frozen=True)
class Doubt:
    """A badge that cannot stand, or a claim without one: where, what, and what to do."""

    line: int
    column: int
    message: str
    fix: str
    is_claim: bool = False
    instead: str | None = None
    """Kind that the badge should name; its label starts one character after ``column``."""
    label: str = ""


def doubts(blocks: Iterable[Block], sources: Mapping[str, Source]) -> Iterator[Doubt]:
    """Yield every wrong badge, and every claim without a badge in its paragraph or table row."""
    blocks = list(blocks)
    cited = [(block, badges(block)) for block in blocks if block.kind in PROSE and block.text]
    whole = "\n".join(block.prose for block, _ in cited).lower()
    stems = [stem for stem in STEMS if stem in whole]
    rows = {(block.table, block.row) for block, found in cited if found and block.table >= 0}
    for block, found in cited:
        for badge in found:
            yield from _wrong(block, badge, sources)
        if not found and (block.table, block.row) not in rows:
            yield from _claim(block, stems)


def badges(block: Block) -> list[Inline]:
    """Badges of a block, in order."""
    if "](ref:" not in block.text:
        return []
    return [inline for inline in block.inlines if inline.kind == "badge"]


def _claim(block: Block, stems: list[str]) -> Iterator[Doubt]:
    words = block.prose
    match = _PERCENT.search(words) if "%" in words else None
    if not match and "=" in words:
        match = _EFFECT.search(words)
    if not match and stems and any(stem in words.lower() for stem in stems):
        match = STUDIES.search(words)
    if not match and ("19" in words or "20" in words) and _YEAR.search(words):
        match = _MANY.search(words)  # how many there were in that year
    if match:
        line, column = block.place(match.start())
        yield Doubt(
            line,
            column,
            f"“{match[0]}” needs a badge in the same paragraph",
            "add one, for example [some](ref:R10), or say it without the claim",
            is_claim=True,
        )


def _wrong(block: Block, badge: Inline, sources: Mapping[str, Source]) -> Iterator[Doubt]:
    source = sources.get(badge.target)
    line, column = block.place(badge.start)
    if source is None:
        message = f"badge names {badge.target}, which has no entry in sources.yml"
        yield Doubt(line, column, message, "add it or mend the id")
    elif source.kind != badge.text:
        message = f"badge says “{badge.text}” but {source.id} is “{source.kind}” in sources.yml"
        fix = f"write [{source.kind}](ref:{source.id})"
        yield Doubt(line, column, message, fix, instead=source.kind, label=badge.text)
