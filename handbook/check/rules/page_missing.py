"""Every page of the source has a translation.

Why: readers of the language meet an English page, or none; a whole edition without pages is one
finding, not one a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault, Severity
from handbook.check.names import compare, folder, path_of

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each page that a translation lacks, at the path it should have."""
    severity = Severity.ERROR if context.is_handbook else Severity.WARNING
    yield from _empty_editions(book)
    for names in compare(book):
        taken = {*names.respelt.values(), *names.renamed.values()}
        for page_id in sorted(names.missing - taken):
            source = book.pages[book.source.locale, page_id]
            yield Fault(
                1,
                f"the edition {names.edition.name} lacks the page “{source.title}”",
                fix=f"translate {source.path}",
                severity=severity,
                path=path_of(book, names.edition.locale, page_id),
                edition=names.edition.locale,
            )


def _empty_editions(book: Book) -> Iterator[Fault]:
    filled = {locale for locale, _ in book.pages}
    for edition in book.editions:
        if edition.locale not in filled:
            path = folder(book, edition.locale)
            yield Fault(
                1,
                f"the edition {edition.name} has no pages: {path}/ is missing or empty",
                fix=f"put its pages there, or remove “{edition.locale}” from mkdocs.yml",
                path=path,
                edition=edition.locale,
            )
