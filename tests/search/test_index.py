"""The index: same input, same bytes; what is packed can be unpacked; files and their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from handbook.book import Book
from handbook.search.chunks import split
from handbook.search.pack import front_code, number_text
from handbook.search.pages import FoundPage, Section
from handbook.search.publish import scripts, write_search
from handbook.search.shards import cut, guests

Engine = Callable[[list[FoundPage], str], Page]


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


def test_the_folder_holds_what_the_core_names_and_nothing_else(
    site: Path, book: Book, found: dict[str, list[FoundPage]]
) -> None:
    """Whoever keeps an edition for reading without a network keeps this folder."""
    for edition in book.editions:
        folder = site / book.url(edition.locale, "index") / "search"
        names = {f"{name}.js" for name in scripts(found[edition.locale], edition)}
        assert {file.name for file in folder.iterdir()} == {"index.html", *names}
        core = folder.joinpath("index.js").read_text("utf-8")
        assert all(name[2:-3] in core for name in names - {"index.js"})


def test_files_of_an_older_build_do_not_stay(site: Path, book: Book, tmp_path: Path) -> None:
    for edition in book.editions:
        file = tmp_path / book.url(edition.locale, "index") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to((site / book.url(edition.locale, "index") / "index.html").resolve())
    old = tmp_path / "hu" / "search" / "w-00000000.js"
    old.parent.mkdir()
    old.touch()
    write_search(tmp_path, book, word, "https://handbook.example/")
    assert not old.exists()


def test_texts_are_cut_between_sections() -> None:
    page = FoundPage("p/", "P", "About it.", [Section("", "P"), Section("a", "A", "a" * 50)])
    page.sections += [Section("b", "B", "b" * 60), Section("c", "C"), Section("d", "D", "d" * 200)]
    runs = list(split(page, 100))
    assert runs == [["About it.", "a" * 50], ["b" * 60, ""], ["d" * 200]]


def test_shards_are_cut_where_words_differ_early() -> None:
    terms = ["aab", "aac", "abc", "abd", "bab", "bac", "bad"]
    assert cut(terms, [30] * 7, shard=120) == [0, 4]
    assert cut(terms, [500, *[1] * 6], shard=100) == [0, 1]
    assert cut([], []) == [0]
    many = [f"{number:04}" for number in range(1000)]
    starts = cut(many, [10] * 1000, shard=1000)
    lengths = [b - a for a, b in zip(starts, [*starts[1:], 1000], strict=True)]
    assert all(80 <= length <= 120 for length in lengths[:-1])


def test_a_compound_is_a_guest_where_its_second_half_is_at_home() -> None:
    terms = ["csoportszerzodes", "szer", "szerzodes", "szerzodesek"]
    assert guests(terms, [0, 1]) == [[], [0]]
    assert guests(terms, [0]) == [[]]


def test_numbers_and_words_are_packed_without_loss() -> None:
    assert front_code(["ab", "abc", "b"]) == "#ab %c #b"
    assert len({number_text(number) for number in range(20_000)}) == 20_000
    joined = [number_text(number) for number in (0, 63, 64, 5000)]
    assert all(text not in "".join(joined[:at]) for at, text in enumerate(joined) if at)


@pytest.mark.browser
def test_the_browser_unpacks_what_was_packed(engine: Engine) -> None:
    pages = [
        FoundPage(f"p{n}/", f"Page {n}", "", [Section("", f"Page {n}"), Section("a", "x", f"w{n}")])
        for n in range(300)
    ]
    page = engine(pages, "en")
    for number in (0, 1, 7, 150, 299):
        groups = page.evaluate("query => ask(query, 3).groups", f"w{number}")
        assert groups[0]["page"] == number
        assert groups[0]["sections"][0][0] == number * 2 + 1


@pytest.mark.browser
def test_compounds_of_a_word_come_with_its_own_shard(engine: Engine) -> None:
    """*Szerződés* finds *csoportszerződés*, whose own postings begin with another letter."""
    filler = " ".join(f"{a}{b}{c}xyz" for a in "cdghklmnprs" for b in "aeiou" for c in "bdfgklmnrt")
    pages = [
        FoundPage("a/", "Egy", "", [Section("", "Egy", "A szerződés. " + filler)]),
        FoundPage("b/", "Kettő", "", [Section("", "Kettő", "Csoportszerződés.")]),
    ]
    page = engine(pages * 20, "hu")
    groups = page.evaluate("ask('szerződés', 99).groups.map(one => data.pages[one.page][0])")
    assert set(groups) == {"a/", "b/"}
    assert page.evaluate("fetched.length") == 1
    assert page.evaluate("shards.length") > 1


@pytest.mark.browser
def test_without_its_postings_a_word_is_found_in_headings(engine: Engine) -> None:
    pages = [
        FoundPage("a/", "Saying goodbye", "", [Section("", "Saying goodbye", "Well.")]),
        FoundPage("b/", "Other", "", [Section("", "Other", "A goodbye party.")]),
    ]
    page = engine(pages, "en")
    page.evaluate("() => { renew(); shards.forEach((_, number) => engine.give(number)); }")
    found = page.evaluate("engine.search('goodbyes', 3)")
    assert [group["page"] for group in found["groups"]] == [0]
    assert found["isPartial"]
    page.evaluate("() => engine.retry()")
    assert page.evaluate("engine.search('goodbyes', 3).missing") == [0]
