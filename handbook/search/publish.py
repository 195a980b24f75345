"""Writes what the browser needs below each edition's start page, and a site map beside it.

    search/index.js      analyser, engine and core of the index: when the search box is first used
    search/w-<hash>.js   postings of the words from one to another: when one of them is asked for
    search/t-<hash>.js   text of some sections of a page, for excerpts: when a result is in sight
    search/index.html    site map: where the search leads without JavaScript

Plain scripts, because a page opened from the file system may load nothing else; all are fetched by
one function of the page (`site/browser/finder.js`) and hand over what they hold with
``handbookSearch.give(name, content)``. The folder holds nothing else, so that whoever keeps an
edition for reading without a network keeps all of it. The same pages give the same bytes, and
a file whose name has a hash never changes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template

from handbook.book import Book, Edition
from handbook.render.content_policy import content_policy
from handbook.search.analyse import browser_stemmer, browser_tables
from handbook.search.chunks import script, script_json
from handbook.search.filed import Filed
from handbook.search.kept import KeptPages
from handbook.search.pack import number_text, pack
from handbook.search.pages import FoundPage, read_page

_BROWSER = Path(__file__).parent / "browser"
PARTS = (
    *("snowball", "analyse", "nearness", "packing", "lexicon", "postings", "engine"),
    *("excerpt", "texts", "files", "box"),
)
"""Files of `browser/`, in the order in which they stand in `index.js`."""
_COMMENT = re.compile(r"^\s*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def write_search(
    site: Path,
    book: Book,
    word: Callable[[str, str], str],
    site_url: str,
    out: Path | None = None,
    editions: Sequence[str] = (),
    kept: KeptPages | None = None,
    digests: Mapping[str, str] | None = None,
) -> None:
    """Write index, texts and site map of a built site's editions, into ``out`` if given.

    ``editions`` are the locales meant, all when empty; ``kept`` has what was read of pages the
    last time; ``digests`` of pages by their path in the site, where they are at hand, spare a look
    into each.

    ``word`` gives a word of the site: ``word("hu", "search.sitemap")``.
    """
    kept = kept or KeptPages()
    for edition in book.editions:
        if editions and edition.locale not in editions:
            continue
        root = book.url(edition.locale, "index")
        pages = list(_filed_pages(site, book, edition, kept, digests or {}))
        if pages:
            wanted = {f"{name}.js": data for name, data in scripts(pages, edition, kept).items()}
            html = site_map(pages, edition, word, f"{site_url}{root}search/")
            _fill((out or site) / root / "search", wanted | {"index.html": html.encode()})


def _fill(folder: Path, wanted: dict[str, bytes]) -> None:
    """Leave in a folder the files wanted and no other; one named by its digest is not rewritten."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {entry.name: entry.stat().st_size for entry in os.scandir(folder)}
    for name in there.keys() - wanted.keys():
        (folder / name).unlink()
    for name, data in wanted.items():
        if name.startswith("index.") or there.get(name) != len(data):
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_bytes(data)


def read_pages(site: Path, book: Book, edition: Edition) -> list[FoundPage]:
    """Return the pages of a built edition that are in its language, in the order of the menu."""
    places = ((site / path, url) for path, url in _places(book, edition))
    found = [read_page(file, url) for file, url in places if file.is_file()]
    return [page for page in found if page]


def _filed_pages(
    site: Path, book: Book, edition: Edition, kept: KeptPages, digests: Mapping[str, str]
) -> Iterator[Filed]:
    for path, url in _places(book, edition):
        known_as, file = digests.get(path, ""), site / path
        there = known_as or file.is_file()
        page = kept.read(file, url, edition.locale, known_as) if there else None
        if page:
            yield page


def _places(book: Book, edition: Edition) -> Iterator[tuple[str, str]]:
    """Paths of an edition's pages in the site, and their addresses in the edition."""
    root = book.url(edition.locale, "index")
    for page_id in book.nav:
        url = book.url(edition.locale, page_id)
        yield f"{url}index.html", url.removeprefix(root)


def scripts(
    pages: Sequence[Filed], edition: Edition, kept: KeptPages | None = None
) -> dict[str, bytes]:
    """Return the scripts of an edition's search by name without ending.

    ``kept`` may have what is the same for all pages.
    """
    packed = pack(pages)
    words = [script("w", shard) for shard in packed.shards]
    texts = [chunk for page in pages for chunk in page.chunks]
    files = {
        "shards": " ".join(name.removeprefix("w-") for name, _ in words),
        "texts": " ".join(name.removeprefix("t-") for name, _, _ in texts),
        "chunks": "".join(number_text(sections) for _, sections, _ in texts),
    }
    index = _index_script({**packed.core, **files}, edition, kept or KeptPages())
    return {"index": index.encode(), **dict(words), **{name: data for name, _, data in texts}}


def _index_script(core: dict[str, Any], edition: Edition, kept: KeptPages) -> str:
    code = kept.text(f"{edition.locale}.js", lambda: _code(edition.locale))
    return f"{code}{script_json(core)});\n}})();\n"


def _code(locale: str) -> str:
    """Return what runs at the reader's, up to where the index itself stands."""
    analyser = f"makeAnalyser({browser_tables(locale)},{_squeeze(browser_stemmer(locale))})"
    start = f"start(window.handbookSearch,{analyser},"
    return f'(function(){{"use strict";\n{browser_code(*PARTS)}{start}'


def site_map(
    pages: Sequence[Filed], edition: Edition, word: Callable[[str, str], str], url: str
) -> str:
    """Return the site map of an edition: its pages with their main sections, as HTML."""
    return _template().render(
        edition=edition,
        pages=pages,
        url=url,
        assets="../assets" if edition.is_source else "../../assets",
        title=word(edition.locale, "search.sitemap"),
        content_policy=content_policy(),
    )


@cache
def _template() -> Template:
    folder = FileSystemLoader(Path(__file__).parent)
    environment = Environment(loader=folder, autoescape=True, trim_blocks=True)
    return environment.get_template("site-map.html")


@cache
def browser_code(*names: str) -> str:
    """Return files of `browser/` one after the other, without comments."""
    files = (_BROWSER.joinpath(f"{name}.js").read_text("utf-8") for name in names)
    return "".join(_squeeze(file) for file in files)


def _squeeze(code: str) -> str:
    """Strip indentation and comments that fill their lines."""
    return _INDENT.sub("", _COMMENT.sub("", code))
