"""Files and folders have names that work on every computer, and no twins.

Why: names that differ only in capitals, hold invisible signs or that Windows keeps for itself
cannot be checked out everywhere, or pass for another file.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.inventory import MOST
from handbook.policy.names import DEEPEST, LONGEST_PATH, folded, name_fault, visible

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each name that is refused, and for the second of two twins."""
    known: dict[str, str] = {}
    if len(context.inventory) >= MOST:
        message = f"there are {MOST:,} files and folders or more; not all were looked at"
        yield Fault(1, message, fix="remove some", path=context.name_of(""), edition="")
    for entry in context.inventory:
        place = context.below(entry)
        found = name_fault(entry.name)
        if found:
            yield Fault(1, found[0], fix=found[1], path=place, edition="")
        elif entry.path.count("/") == DEEPEST:
            message = f"more than {DEEPEST} folders stand within one another"
            yield Fault(1, message, fix="use fewer", path=place, edition="")
        elif len(entry.path) > LONGEST_PATH:
            message = f"the path has {len(entry.path)} characters"
            yield Fault(1, message, fix=f"use at most {LONGEST_PATH}", path=place, edition="")
        other = known.setdefault(folded(entry.path), entry.path)
        if other != entry.path:
            message = f"the name differs from “{visible(other)}” in capitals or accents only"
            yield Fault(1, message, fix="rename one of them", path=place, edition="")
