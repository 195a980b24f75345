r"""A list ran into the paragraph above it.

Why: without an empty line before it, a list is printed as one paragraph with dashes in it.

Bad (en): Bring:⏎- a pen⏎- a map
Good (en): Bring:⏎⏎- a pen⏎- a map
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"

_ITEM = re.compile(r"\n[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+\S")


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield one fault for each paragraph that swallowed a list.

    A foreign site whose English page has such lists too either reads them as lists, as some
    programs do, or must mend them there first: its translations are not told.
    """
    found = [(block, match) for block in page.blocks if (match := _swallowed(block))]
    if not found or (not context.is_handbook and _as_in_source(page, context)):
        return
    for block, match in found:
        line, column = block.place(match.end() - 1)
        message = "the list beginning here is part of the paragraph above it"
        yield Fault(line, message, column=column, fix="put an empty line before it")


def _swallowed(block: Block) -> re.Match[str] | None:
    return _ITEM.search(block.text) if block.kind == "paragraph" else None


def _as_in_source(page: Page, context: Context) -> bool:
    source = context.book.page(context.book.source.locale, page.id)
    return source is not None and source is not page and any(map(_swallowed, source.blocks))
