"""Sets of cards as data, and on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from handbook.cards import load_cards
from handbook.data import DataError
from handbook.render.cards import CardsError, cards, cards_key
from handbook.render.context import Library, PageContext
from handbook.render.finish import finish

LOCALES = ["en", "hu"]
BOTH = {"en": "word", "hu": "szó"}


def file(tmp_path: Path, *cards: Mapping[str, object]) -> Path:
    target = tmp_path / "cards.yml"
    sets = [{"id": "s", "title": BOTH, "cards": [dict(card) for card in cards]}]
    target.write_text(yaml.safe_dump({"sets": sets}, allow_unicode=True), "utf-8")
    return target


def test_book_without_cards_has_no_sets(tmp_path: Path) -> None:
    assert load_cards(tmp_path / "cards.yml", LOCALES) == {}


def test_number_is_the_id_unless_it_says_otherwise(tmp_path: Path) -> None:
    found = load_cards(
        file(tmp_path, {"id": "A1", "text": BOTH}, {"id": "A2", "number": "7", "text": BOTH}),
        LOCALES,
    )["s"]
    assert [card.number for card in found.cards] == ["A1", "7"]
    assert not found.has_key


def test_missing_language_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cards.yml: s › A1 › text.*hu"):
        load_cards(file(tmp_path, {"id": "A1", "text": {"en": "word"}}), LOCALES)


def test_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    card = {"id": "A1", "text": BOTH}
    with pytest.raises(DataError, match="s: an id stands twice"):
        load_cards(file(tmp_path, card, card), LOCALES)


def test_every_set_of_the_book_is_on_a_page(library: Library) -> None:
    text = "".join(page.text for page in library.book.pages.values() if page.is_source)
    for name in library.cards:
        assert f"<!-- handbook:cards {name} -->" in text


def test_page_shows_the_cards_in_its_language(page: Callable[..., PageContext]) -> None:
    context = page("hu", "train/module-1")
    shown = finish("<p>x</p><!-- handbook:cards who-says-this -->", context)
    assert 'id="card-w01"' in shown
    assert "Meghallgatlak" in shown
    assert shown.count('class="card"') == 16


def test_unknown_set_and_missing_key_are_named(page: Callable[..., PageContext]) -> None:
    context = page("en", "train/module-1")
    with pytest.raises(CardsError, match=r"no set of cards “nothing” in cards\.yml; there are"):
        cards(context, "nothing")
    with pytest.raises(CardsError, match="has a card without a key"):
        cards_key(context, "who-says-this")
