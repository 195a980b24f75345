"""A character reference is printed as it stands.

Why: a program encoded the text twice, and readers see &quot; in place of a quotation mark.

Bad (hu): Azt mondta: &amp;quot;jó&amp;quot;.
Good (hu): Azt mondta: „jó”. Írd így: `&amp;quot;`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from handbook.blocks import PROSE
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "page"
SEVERITY = "error"

_TWICE = re.compile(r"&amp;(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});")


def check(page: Page, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each reference that was encoded twice."""
    for block in page.blocks:
        if block.kind not in PROSE or "&amp;" not in block.text:
            continue
        code = [(inline.start, inline.end) for inline in block.inlines if inline.kind == "code"]
        for match in _TWICE.finditer(block.text):
            if any(start <= match.start() < end for start, end in code):
                continue
            line, column = block.place(match.start())
            meant = unescape(unescape(match[0]))
            message = f"readers see “{unescape(match[0])}” here"
            yield Fault(line, message, column, fix=f"write “{meant}”")
