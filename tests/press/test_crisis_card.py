"""The crisis card and the box of numbers: one sheet, two columns, sound for a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from handbook.book import Book
from handbook.press.article import read_article
from handbook.press.furniture import Furniture
from handbook.press.paper import Piece, pieces
from handbook.press.setter import set_document
from handbook.render.context import Library
from tests.conftest import SITE_URL
from tests.press.test_press import validate

Cut = Callable[[str, str], Piece]
EDITIONS = ("en", "hu", "sr", "lv", "bg")


@pytest.fixture
def cut(site: Path, book: Book, library: Library) -> Cut:
    def made(locale: str, name: str) -> Piece:
        edition = book.edition(locale)
        versions = dict.fromkeys((page for _, page in book.pages), "0" * 8)
        furniture = Furniture(book, edition, library.words[locale], SITE_URL, versions)
        article = read_article(site, book, edition, name)
        (piece,) = pieces(article, furniture, frozenset({name}))
        return piece

    return made


@pytest.mark.parametrize("locale", EDITIONS)
def test_crisis_card_is_one_sheet_and_passes_pdf_ua(
    locale: str, cut: Cut, fonts: Path, tmp_path: Path
) -> None:
    piece = cut(locale, "crisis-card")
    pdf, facts = set_document(piece.html(["00"] * len(piece.targets)), fonts)
    assert (facts.pages, facts.split, facts.clipped) == (1, [], [])
    file = tmp_path / "card.pdf"
    file.write_bytes(pdf)
    assert validate(file) == []


@pytest.mark.parametrize("name", ["index", "crisis-card", "easy/my-rights-safety"])
def test_numbers_to_call_stand_in_two_columns_and_their_lists_in_lines(name: str, cut: Cut) -> None:
    """On every page that has the box; a list of inline items fails PDF/UA."""
    page = html.document_fromstring(cut("hu", name).template)
    columns = page.find_class("emergency__column")
    assert [len(column.find_class("emergency__country")) for column in columns] == [2, 2]
    assert page.xpath("//ul[contains(@class, 'emergency__services')]") == []
    (sources,) = page.find_class("emergency__sources")
    assert sources.find(".//ul") is None
    assert " · " in sources.text_content()
    assert "/go/" not in sources.text_content()
