"""A box is not read as one, because its opening is miswritten.

Why: readers see exclamation marks and the name of the kind instead of a warning box.

Bad (en): ! ! ! danger "Stop"⏎⇥Call now.
Good (en): !!! danger "Stop"⏎⇥Call now.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Edit, Fault
from handbook.check.units import BROKEN_BOX

SCOPE = "page"
SEVERITY = "error"


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield one fault for each paragraph that should have been a box."""
    for block in page.blocks:
        match = BROKEN_BOX.match(block.text) if block.kind == "paragraph" else None
        if match:
            line, column = block.place(0)
            wrong = block.text[: match.start(1)]
            yield Fault(
                line,
                f"this is printed as text, not as a box of kind “{match[1]}”",
                column=column,
                fix="begin it with three exclamation marks and a space: !!!",
                edit=Edit(line, column, len(wrong), "!!! ") if wrong[0] == "!" else None,
            )
