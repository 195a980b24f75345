r"""A list ran into the paragraph above it.

Why: without an empty line before it, a list is printed as one paragraph with dashes in it.

Bad (en): Bring:⏎- a pen⏎- a map
Good (en): Bring:⏎⏎- a pen⏎- a map
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"

_ITEM = re.compile(r"\n[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+\S")


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each paragraph that swallowed a list."""
    for block in page.blocks:
        match = _ITEM.search(block.text) if block.kind == "paragraph" else None
        if match:
            line, column = block.place(match.end() - 1)
            message = "the list beginning here is part of the paragraph above it"
            yield Fault(line, message, column=column, fix="put an empty line before it")
