"""Files below docs/ are of known kinds, what their names say, and not too large.

Why: what lies in docs/ is published. Pages of HTML and scripts would run in readers’ browsers, and
a page ending in `.markdown` would be shown without ever having been checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.assets import bookkeeping_fault, head, named_by, pixels_fault, styles_fault
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.inventory import Entry
from handbook.policy.kinds import HIDDEN, PICTURES, content_fault, kind_fault

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each file that may not lie where it lies."""
    named = named_by(book)
    for entry in context.inventory:
        place = context.below(entry)
        if entry.kind == "folder" and entry.name.startswith(".") and entry.name not in HIDDEN:
            message = f"the hidden folder “{entry.name}” does not belong into docs/"
            yield Fault(1, message, fix="remove it", path=place, edition="")
        if entry.kind != "file":
            continue
        ending = entry.file.suffix
        if ending == ".js" and book.config_file is None:
            continue  # a plain tree says nothing of its scripts, and shows none
        found = kind_fault(entry.path, named)
        if not found and ending not in (".md", ".json"):
            found = content_fault(entry.path, entry.size, head(entry.file))
        if not found and ending in PICTURES:
            found = pixels_fault(entry.file)
        if found:
            yield Fault(1, found[0], fix=found[1], path=place, edition="")
            continue
        inner = styles_fault if ending == ".css" else bookkeeping_fault if _kept(entry) else None
        for line, message, fix in inner(entry.file) if inner else ():
            yield Fault(line, message, fix=fix, path=place, edition="")


def _kept(entry: Entry) -> bool:
    """Whether a file is bookkeeping of ours: stamps of translations, the ledger."""
    return entry.path.endswith(".json") and "/." in f"/{entry.path}"
