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

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from handbook.book import Book, Edition
from handbook.render.content_policy import content_policy
from handbook.search.analyse import browser_stemmer, browser_tables
from handbook.search.filed import Filed
from handbook.search.kept import KeptPages, Read
from handbook.search.pack import number_text, pack
from handbook.search.pages import FoundPage

_BROWSER = Path(__file__).parent / "browser"
PARTS = (
    *("snowball", "analyse", "nearness", "packing", "lexicon", "postings", "engine"),
    *("excerpt", "texts", "files", "box"),
)
"""Files of `browser/`, in the order in which they stand in `index.js`."""
_COMMENT = re.compile(r"^\s*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


CHUNK = 6_000
"""Characters of text a file: some sections of a page, two or three kB after gzip."""


def write_search(
    site: Path,
    book: Book,
    word: Callable[[str, str], str],
    site_url: str,
    out: Path | None = None,
    editions: Sequence[str] = (),
    cache: Path | None = None,
    digests: Mapping[str, str] | None = None,
) -> None:
    """Write index, texts and site map of a built site's editions, into ``out`` if given.

    ``editions`` are the locales meant, all when empty; ``cache`` is where what is read of each page
    is kept for the next time; ``digests`` of pages by their path in the site, where they are at
    hand, spare a look into each.

    ``word`` gives a word of the site: ``word("hu", "search.sitemap")``.
    """
    kept = KeptPages(cache)
    for edition in book.editions:
        if editions and edition.locale not in editions:
            continue
        root = book.url(edition.locale, "index")
        read = list(_read_pages(site, book, edition, kept, digests or {}))
        if read:
            pages, filed = [page for page, _ in read], [words for _, words in read]
            wanted = {f"{n}.js": s for n, s in scripts(pages, edition, filed, kept).items()}
            wanted["index.html"] = site_map(pages, edition, word, f"{site_url}{root}search/")
            _fill((out or site) / root / "search", wanted)


def _fill(folder: Path, wanted: dict[str, str]) -> None:
    """Leave in a folder the files wanted and no other; one named by its digest is not rewritten."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {entry.name: entry.stat().st_size for entry in os.scandir(folder)}
    for name in there.keys() - wanted.keys():
        (folder / name).unlink()
    for name, text in wanted.items():
        data = text.encode()
        if name.startswith("index.") or there.get(name) != len(data):
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_bytes(data)


def read_pages(site: Path, book: Book, edition: Edition) -> list[FoundPage]:
    """Return the pages of a built edition that are in its language, in the order of the menu."""
    return [page for page, _ in _read_pages(site, book, edition, KeptPages(), {})]


def _read_pages(
    site: Path, book: Book, edition: Edition, kept: KeptPages, digests: Mapping[str, str]
) -> Iterator[Read]:
    root = book.url(edition.locale, "index")
    for page_id in book.nav:
        path = f"{book.url(edition.locale, page_id)}index.html"
        url = book.url(edition.locale, page_id).removeprefix(root)
        known_as = digests.get(path, "")
        file = site / path
        there = known_as or file.is_file()
        read = kept.read(file, url, edition.locale, known_as) if there else None
        if read:
            yield read


def scripts(
    pages: list[FoundPage],
    edition: Edition,
    filed: Sequence[Filed] = (),
    kept: KeptPages | None = None,
) -> dict[str, str]:
    """Return the scripts of an edition's search: name without ending → what stands in it.

    ``filed`` are the words of the pages, where they are at hand; ``kept`` may have the rest.
    """
    packed = pack(pages, edition.locale, filed)
    chunks = [chunk for page in pages for chunk in split(page)]
    words = [_file("w", shard) for shard in packed.shards]
    texts = [_file("t", chunk) for chunk in chunks]
    files = {
        "shards": " ".join(name.removeprefix("w-") for name, _ in words),
        "texts": " ".join(name.removeprefix("t-") for name, _ in texts),
        "chunks": "".join(number_text(len(chunk)) for chunk in chunks),
    }
    index = _index_script({**packed.core, **files}, edition, kept or KeptPages())
    return {"index": index, **dict(words + texts)}


def split(page: FoundPage, most: int = CHUNK) -> Iterator[list[str]]:
    """Cut a page's texts, one a section, into runs that are fetched at once; none is empty.

    The page's description stands for its first section where a heading follows at once.
    """
    run: list[str] = []
    for number, section in enumerate(page.sections):
        text = section.text or ("" if number else page.description)
        if run and sum(map(len, run)) + len(text) > most:
            yield run
            run = []
        run.append(text)
    if run:
        yield run


def _index_script(core: dict[str, Any], edition: Edition, kept: KeptPages) -> str:
    code = kept.text(f"{edition.locale}.js", lambda: _code(edition.locale))
    return f"{code}{script_json(core)});\n}})();\n"


def _code(locale: str) -> str:
    """Return what runs at the reader's, up to where the index itself stands."""
    analyser = f"makeAnalyser({browser_tables(locale)},{_squeeze(browser_stemmer(locale))})"
    start = f"start(window.handbookSearch,{analyser},"
    return f'(function(){{"use strict";\n{browser_code(*PARTS)}{start}'


def _file(kind: str, content: list[str]) -> tuple[str, str]:
    """Return name and text of a script that hands over its content; the name has its digest."""
    text = script_json(content)
    name = f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return name, f'handbookSearch.give("{name}",{text});\n'


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
        content_policy=content_policy(),
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
