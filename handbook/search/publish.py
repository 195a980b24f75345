"""Writes what the browser needs below each edition's start page, and a site map beside it.

    search/index.js      analyser, engine and index: fetched when the search box is first used
    search/<hash>.js     text of one page, for excerpts: fetched when a result is in sight
    search/index.html    site map: where the search leads without JavaScript

Plain scripts, because a page opened from the file system may load nothing else. The same pages
give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from handbook.book import Book, Edition
from handbook.search.analyse import browser_stemmer, browser_tables
from handbook.search.pack import pack
from handbook.search.pages import FoundPage, read_page

_BROWSER = Path(__file__).parent / "browser"
_PARTS = ("snowball", "analyse", "nearness", "packing", "engine", "excerpt", "box")
_COMMENT = re.compile(r"^\s*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def write_search(
    site: Path,
    book: Book,
    word: Callable[[str, str], str],
    site_url: str,
    editions: Sequence[str] = (),
) -> None:
    """Write index, texts and site map of every edition of a built site, or of those named.

    ``word`` gives a word of the site: ``word("hu", "search.sitemap")``.
    """
    for edition in book.editions:
        if editions and edition.locale not in editions:
            continue
        root = book.url(edition.locale, "index")
        pages = read_pages(site, book, edition)
        if pages:
            folder = site / root / "search"
            folder.mkdir(parents=True, exist_ok=True)
            texts = [_write_text(folder, page) for page in pages]
            folder.joinpath("index.js").write_text(index_script(pages, edition, texts), "utf-8")
            page = site_map(pages, edition, word, f"{site_url}{root}search/")
            folder.joinpath("index.html").write_text(page, "utf-8")


def read_pages(site: Path, book: Book, edition: Edition) -> list[FoundPage]:
    """Return the pages of a built edition that are in its language, in the order of the menu."""
    root = book.url(edition.locale, "index")
    found = []
    for page_id in book.nav:
        file = site / book.url(edition.locale, page_id) / "index.html"
        url = book.url(edition.locale, page_id).removeprefix(root)
        page = read_page(file, url) if file.is_file() else None
        if page:
            found.append(page)
    return found


def index_script(pages: list[FoundPage], edition: Edition, texts: list[str]) -> str:
    """Return `search/index.js` of an edition."""
    locale = edition.locale
    parts = browser_code(*_PARTS)
    analyser = f"makeAnalyser({browser_tables(locale)},{_squeeze(browser_stemmer(locale))})"
    index = script_json(pack(pages, locale, texts))
    return (
        f'(function(){{"use strict";\n{parts}'
        f"start(window.handbookSearch,{analyser},{index});\n}})();\n"
    )


def _write_text(folder: Path, page: FoundPage) -> str:
    """Write the text of one page; return the name of its file, a digest of what is in it."""
    text = script_json([section.text for section in page.sections])
    name = hashlib.sha256(text.encode()).hexdigest()[:8]
    script = f'handbookSearch.text("{name}",{text});\n'
    folder.joinpath(f"{name}.js").write_text(script, "utf-8")
    return name


def site_map(
    pages: list[FoundPage], edition: Edition, word: Callable[[str, str], str], url: str
) -> str:
    """Return the site map of an edition: its pages with their main sections, as HTML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    template = environment.get_template("site-map.html")
    return template.render(
        edition=edition,
        pages=pages,
        url=url,
        assets="../assets" if edition.is_source else "../../assets",
        title=word(edition.locale, "search.sitemap"),
    )


def browser_code(*names: str) -> str:
    """Return files of `browser/` one after the other, without comments."""
    files = (_BROWSER.joinpath(f"{name}.js").read_text("utf-8") for name in names)
    return "".join(_squeeze(file) for file in files)


def _squeeze(code: str) -> str:
    """Strip indentation and comments that fill their lines."""
    return _INDENT.sub("", _COMMENT.sub("", code))


def script_json(value: Any) -> str:
    """Return a value as JSON that may stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
