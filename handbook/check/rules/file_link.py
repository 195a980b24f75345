"""Nothing below docs/ is a link, a device or a second name of a file elsewhere.

Why: a link publishes what it leads to, which may be any file of the computer that builds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault

SCOPE = "book"
SEVERITY = "error"

_FIX = "put the file itself in its place"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each entry that is neither a folder nor a plain file of its own."""
    here = Counter(entry.inode for entry in context.inventory if entry.kind == "file")
    if book.docs.is_symlink():
        yield Fault(1, "the folder is a link", fix=_FIX, path=context.name_of(""), edition="")
    for entry in context.inventory:
        place = context.below(entry)
        if entry.kind == "link":
            yield Fault(1, "this is a link to another file", fix=_FIX, path=place, edition="")
        elif entry.kind == "other":
            what = "this is a device or a pipe, no file"
            yield Fault(1, what, fix="remove it", path=place, edition="")
        elif entry.kind == "file" and entry.links > here[entry.inode]:
            what = "this is a second name of a file outside docs/ (a hard link)"
            yield Fault(1, what, fix="put a copy in its place", path=place, edition="")
