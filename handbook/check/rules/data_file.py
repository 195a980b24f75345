"""Data files can be read, hold what they must, and hold text only.

Why: pages are filled from them; one wrong line keeps the whole book from being built, `No` becomes
“False” on the page, and a tag in a word of the site runs on every page.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.datafiles import DATA, load_faults, text_faults
from handbook.check.model import Fault

SCOPE = "book"
SEVERITY = "error"
KEPT = True


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each file that cannot be used; the first in each is enough."""
    for file in sorted(book.docs.glob("*.y*ml")):
        found: list[tuple[int, str, str]] = []
        if file.name in DATA or context.is_handbook:
            found = list(text_faults(file, strict=context.is_handbook))
        if not found and context.is_handbook:
            found = list(load_faults(file, [edition.locale for edition in book.editions]))
        for line, message, fix in found:
            yield Fault(line, message, fix=fix, path=context.name_of(file.name), edition="")
