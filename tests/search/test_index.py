"""The index: same input, same bytes; what is packed can be unpacked; linear in the text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.book import Book
from handbook.search.pack import front_code, number_text, pack
from handbook.search.pages import FoundPage, Section
from handbook.search.publish import index_script, write_search
from tests.search.conftest import LOCALES


def word(locale: str, key: str) -> str:
    return f"{key} ({locale})"


def test_the_same_site_gives_the_same_bytes(site: Path, book: Book, tmp_path: Path) -> None:
    copies = []
    for name in ("one", "two"):
        copy = tmp_path / name
        for edition in book.editions:
            for page_id in book.nav:
                file = copy / book.url(edition.locale, page_id) / "index.html"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.symlink_to((site / book.url(edition.locale, page_id) / "index.html").resolve())
        write_search(copy, book, word, "https://handbook.example/")
        copies.append(
            {
                file.relative_to(copy): file.read_bytes()
                for file in copy.rglob("search/*")
                if file.is_file()
            }
        )
    assert copies[0] == copies[1]
    assert len(copies[0]) == 5 * (len(book.nav) + 2)


@pytest.mark.parametrize("locale", LOCALES)
def test_size_of_an_edition(locale: str, book: Book, found: dict[str, list[FoundPage]]) -> None:
    """The index grows with the text: bytes a word, compressed, library and analyser apart."""
    pages = found[locale]
    texts = ["0" * 8] * len(pages)
    script = index_script(pages, book.edition(locale), texts).encode()
    words = sum(len(one.text.split()) for page in pages for one in page.sections)
    code = index_script([], book.edition(locale), []).encode()
    assert len(gzip.compress(code)) < 18_000
    assert (len(gzip.compress(script)) - len(gzip.compress(code))) / words < 1.6


def test_numbers_and_words_are_packed_without_loss() -> None:
    assert front_code(["ab", "abc", "b"]) == "#ab %c #b"
    assert len({number_text(number) for number in range(20_000)}) == 20_000
    joined = [number_text(number) for number in (0, 63, 64, 5000)]
    assert all(text not in "".join(joined[:at]) for at, text in enumerate(joined) if at)


@pytest.mark.browser
def test_the_browser_unpacks_what_was_packed(javascript: Callable[[str], Any]) -> None:
    pages = [
        FoundPage(f"p{n}/", f"Page {n}", "", [Section("", f"Page {n}"), Section("a", "x", f"w{n}")])
        for n in range(300)
    ]
    index = json.dumps(pack(pages, "en", ["t"] * 300))
    page = javascript("en")
    page.evaluate(f"() => {{ window.engine = makeEngine({index}, analyser); }}")
    for number in (0, 1, 7, 150, 299):
        groups = page.evaluate("query => engine.search(query, 3).groups", f"w{number}")
        assert groups[0]["page"] == number
        assert groups[0]["sections"][0][0] == number * 2 + 1
