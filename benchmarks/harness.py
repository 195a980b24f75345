"""The checker over a book held in memory, one page changed at a time.

The unchanged book is judged once; a changed page is judged anew, and the rules about the whole
book run again over what is known of the other pages. Files are never touched.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handbook.book import Book, Edition, Page, read, read_tree
from handbook.check import engine
from handbook.check.context import Context
from handbook.check.model import Finding
from handbook.check.pair import Side

ROOT = Path(__file__).parent.parent
SAMPLE = "ref/invented-year"
"""A page that gathers what the book's own pages seldom have: money, dates, addresses, code."""

Files = Mapping[str, str | None]
"""Path → text of a changed file; None when it is gone."""


def open_book(docs: Path | None) -> Book:
    """Read our own book, or a plain tree of language folders; add the sample page."""
    book = read_tree(docs, "en") if docs else read(ROOT / "mkdocs.yml")
    pages = dict(book.pages)
    for edition in book.editions:
        file = ROOT / "tests/check/samples" / f"{edition.locale}.md"
        if file.exists():
            page = _page(book, edition, SAMPLE, file.read_text("utf-8"))
            pages[edition.locale, SAMPLE] = page
    return replace(book, pages=pages, nav=(*book.nav, SAMPLE) if book.nav else ())


def _page(book: Book, edition: Edition, page_id: str, raw: str) -> Page:
    file = book.docs / edition.locale / f"{page_id}.md"
    path = book.path(edition.locale, page_id)
    return Page(page_id, edition.locale, file, path, raw, edition.is_source)


class Checker:
    """Findings of the book as it is (``baseline``) and with some files changed."""

    def __init__(self, book: Book) -> None:
        self._context = Context(book, spelling=False)
        locale = book.source.locale
        sources = [page for (edition, _), page in book.pages.items() if edition == locale]
        self._sources = {page.id: Side(page) for page in sources}
        self._entries = {page.path: self._judge(page) for page in book.pages.values()}
        self.baseline = self._findings(book, self._entries)
        self.paths = frozenset(self._entries)

    def _judge(self, page: Page) -> engine.Entry:
        source = self._sources.get(page.id)
        if page.is_source and source:
            return engine.judge(page, source, None, self._context)
        return engine.judge(page, Side(page), source, self._context)

    def _findings(self, book: Book, entries: dict[str, engine.Entry]) -> list[Finding]:
        context = copy.copy(self._context)
        context.book = book
        return engine.gather(context, entries).findings

    def findings(self, files: Files) -> list[Finding]:
        """All findings when these files are as given."""
        book = self._context.book
        pages, entries = dict(book.pages), dict(self._entries)
        for path, raw in files.items():
            edition, page_id = self._place(path)
            pages.pop((edition.locale, page_id), None)
            entries.pop(path, None)
            if raw is not None:
                page = _page(book, edition, page_id, raw)
                pages[edition.locale, page_id] = page
                entries[path] = self._judge(page)
        return self._findings(replace(book, pages=pages), entries)

    def _place(self, path: str) -> tuple[Edition, str]:
        book = self._context.book
        name = Path(path).relative_to(book.docs.relative_to(book.root))
        return book.edition(name.parts[0]), "/".join(name.parts[1:]).removesuffix(".md")
