"""No two pages have the same address.

Why: `a.md` and `a/index.md` both become `a/`; one of them is lost, without a word. English pages
stand at the top of the site, beside the folders of the other languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book, Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.policy.names import folded

SCOPE = "book"
SEVERITY = "error"

_TAKEN = ("assets", "search")
"""Folders at the top of the site that are made by the build."""


def check(book: Book, _context: Context) -> Iterator[Fault]:
    """Yield a fault for each page whose address another one has."""
    taken = {edition.locale for edition in book.editions if not edition.is_source}
    if book.is_handbook:
        taken |= set(_TAKEN)
    first: dict[str, Page] = {}
    for page in sorted(book.pages.values(), key=lambda page: page.path):
        other = first.setdefault(folded(_address(book, page)), page)
        top = page.id.partition("/")[0]
        if other is not page:
            message = f"the page has the same address as {other.path}"
            yield _fault(page, message)
        elif page.is_source and top in taken:
            yield _fault(page, f"the address “{top}/” belongs to another part of the site")


def _address(book: Book, page: Page) -> str:
    """Address of a page; MkDocs takes README for index."""
    page_id = page.id
    if page_id.rpartition("/")[2].lower() == "readme":
        page_id = page_id[: -len("readme")] + "index"
    return book.url(page.edition, page_id)


def _fault(page: Page, message: str) -> Fault:
    return Fault(1, message, fix="rename one of them", path=page.path, edition=page.edition)
