"""Paths agree in capitals and in how accented letters are stored.

Why: some computers take “Closure.md” and “closure.md” for the same file and others do not; there
the page is missing in one language and reached from no other.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.names import compare, path_of, spelling

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each page whose path is another one's but for capitals or accents."""
    for names in compare(book):
        locale = names.edition.locale
        for page_id, wanted in names.respelt.items():
            if wanted in names.missing:
                yield Fault(
                    1,
                    f"the source has it at {wanted}.md: the path differs {_what(page_id, wanted)}",
                    fix=f"rename it to {path_of(book, locale, wanted)}",
                    path=path_of(book, locale, page_id),
                    edition=locale,
                )
    yield from _twins(book)


def _twins(book: Book) -> Iterator[Fault]:
    """Two paths of one edition that some computers cannot keep apart; the source’s is right."""
    seen: dict[tuple[str, str], str] = {}
    source = book.source.locale
    for locale, page_id in sorted(book.pages, key=lambda key: (not book.page(source, key[1]), key)):
        other = seen.setdefault((locale, spelling(page_id)), page_id)
        if other != page_id:
            yield Fault(
                1,
                f"the path differs from {path_of(book, locale, other)} {_what(page_id, other)}",
                fix="keep one of the two pages, or rename one",
                path=path_of(book, locale, page_id),
                edition=locale,
            )


def _what(name: str, other: str) -> str:
    if name.casefold() == other.casefold():
        return "only in capital letters"
    return "only in how its accented letters are stored"
