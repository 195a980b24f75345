"""A drawing holds shapes and text, and nothing that runs, loads or leads elsewhere.

Why: SVG is a small web page: it can hold scripts, fields, other sites’ pictures and styles.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.policy.svg import LARGEST, judge

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each thing in a drawing that is not on its list."""
    for entry in context.inventory:
        if entry.kind == "file" and entry.name.endswith(".svg") and entry.size <= LARGEST:
            for line, message, fix in judge(entry.file.read_bytes()):
                yield Fault(line, message, fix=fix, path=context.below(entry), edition="")
