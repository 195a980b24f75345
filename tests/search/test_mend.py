"""A mended index is the index that is made anew: same bytes, whatever changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.book import Book, read
from handbook.search import mend
from handbook.search.filed import Filed, file_page
from handbook.search.kept import KeptPages
from handbook.search.mend import Index, exchange
from handbook.search.pack import Gathered, gather, number_text, pack_gaps, unpack_gaps
from handbook.search.pages import FoundPage, Section
from handbook.search.publish import write_search

WORDS = ("ölelés", "oleles", "māja", "maja", "groups", "group", "Ёлка", "őrző", "peer", "a", "szó")
"""Some are filed under another stem when they are typed without accents."""
CONFIG = """site_name: Book
nav: [index.md, one.md, two.md, three.md, four.md, five.md]
plugins:
  - i18n:
      languages: [{locale: en, default: true, name: English}, {locale: sr, name: Srpski}]
"""

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
sections = st.builds(
    Section, st.just("a"), texts.map(lambda text: f"H {text}"), texts, texts, st.booleans()
)
pages = st.builds(
    FoundPage, st.just("p/"), st.just("P"), texts, st.lists(sections, min_size=1, max_size=3)
)


@settings(deadline=None)
@given(st.lists(st.integers(0, 300_000), unique=True).map(sorted))
def test_what_is_packed_can_be_unpacked(numbers: list[int]) -> None:
    postings = [3 * number + number % 3 for number in numbers]
    assert unpack_gaps(pack_gaps(postings)) == postings
    assert unpack_gaps("".join(map(number_text, postings[:1]))) == postings[:1]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(pages, min_size=1, max_size=5), pages, st.integers(0, 4), st.sampled_from(["hu", "lv"])
)
def test_an_exchanged_page_leaves_what_gathering_anew_gives(
    before: list[FoundPage], page: FoundPage, number: int, locale: str
) -> None:
    at = number % len(before)
    filed = [file_page(each, locale) for each in before]
    gathered = gather(filed)
    new = file_page(page, locale)
    done = exchange(gathered, at, filed[at], new)
    assert done == (len(page.sections) == len(before[at].sections))
    after: list[Filed] = [*filed[:at], new, *filed[at + 1 :]]
    if done:
        anew = gather(after)
        assert gathered == anew
        assert list(gathered.postings) == list(anew.postings)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return a book whose built pages the tests write themselves."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG, "utf-8")
    (tmp_path / "docs").mkdir()
    found = read(config)
    for page_id in found.nav:
        put(tmp_path / "site", page_id, f"Uvod {page_id}", "Grupa mentora.")
    return found


def put(site: Path, page_id: str, *texts: str, tag: str = "sr") -> None:
    """Write a built page of the Serbian edition with a section a text."""
    file = site / "sr" / ("" if page_id == "index" else page_id) / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f'<h2 id="s{n}">Deo {n}</h2><p>{text}</p>' for n, text in enumerate(texts))
    article = f"<article><h1>Strana {page_id}</h1>{body}</article>"
    lang = "" if tag == "sr" else f' lang="{tag}"'
    file.write_text(f'<html lang="sr"><main{lang}>{article}</main></html>', "utf-8")


def write(book: Book, out: Path, cache: Path | None) -> dict[str, bytes]:
    """Write the search of the Serbian edition; return its files."""
    site = book.root / "site"
    kept = KeptPages(cache)
    write_search(site, book, lambda _, key: key, "https://x.example/", out, ["sr"], kept)
    return {file.name: file.read_bytes() for file in (out / "sr" / "search").iterdir()}


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often an index is made anew."""
    made: list[int] = []

    def counted(pages: list[Filed]) -> Gathered:
        made.append(len(pages))
        return gather(pages)

    monkeypatch.setattr(mend, "gather", counted)
    return made


def test_a_changed_page_is_mended_and_the_folder_is_as_if_made_anew(
    book: Book, tmp_path: Path, anew: list[int]
) -> None:
    site, out, cache = tmp_path / "site", tmp_path / "out", tmp_path / "cache"
    changes = [
        ("two", ("Uvod two", "Grupa mentora i škola.")),
        ("two", ("Uvod two", "Grupa mentora.")),
        ("five", ("Škola", "skola")),
        ("index", ("Drugačiji uvod", "Grupa mentora.")),
    ]
    write(book, out, cache)
    for page_id, texts in changes:
        put(site, page_id, *texts)
        assert write(book, out, cache) == write(book, tmp_path / "clean", None)
        shutil.rmtree(tmp_path / "clean")
    assert anew == [6, *[6] * len(changes)], "made anew for the comparison only, after the first"


@pytest.mark.parametrize("what", ["section", "gone", "untranslated", "file", "cut", "many"])
def test_what_cannot_be_mended_is_made_anew(
    what: str, book: Book, tmp_path: Path, anew: list[int]
) -> None:
    site, out, cache = tmp_path / "site", tmp_path / "out", tmp_path / "cache"
    write(book, out, cache)
    put(site, "three", "Nešto", "drugo")
    folder = out / "sr" / "search"
    match what:
        case "section":
            put(site, "three", "Nešto", "drugo", "treće")
        case "gone":
            shutil.rmtree(site / "sr" / "one")
        case "untranslated":
            put(site, "three", "Something", tag="en")
        case "file":
            next(folder.glob("t-*.js")).unlink()
        case "cut":
            next(folder.glob("t-*.js")).write_text("h")
        case "many":
            put(site, "four", "Nešto", "četvrto")
    assert write(book, out, cache) == write(book, tmp_path / "clean", None)
    assert len(anew) == 3


def test_a_page_in_another_language_stays_out_while_it_changes(
    book: Book, tmp_path: Path, anew: list[int]
) -> None:
    site, out, cache = tmp_path / "site", tmp_path / "out", tmp_path / "cache"
    put(site, "three", "Something", tag="en")
    write(book, out, cache)
    put(site, "three", "Something else", tag="en")
    assert write(book, out, cache) == write(book, tmp_path / "clean", None)
    assert anew == [5, 5]


def test_an_index_damaged_or_of_other_code_counts_for_nothing(book: Book, tmp_path: Path) -> None:
    out, cache = tmp_path / "out", tmp_path / "cache"
    write(book, out, cache)
    kept = KeptPages(cache)
    assert isinstance(kept.index("sr"), Index)
    file = cache / "sr" / "index"
    file.write_bytes(file.read_bytes()[:-1])
    assert kept.index("sr") is None
    put(tmp_path / "site", "three", "Nešto", "drugo")
    assert write(book, out, cache) == write(book, tmp_path / "clean", None)
