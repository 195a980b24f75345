"""The generated book: complete, consistent, the same every time, and built by stock MkDocs."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.book import LANGUAGES, make
from handbook.book import Book, Page, load
from handbook.check.context import Context
from handbook.check.engine import check_book
from handbook.check.model import Severity

HEADING = re.compile(r"^#{2,3} .+ \{ #([\w-]+) \}$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "book", 25)


@pytest.fixture(scope="module")
def book(config: Path) -> Book:
    return load(config)


def _ids(page: Page) -> list[str]:
    return HEADING.findall(page.text)


def test_it_has_as_many_files_as_asked_for_the_same_in_every_language(book: Book) -> None:
    by_language = {
        language: {i for edition, i in book.pages if edition == language} for language in LANGUAGES
    }
    assert len(book.pages) == 25
    assert all(ids == by_language["en"] for ids in by_language.values())


def test_pages_are_all_different_and_of_about_900_words(book: Book) -> None:
    texts = [page.text for page in book.pages.values()]
    assert len(set(texts)) == len(texts)
    source = [len(re.findall(r"\w+", p.text)) for (e, _), p in book.pages.items() if e == "en"]
    assert all(700 <= words <= 1500 for words in source)
    assert 800 <= sum(source) / len(source) <= 1200


def test_a_page_has_the_same_headings_in_every_language_each_id_once(book: Book) -> None:
    for (_, page_id), page in book.pages.items():
        ids = _ids(page)
        assert len(ids) == len(set(ids)) > 2
        assert ids == _ids(book.pages["en", page_id])


def test_no_block_stands_twice_on_a_page(book: Book) -> None:
    for page in book.pages.values():
        blocks = Counter(block.strip() for block in page.text.split("\n\n") if len(block) > 60)
        assert not [block for block, times in blocks.items() if times > 1]


def test_every_link_leads_to_a_page_heading_or_picture_that_is_there(book: Book) -> None:
    count = 0
    for (language, page_id), page in book.pages.items():
        for target in LINK.findall(page.text):
            if "://" in target:
                continue
            path, _, anchor = target.partition("#")
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page_id), path))
            if path.endswith(".svg"):
                assert (book.docs / language / file).resolve().is_file()
                continue
            goal = book.pages[language, file.removesuffix(".md") if path else page_id]
            assert not anchor or anchor in _ids(goal)
            count += 1
    assert count > 50


def test_links_lead_to_the_same_places_in_every_language(book: Book) -> None:
    for (_, page_id), page in book.pages.items():
        source = book.pages["en", page_id]
        assert Counter(LINK.findall(page.text)) == Counter(LINK.findall(source.text))


def test_the_same_seed_gives_the_same_bytes_another_seed_another_book(
    config: Path, tmp_path: Path
) -> None:
    def read(folder: Path) -> dict[str, bytes]:
        files = (file for file in folder.rglob("*") if file.is_file())
        return {str(file.relative_to(folder)): file.read_bytes() for file in files}

    again = make(tmp_path / "again", 25)
    other = make(tmp_path / "other", 25, seed=1)
    assert read(again.parent) == read(config.parent)
    assert read(other.parent) != read(config.parent)


def test_it_never_writes_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="not empty"):
        make(tmp_path, 10)


def test_a_book_in_two_languages(tmp_path: Path) -> None:
    book = load(make(tmp_path / "two", 6, languages=("en", "bg")))
    assert sorted(book.pages) == [(e, i) for e in ("bg", "en") for i in sorted(book.nav)]
    assert len(book.pages) == 6


def test_the_checker_finds_no_error_and_no_warning_in_it(book: Book) -> None:
    found = check_book(Context(book, spelling=False)).findings
    assert [f for f in found if f.severity is not Severity.INFO] == []


def test_stock_mkdocs_builds_it_without_a_warning(config: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    done = subprocess.run(
        [*command, "-f", config, "-d", tmp_path / "site"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/bg/index.html").is_file()
    assert not list((tmp_path / "site").rglob("*.yml"))
