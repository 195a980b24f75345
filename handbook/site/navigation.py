"""The navigation of a page, pruned: its own section with its neighbours, of others only the name.

So that a page's weight and cost do not grow with the book. What the pages of a section show is
made once and cut in two where each page's own line stands.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from handbook.book import Book, Edition, Entry
from handbook.site.addresses import relative
from handbook.site.inputs import digest

_ITEM = "md-nav__item"
_ARROW = '<span class="md-nav__icon md-icon"></span>'


@dataclass(frozen=True)
class Branch:
    """The lines of the navigation before and after a page's own."""

    before: str
    after: str


@dataclass(frozen=True)
class _Line:
    """A line as written; ``page`` is its page's id, empty for one that is never the page's own."""

    page: str
    text: str


class Menu:
    """The navigation of an edition."""

    def __init__(self, book: Book, edition: Edition) -> None:
        self._book, self._edition = book, edition
        self._made: dict[tuple[str, int], tuple[list[_Line], str]] = {}

    @cached_property
    def _sections(self) -> dict[str, tuple[Entry, ...]]:
        """Page id → the sections it stands in, outermost first."""
        return dict(_placed(self._book.menu, ()))

    @cached_property
    def _folders(self) -> set[str]:
        """Addresses below which other pages lie: links from there look different."""
        urls = [self._url(page_id) for page_id in self._book.nav]
        return {"", *(f"{up}/" for url in urls for up in _above(url))}

    def branch(self, page_id: str) -> Branch:
        """Return what a page shows around its own line."""
        lines, _ = self._shown(page_id)
        at = next(number for number, line in enumerate(lines) if line.page == page_id)
        return Branch(
            "".join(line.text for line in lines[:at]),
            "".join(line.text for line in lines[at + 1 :]),
        )

    def name(self, page_id: str) -> str:
        """Digest of what a page shows of the navigation."""
        return self._shown(page_id)[1]

    def _shown(self, page_id: str) -> tuple[list[_Line], str]:
        url = self._url(page_id)
        if url not in self._folders:  # seen from any page beside it, all links look the same
            url = posixpath.join(posixpath.dirname(url.rstrip("/")), "*/")
        own = self._sections[page_id]
        key = (url, id(own[-1]) if own else 0)
        if key not in self._made:
            lines = list(self._lines(self._book.menu, own, url, "__nav"))
            self._made[key] = lines, digest([(line.page, line.text) for line in lines])
        return self._made[key]

    def title(self, page_id: str) -> str:
        """Title of a page as HTML; one that only the source has is marked as such."""
        page = self._book.page(self._edition.locale, page_id)
        if page:
            return escape(page.title)
        source = self._book.source
        page = self._book.pages[source.locale, page_id]
        return f'<span lang="{source.tag}">{escape(page.title)}</span>'

    def _url(self, page_id: str) -> str:
        return self._book.url(self._edition.locale, page_id)

    def _lines(
        self, entries: tuple[Entry, ...], own: tuple[Entry, ...], url: str, path: str
    ) -> Iterator[_Line]:
        for number, entry in enumerate(entries, 1):
            if entry.page:
                yield _Line(entry.page, self._leaf(entry, url))
            elif own and entry is own[0]:
                yield from self._open(entry, own, url, f"{path}_{number}")
            elif entry.children:
                yield _Line("", self._closed(entry, url))

    def _leaf(self, entry: Entry, url: str) -> str:
        title = self._section(entry) if entry.title else self.title(entry.page)
        return f"<li>{self._link(entry.page, url, title)}</li>\n"

    def _closed(self, entry: Entry, url: str) -> str:
        link = self._link(_first(entry), url, self._section(entry), _ARROW)
        return f'<li class="{_ITEM}--pruned {_ITEM}--nested">{link}</li>\n'

    def _open(self, entry: Entry, own: tuple[Entry, ...], url: str, path: str) -> Iterator[_Line]:
        title, level = self._section(entry), path.count("_") - 2
        is_top = level == 1
        kind = f" {_ITEM}--section" if is_top else ""
        tab = "" if is_top else ' tabindex="0"'
        yield _Line(
            "",
            f'<li class="{_ITEM}--active{kind} {_ITEM}--nested">'
            f'<input class="md-nav__toggle md-toggle" type="checkbox" id="{path}" checked>'
            f'<label class="md-nav__link" for="{path}" id="{path}_label"{tab}>'
            f'<span class="md-ellipsis">{title}</span>{_ARROW}</label>'
            f'<nav class="md-nav" data-md-level="{level}" aria-labelledby="{path}_label"'
            f' aria-expanded="true"><label class="md-nav__title" for="{path}">{_ARROW}{title}'
            f'</label><ul class="md-nav__list" data-md-scrollfix>\n',
        )
        yield from self._lines(entry.children, own[1:], url, path)
        yield _Line("", "</ul></nav></li>\n")

    def _link(self, page_id: str, url: str, title: str, more: str = "") -> str:
        href = relative(self._url(page_id) or ".", url)
        shown = f'<span class="md-ellipsis">{title}</span>{more}' if more else title
        return f'<a href="{escape(href)}">{shown}</a>'

    def _section(self, entry: Entry) -> str:
        return escape(self._edition.sections.get(entry.title, entry.title))


def _placed(
    entries: tuple[Entry, ...], above: tuple[Entry, ...]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for entry in entries:
        if entry.page:
            yield entry.page, above
        yield from _placed(entry.children, (*above, entry))


def _first(entry: Entry) -> str:
    """Id of the first page of a section."""
    return entry.page or next((_first(child) for child in entry.children), "")


def _above(url: str) -> Iterator[str]:
    """Yield the folders above an address."""
    folder = posixpath.dirname(url.rstrip("/"))
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
