"""Makes the pages of an edition that must be made; imported only when there is one."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, cast

from handbook.book import Page
from handbook.render.context import Library, PageContext
from handbook.site.compose import Composer, Neighbour, SitePage, canonical, edit_address
from handbook.site.convert import Converter
from handbook.site.inputs import digest, digest_of
from handbook.site.pages import shown
from handbook.site.staging import Staging
from handbook.site.traced import TracedLibrary
from handbook.site.view import PageView

if TYPE_CHECKING:
    from handbook.site.edition import EditionPages, Kept


class Maker:
    """Makes one page after the other."""

    def __init__(self, pages: EditionPages, kept: dict[str, Kept]) -> None:
        self._pages = pages
        self._notes = pages.notes
        self._library = TracedLibrary(pages.parts, pages.book)

    @cached_property
    def _converter(self) -> Converter:
        return Converter(self._pages.settings, self._pages.targets)

    @cached_property
    def _composer(self) -> Composer:
        compiled = self._pages.store.folder / "templates"
        return Composer(self._pages.settings, compiled, self._pages.inputs.code)

    def prepare(self) -> None:
        """Compile what the makers of all editions use."""
        self._composer.compile()

    def page(self, page_id: str, kept: Kept | None, staging: Staging) -> tuple[Kept, bool]:
        """Return what is known of a page and whether it was made anew; put it in its place.

        Raises:
            HandbookError: when the page cannot stand as it is written.

        """
        from handbook.site.edition import Kept

        entry = kept if kept and self._article_holds(page_id, kept) else None
        article: str | None = None
        if entry is None:
            entry = Kept()
            if kept:
                entry = Kept(page_key=kept.page_key, page=kept.page, page_notes=kept.page_notes)
            article = self._make_article(page_id, entry)
        path = self._pages.path(page_id)
        key = self._page_key(page_id, entry)
        if key == entry.page_key and self._notes.hold(entry.page_notes):
            if staging.holds(path, entry.page):
                return entry, False
            stored = self._pages.store.get(self._pages.name("page", page_id), entry.page)
            if stored is not None:
                staging.put(path, entry.page, stored)
                return entry, False
        if article is None:
            article = self._kept_article(page_id, entry)
        data = self._compose(page_id, entry, article)
        entry.page_key, entry.page = key, digest_of(data)
        self._pages.store.put(self._pages.name("page", page_id), entry.page, data, entry.page)
        staging.put(path, entry.page, data)
        return entry, True

    def _article_key(self, page_id: str) -> str:
        pages = self._pages
        source = pages.source(page_id)
        return digest(pages.ground, source.edition, pages.inputs.source(source.edition, page_id))

    def _article_holds(self, page_id: str, kept: Kept) -> bool:
        return (
            kept.article_key == self._article_key(page_id)
            and self._notes.hold(kept.notes)
            and all(self._pages.targets.find(path) == file for path, file in kept.paths.items())
        )

    def _kept_article(self, page_id: str, entry: Kept) -> str:
        stored = self._pages.store.get(self._pages.name("article", page_id), entry.article)
        return stored.decode() if stored is not None else self._make_article(page_id, entry)

    def _make_article(self, page_id: str, entry: Kept) -> str:
        pages = self._pages
        source = pages.source(page_id)
        self._library.begin()
        src = f"{source.edition}/{page_id}.md"
        content = self._converter.convert(source.text, src, self._context(page_id))
        entry.article_key = self._article_key(page_id)
        data = content.html.encode("utf-8", "surrogatepass")
        name = digest_of(data)
        entry.article = digest(name, content.toc)
        entry.notes = self._notes.of(self._library.notes)
        entry.paths, entry.toc, entry.anchors = content.paths, content.toc, content.anchors
        entry.links = content.links
        entry.warnings = [f"{place(source, url)}: {problem}" for url, problem in content.warnings]
        pages.store.put(pages.name("article", page_id), entry.article, data, name)
        return content.html

    def _page_key(self, page_id: str, entry: Kept) -> str:
        pages = self._pages
        source = pages.source(page_id)
        neighbours = [vars(each) if each else None for each in self._neighbours(page_id)]
        return digest(pages.look, entry.article, source.front, neighbours, pages.menu.name(page_id))

    def _compose(self, page_id: str, entry: Kept, article: str) -> bytes:
        pages = self._pages
        source, url = pages.source(page_id), pages.book.url(pages.locale, page_id)
        translated = source.edition == pages.locale
        self._library.begin()
        own = url if translated else pages.book.url(source.edition, page_id)
        before, after = self._neighbours(page_id)
        meta = shown(source.meta)
        page = SitePage(
            escape(source.title),
            url,
            canonical(pages.settings, own),
            edit_address(pages.settings, f"{source.edition}/{page_id}.md"),
            meta,
            article,
            entry.toc,
            before,
            after,
            self._typeset(page_id),
        )
        site_url = str(pages.settings["site_url"] or "")
        context = self._context(page_id)
        view = PageView(context, meta, site_url, article, pages.menu, pages.assets)
        data = self._composer.page(page, view)
        entry.page_notes = self._notes.of(self._library.notes)
        return data

    def _context(self, page_id: str) -> PageContext:
        pages = self._pages
        language = pages.source(page_id).edition
        url = pages.book.url(pages.locale, page_id)
        library = cast(Library, self._library)
        return PageContext(library, pages.locale, language, page_id, url)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {page_id: number for number, page_id in enumerate(self._pages.book.nav)}

    def _neighbours(self, page_id: str) -> tuple[Neighbour | None, Neighbour | None]:
        nav, at = self._pages.book.nav, self._order[page_id]
        before = self._neighbour(nav[at - 1]) if at else None
        return before, self._neighbour(nav[at + 1]) if at + 1 < len(nav) else None

    def _neighbour(self, page_id: str) -> Neighbour:
        pages = self._pages
        url = pages.book.url(pages.locale, page_id)
        return Neighbour(escape(pages.source(page_id).title), url, self._typeset(page_id))

    def _typeset(self, page_id: str) -> dict[str, str] | None:
        """Title with its language, where it is not the edition's."""
        if self._pages.source(page_id).edition == self._pages.locale:
            return None
        return {"title": self._pages.menu.title(page_id)}


def place(page: Page, words: str) -> str:
    """Name a page's file, with the first line in which words stand."""
    at = page.raw.find(words)
    return f"{page.path}:{page.raw.count(chr(10), 0, at) + 1}" if at >= 0 else page.path
