"""Bytes of a first query: in the book as it is, and in one of 60 pages of 2,000 words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import cycle

import pytest

from benchmarks.search.sizes import sizes, sizes_of
from handbook.book import Book
from handbook.search.analyse import analyse
from handbook.search.pages import FoundPage, Section
from handbook.search.publish import scripts
from tests.search.conftest import LOCALES

PAGES, WORDS = 60, 2_000
BUDGET = 130_000
"""Bytes after gzip. Held against three shards and eight texts, the largest of all: more than a
query of several words needs and than a phone shows."""


@pytest.mark.parametrize("locale", LOCALES)
def test_first_query_in_the_book(
    locale: str, book: Book, found: dict[str, list[FoundPage]]
) -> None:
    size = sizes_of(scripts(found[locale], book.edition(locale)))
    assert size.first_query() < 0.8 * BUDGET
    assert max(size.shards) < 9_000
    assert max(size.texts) < 6_000
    words = sum(len(one.text.split()) for page in found[locale] for one in page.sections)
    assert sum(size.shards) / words < 1  # bytes a word


@pytest.mark.parametrize("locale", LOCALES)
def test_first_query_at_60_pages_of_2000_words(
    locale: str, book: Book, found: dict[str, list[FoundPage]]
) -> None:
    pages = larger(found[locale], locale)
    size = sizes_of(scripts(pages, book.edition(locale)))
    assert size.first_query() < BUDGET
    assert max(size.shards) < 9_000
    assert max(size.texts) < 6_000


def larger(pages: list[FoundPage], locale: str) -> list[FoundPage]:
    """Return pages made of the book's sections; used again, their rare words are new ones."""
    stock = [section for page in pages for section in page.sections if section.text]
    counts = Counter(token.stem for one in stock for token in analyse(one.text, locale))
    made = []
    supply = enumerate(cycle(stock))
    for number in range(PAGES):
        page = FoundPage(f"run/page-{number}/", "", pages[number % len(pages)].description)
        while sum(len(one.text.split()) for one in page.sections) < WORDS:
            at, section = next(supply)
            again = section if at < len(stock) else renewed(section, locale, counts)
            page.sections.append(replace(again, anchor=f"{section.anchor}-{at}"))
        made.append(page)
    return made


def renewed(section: Section, locale: str, counts: Counter[str]) -> Section:
    """Read the rare words of a section backwards: the vocabulary grows as with new text.

    From half of the book to the whole of it the number of terms grows with the 0.41st (English) to
    0.52nd (Hungarian) power of the number of words; with these words it goes on so.
    """
    pieces, end = [], 0
    for token in analyse(section.text, locale):
        word = section.text[token.start : token.end]
        rare = counts[token.stem] < 3
        pieces += [section.text[end : token.start], word[::-1] if rare else word]
        end = token.end
    return replace(section, text="".join(pieces))


@pytest.mark.long
def test_first_query_of_a_generated_book_built_with_mkdocs() -> None:
    small, large = sizes(150, WORDS), sizes(300, WORDS)
    for locale in LOCALES:
        assert large[locale].first_query() < BUDGET, locale
        assert large[locale].core < 1.6 * small[locale].core, locale
