r"""A table is not read as one.

Why: without its line of dashes, or an empty line before it, readers see bars instead of a table.

Bad (en): | Day | Place |⏎| Monday | Library |
Good (en): | Day | Place |⏎| --- | --- |⏎| Monday | Library |
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"

_ROW = re.compile(r"(?:^|\n)[ \t]*\|[^\n]*\|[ \t]*(?=\n|$)")
_DASHES = re.compile(r"(?:^|\n)[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|")


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each paragraph that should have been a table."""
    for block in page.blocks:
        if block.kind not in ("paragraph", "item", "code") or "|" not in block.text:
            continue
        match = _ROW.search(block.text)
        if not match or (block.kind == "code" and block.marker):
            continue
        line, _ = block.place(match.start() + (block.text[match.start()] == "\n"))
        if _DASHES.search(block.text):
            fix = "put an empty line before it, and as many cells in the line of dashes as above"
        else:
            fix = "write a line | --- | --- | below its first row, one --- a column"
        yield Fault(line, "this is printed as text, not as a table", fix=fix)
