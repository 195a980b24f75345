"""Guessed page numbers: near enough that a reference seldom gains or loses a digit."""

from __future__ import annotations

import pytest

from handbook.press.estimate import estimate, is_sure
from handbook.press.paper import Piece
from handbook.press.setter import Facts


def piece(name: str, letters: int, anchor: str = "here") -> Piece:
    half = "<p>" + "x" * (letters // 2) + "</p>"
    return Piece(name, "", f'<html><body data-piece="x">{half}<i id="{anchor}"></i>{half}</html>')


def facts(pages: int, **anchors: int) -> Facts:
    return Facts(pages, {name: (number, 0.0, 0.0) for name, number in anchors.items()})


def test_what_is_set_is_exact_and_starts_on_right_hand_pages() -> None:
    pieces = [piece("a", 100), piece("b", 100)]
    places = estimate(pieces, {"a": facts(2, here=1), "b": facts(3, here=2)})
    assert places == {"a": 1, "a#here": 2, "b": 3, "b#here": 5}


def test_longer_text_moves_what_follows() -> None:
    short = estimate([piece("a", 2_000), piece("b", 10)], {})
    long = estimate([piece("a", 40_000), piece("b", 10)], {})
    assert short["b"] < long["b"]
    assert long["a"] < long["a#here"] < long["b"]


def test_what_is_set_tells_how_long_the_rest_is() -> None:
    pieces = [piece(name, 5_600) for name in "abc"]
    guessed = estimate(pieces, {})
    known = estimate(pieces, {"a": facts(9)})
    assert known["c"] > guessed["c"] + 10


@pytest.mark.parametrize(
    ("number", "margin", "sure"),
    [(5, 0.2, True), (9, 0.2, False), (50, 0.2, True), (90, 0.2, False), (90, 0.0, True)],
)
def test_number_near_ten_or_hundred_is_in_doubt(number: int, margin: float, sure: bool) -> None:
    assert is_sure(number, margin) is sure
