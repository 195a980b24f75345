"""Shared: editions as the search reads them, our JavaScript in a page, a compressing host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.search.serve import serving
from handbook.book import Book
from handbook.search.analyse import browser_stemmer, browser_tables
from handbook.search.filed import file_page
from handbook.search.pack import pack
from handbook.search.pages import FoundPage
from handbook.search.publish import PARTS, browser_code, read_pages

LOCALES = ("en", "hu", "sr", "lv", "bg")


@pytest.fixture(scope="session")
def found(site: Path, book: Book) -> dict[str, list[FoundPage]]:
    """Pages of each edition as the search reads them from the built site."""
    return {edition.locale: read_pages(site, book, edition) for edition in book.editions}


@pytest.fixture(scope="session")
def javascript(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Open an empty page that has the analyser of a language as ``analyser``."""
    pages: dict[str, Page] = {}

    def load(locale: str) -> Page:
        if locale not in pages:
            page = pages[locale] = browser.new_page()
            tables, stemmer = browser_tables(locale), browser_stemmer(locale)
            code = browser_code(*(part for part in PARTS if part != "box"))
            code += f"var analyser = makeAnalyser({tables}, {stemmer});"
            page.add_script_tag(content=code)
        return pages[locale]

    yield load
    for page in pages.values():
        page.close()


ENGINE = """([core, shards]) => {
  window.data = core;
  window.shards = shards;
  window.fetched = [];
  window.renew = () => { window.engine = makeEngine(core, analyser); };
  renew();
  window.ask = (query, most) => {
    for (;;) {
      const found = engine.search(query, most);
      if (!found.missing.length) return found;
      fetched.push(...found.missing);
      found.missing.forEach(number => engine.give(number, shards[number]));
    }
  };
}"""
"""Makes ``ask(query, most)``: the engine, given each shard that it says is missing."""


@pytest.fixture(scope="session")
def engine(javascript: Callable[[str], Page]) -> Callable[[list[FoundPage], str], Page]:
    """Open a page that has ``ask`` for these pages, and in ``fetched`` what it needed for that."""

    def load(pages: list[FoundPage], locale: str) -> Page:
        packed = pack([file_page(page, locale) for page in pages])
        page = javascript(locale)
        page.evaluate(ENGINE, [packed.core, packed.shards])
        return page

    return load


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """Where the built site is served with compression."""
    with serving(site) as host:
        yield host.address
