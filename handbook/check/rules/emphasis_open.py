"""Bold or italic is opened and not closed.

Why: readers see the asterisks.

Bad (en): Call the **lead today.
Good (en): Call the **lead** today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import PROSE, Block
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"

_NAME = re.compile(r"_+[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+(?![\w*])")
"""A name of a program's, such as __session_id."""

_PRINTED = re.compile(r"\w\w|\{ | \}")
"""What stands around an asterisk that is no mark: `Leser*innen`, and `{* file *}` of an include."""
_OPENER = re.compile(r"(?:<[^<>]{0,80}>)?\*")
_GAP = "\0 \n"


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield one fault a block, at the first mark without a partner."""
    signs = _note_signs(page)
    for block in page.blocks:
        if block.kind in PROSE and ("*" in block.text or "_" in block.text):
            at = _lonely(block, signs)
            if at is not None:
                line, column = block.place(at)
                mark = block.text[at : at + 2].strip(
                    "".join(set(block.text[at : at + 2]) - {"*", "_"})
                )
                yield Fault(
                    line,
                    f"“{mark}” has no partner, so readers see it",
                    column=column,
                    fix="put the same mark directly before the first and after the last letter",
                )


def _note_signs(page: Page) -> bool:
    """Whether asterisks are signs of a note: one opens a block, another one stands elsewhere."""
    if "*" not in page.text:
        return False
    odd = [
        block
        for block in page.blocks
        if "*" in block.text and block.kind in PROSE and _singles(block) % 2
    ]
    openers = sum(bool(_OPENER.match(block.text)) for block in odd)
    return 0 < openers < len(odd)


def _singles(block: Block) -> int:
    """How many single asterisks a block has."""
    return len([1 for i in block.inlines if i.kind == "emphasis" and i.text in ("*", "***")])


def _count(block: Block, mark: str) -> int:
    return sum(inline.kind == "emphasis" and inline.text == mark for inline in block.inlines)


def _lonely(block: Block, signs: bool) -> int | None:
    """Offset of the first mark that neither opens nor closes anything it could."""
    opened: dict[str, list[int]] = {}
    for inline in block.inlines:
        if inline.kind != "emphasis" or inline.text[0] not in "*_":
            continue
        if inline.text[0] == "_" and _NAME.match(block.text, inline.start):
            continue
        before = block.text[inline.start - 1 : inline.start]
        after = block.text[inline.end : inline.end + 1]
        if inline.text == "*" and _PRINTED.fullmatch(before + after):
            continue
        can_open, can_close = bool(after.strip()), bool(before.strip())
        if len(inline.text) == 2 and not (can_open or can_close) and _count(block, inline.text) > 1:
            return inline.start
        for mark in _marks(inline.text):
            waiting = opened.setdefault(mark, [])
            if can_close and waiting:
                waiting.pop()
            elif (
                signs and mark == "*" and not (can_open and block.prose[: inline.start].strip(_GAP))
            ):
                continue
            elif can_open:
                waiting.append(inline.start)
            elif can_close:
                return inline.start
    return min((at for waiting in opened.values() for at in waiting), default=None)


def _marks(text: str) -> list[str]:
    """Take a run of marks apart: three are bold and italic at once."""
    if len(text) > 3:
        return []
    return [text[0] * 2, text[0]] if len(text) == 3 else [text]
