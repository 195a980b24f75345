"""A page is saved as UTF-8 and can be read.

Why: bytes of another encoding become wrong letters, or the page cannot be read at all; a byte
order mark and the line ends of Windows do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each page whose bytes are wrong."""
    for page in book.pages.values():
        if page.flaw:
            flaw = page.flaw
            yield Fault(flaw.line, flaw.message, fix=flaw.fix, path=page.path, edition=page.edition)
