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
from handbook.search.chunks import script_file, script_json
from handbook.search.filed import Leaf, file_page
from handbook.search.kept import KeptPages
from handbook.search.mend import Built, Index, Texts
from handbook.search.pack import assemble, number_text
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
        folder = (out or site) / root / "search"
        built = list(_built(site, book, edition, kept, digests or {}))
        index, texts = _index(built, edition.locale, kept, _sizes(folder))
        if not index.chunks:
            continue
        wanted = _scripts(index, texts, edition, kept)
        leaves, url = index.gathered.leaves, f"{site_url}{root}search/"
        wanted["index.html"] = site_map(leaves, edition, word, url).encode()
        _fill(folder, wanted, {file.name for file in index.files})
        kept.keep_index(edition.locale, index)


def _index(
    built: list[Built], locale: str, kept: KeptPages, there: dict[str, int]
) -> tuple[Index, Texts]:
    """Return an edition's index, and at least those files of texts that are not there."""
    if index := kept.index(locale):
        texts = index.mended(built, locale, kept)
        if texts is not None and all(
            file.name in texts or there.get(file.name) == file.size for file in index.files
        ):
            return index, texts
    read = (kept.read(page.file, page.url, locale, page.known_as) for page in built)
    return Index.of(built, [each for each in read if each])


def _fill(folder: Path, wanted: dict[str, bytes], stays: set[str]) -> None:
    """Leave in a folder the files wanted, those that stay, and no other.

    One named by its digest is not rewritten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    there = _sizes(folder)
    for name in there.keys() - wanted.keys() - stays:
        (folder / name).unlink()
    for name, data in wanted.items():
        if name.startswith("index.") or there.get(name) != len(data):
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_bytes(data)


def _sizes(folder: Path) -> dict[str, int]:
    """Return the files of a folder with their bytes; none when there is no folder."""
    if not folder.is_dir():
        return {}
    return {entry.name: entry.stat().st_size for entry in os.scandir(folder)}


def read_pages(site: Path, book: Book, edition: Edition) -> list[FoundPage]:
    """Return the pages of a built edition that are in its language, in the order of the menu."""
    built = _built(site, book, edition, KeptPages(), {})
    return [found for page in built if (found := read_page(page.file, page.url))]


def _built(
    site: Path, book: Book, edition: Edition, kept: KeptPages, digests: Mapping[str, str]
) -> Iterator[Built]:
    """Yield the pages that were built, in the order of the menu."""
    root = book.url(edition.locale, "index")
    for page_id in book.nav:
        url = book.url(edition.locale, page_id)
        file, known_as = site / url / "index.html", digests.get(f"{url}index.html", "")
        if known_as or file.is_file():
            yield Built(url.removeprefix(root), file, known_as or kept.known_as(file))


def scripts(pages: Sequence[FoundPage], edition: Edition) -> dict[str, bytes]:
    """Return the scripts of an edition's search: name without ending → what stands in it."""
    filed = [file_page(page, edition.locale) for page in pages]
    made = _scripts(*Index.of([], filed), edition, KeptPages())
    return {name.removesuffix(".js"): data for name, data in made.items()}


def _scripts(index: Index, texts: Texts, edition: Edition, kept: KeptPages) -> dict[str, bytes]:
    """Return the scripts of an index, with what there is of its files of texts."""
    packed = assemble(index.gathered)
    words = [script_file("w", shard) for shard in packed.shards]
    files = {
        "shards": " ".join(_mark(name) for name, _ in words),
        "texts": " ".join(_mark(file.name) for file in index.files),
        "chunks": "".join(number_text(file.sections) for file in index.files),
    }
    core = _index_script({**packed.core, **files}, edition, kept)
    return {"index.js": core.encode(), **dict(words), **texts}


def _mark(name: str) -> str:
    """Return what tells a file of its kind from others."""
    return name[2:].removesuffix(".js")


def _index_script(core: dict[str, Any], edition: Edition, kept: KeptPages) -> str:
    code = kept.text(f"{edition.locale}.js", lambda: _code(edition.locale))
    return f"{code}{script_json(core)});\n}})();\n"


def _code(locale: str) -> str:
    """Return what runs at the reader's, up to where the index itself stands."""
    analyser = f"makeAnalyser({browser_tables(locale)},{_squeeze(browser_stemmer(locale))})"
    start = f"start(window.handbookSearch,{analyser},"
    return f'(function(){{"use strict";\n{browser_code(*PARTS)}{start}'


def site_map(
    pages: Sequence[Leaf], edition: Edition, word: Callable[[str, str], str], url: str
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
