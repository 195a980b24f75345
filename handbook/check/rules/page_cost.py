"""A page stays within what it may cost to render.

Why: some patterns make the renderer work with the square of their length; one page of them keeps
the whole book from being built.

Bad (en): !!! note⏎⏎>>>>>>>>>>>>>>>>>>>>>>>>> deep
Good (en): See [one], [two](b.md) and (three); > one > two.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.policy.cost import faults

SCOPE = "page"
SEVERITY = "error"


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each limit that the page breaks."""
    for offset, message, fix in faults(page.text):
        yield Fault(page.text_line + page.text.count("\n", 0, offset), message, fix=fix)
    if "<![" in page.text:
        yield from _declarations(page)


def _declarations(page: Page) -> Iterator[Fault]:
    """Yield a fault for each “<![” that is no code: some versions of the renderer fail on it."""
    for block in page.blocks:
        code = [(part.start, part.end) for part in block.inlines if part.kind == "code"]
        at = block.text.find("<![") if block.kind != "code" else -1
        if at >= 0 and not any(start <= at < end for start, end in code):
            fix = "write &lt;![, or put it in a code block"
            yield Fault(block.place(at)[0], "“<![” breaks the renderer", fix=fix)
