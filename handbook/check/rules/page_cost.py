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
