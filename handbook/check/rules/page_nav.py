"""Every page of our book is in the navigation, and the navigation names no page that is missing.

Why: a page outside the navigation is found by nobody; a missing one stops the build.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.names import path_of
from handbook.check.nearest import nearest

SCOPE = "book"
SEVERITY = "error"


def check(book: Book, context: Context) -> Iterator[Fault]:
    """Yield a fault for each source page outside the navigation, and for each missing one."""
    if not context.is_handbook:
        return
    source = book.source.locale
    ids = {page_id for locale, page_id in book.pages if locale == source}
    for page_id in sorted(set(book.nav) - ids):
        like = nearest(page_id, ids - set(book.nav))
        yield Fault(
            1,
            f"mkdocs.yml names {page_id}.md in its navigation, but the page is missing",
            fix=f"write {like}.md there" if like else "write the page, or remove its line",
            path=path_of(book, source, page_id),
            edition=source,
        )
    for page_id in sorted(ids - set(book.nav)):
        if nearest(page_id, set(book.nav) - ids) is None:
            yield Fault(
                1,
                "this page is not in the navigation of mkdocs.yml",
                fix=f"add {page_id}.md to nav",
                path=path_of(book, source, page_id),
                edition=source,
            )
