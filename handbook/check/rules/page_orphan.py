"""A translated page has a page of the source at the same path.

Why: by its path a page is found from the other languages; one that was moved or renamed, or whose
source was removed, is reached from none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault, Severity
from handbook.check.names import compare, path_of
from handbook.check.nearest import nearest

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each page of a translation that the source does not have."""
    severity = Severity.ERROR if context.is_handbook else Severity.WARNING
    source = book.source.locale
    ids = {page_id for locale, page_id in book.pages if locale == source}
    for names in compare(book):
        for page_id in sorted(names.extra - set(names.respelt)):
            locale, meant = names.edition.locale, names.renamed.get(page_id)
            like = None if meant else nearest(page_id, ids)
            yield Fault(
                1,
                f"there is no {path_of(book, source, page_id)} of which this is a translation",
                fix=_advice(book, locale, meant, like),
                severity=severity,
                path=path_of(book, locale, page_id),
                edition=locale,
            )


def _advice(book: Book, locale: str, meant: str | None, like: str | None) -> str:
    if meant:
        return f"move it to {path_of(book, locale, meant)}"
    remove = "remove it, or write the source page"
    return f"{remove}; the nearest is {path_of(book, book.source.locale, like)}" if like else remove
