"""Which files below docs/ may reach the site: a second look behind the gate.

Of pages those that the book has; of other files those that the rules `file-kind`, `file-link` and
`drawing` let stand. Whatever else lies there stays where it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.book import Book
from handbook.check.assets import head, named_by, pixels_fault, styles_fault
from handbook.inventory import Entry, walk
from handbook.policy.kinds import PICTURES, content_fault, kind_fault
from handbook.policy.svg import judge


def publishable(book: Book) -> frozenset[str]:
    """Return the paths below docs/ of all that may be published."""
    pages = {f"{edition}/{page_id}.md" for edition, page_id in book.pages}
    named = named_by(book)
    return frozenset(
        each.path
        for each in _own(book)
        if (each.path in pages if each.name.endswith(".md") else _may_stand(each, named))
    )


def _own(book: Book) -> Iterator[Entry]:
    """Files that are neither links nor second names of files elsewhere."""
    found = [entry for entry in walk(book.docs) if entry.kind == "file"]
    here = Counter(entry.inode for entry in found)
    return (entry for entry in found if entry.links == here[entry.inode])


def _may_stand(entry: Entry, named: frozenset[str]) -> bool:
    if kind_fault(entry.path, named) or "/." in f"/{entry.path}":
        return False
    if content_fault(entry.path, entry.size, head(entry.file)):
        return False
    if entry.file.suffix in PICTURES:
        return pixels_fault(entry.file) is None
    if entry.name.endswith(".svg"):
        return next(judge(entry.file.read_bytes()), None) is None
    return not (entry.name.endswith(".css") and any(styles_fault(entry.file)))
