"""How alike two blocks are, and the cheapest way to put two rows of them side by side."""

from __future__ import annotations

import pytest

from handbook.check import sequence
from handbook.check.likeness import deviation, length_cost, length_ratio, pair_cost
from handbook.check.sequence import Match, in_order
from handbook.check.units import Unit, units
from tests.check.test_align import page

TEXT = "Call the lead at once and stay."


def unit(text: str) -> Unit:
    return units(page(text))[0]


def price(source: str, target: str, ratio: float = 1.0) -> float:
    return round(pair_cost(unit(source), unit(target), ratio), 2)


def test_the_same_costs_nothing() -> None:
    assert price(TEXT, TEXT) == 0


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (f"- {TEXT}", TEXT, 1.2),
        (f"## {TEXT}", TEXT, 1.6),
        (f"# {TEXT}", f"### {TEXT}", 1.0),
        (f"## {TEXT}", f"- {TEXT}", 2.6),
        (f"> {TEXT}", TEXT, 0.5),
        (f"> - {TEXT}", TEXT, 1.7),
        (f"## {TEXT} {{ #a }}", f"## {TEXT} {{ #b }}", 1.0),
        (f"## {TEXT} {{ #a }}", f"## {TEXT}", 0.0),
        (f'!!! note "{TEXT}"', TEXT, 1.6),
    ],
)
def test_another_kind_level_place_or_id_costs(source: str, target: str, expected: float) -> None:
    assert price(source, target) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Call 112 now", "Call 112 now", -0.9),
        ("Call 112 now", "Call 113 now", 1.2),
        ("Call 112 now", "Call the now", 0.6),
        ("11 12 13 14 15 16 17", "11 12 13 14 15 16 17", -6.0),
        ("11 12 13", "21 22 23", 3.0),
    ],
)
def test_marks_in_common_are_worth_more_than_others_cost(
    source: str, target: str, expected: float
) -> None:
    assert price(source, target) == pytest.approx(expected, abs=0.01)


def test_deviation_in_standard_deviations() -> None:
    assert deviation(94, 94, 1) == 0
    assert deviation(94, 194, 1) == pytest.approx(1.7329, abs=1e-4)
    assert deviation(94, 44, 1) == pytest.approx(-1.7329, abs=1e-4)
    assert deviation(10, 14, 1.25) == 0


def test_a_difference_in_length_costs_four_at_most() -> None:
    assert length_cost(unit("a" * 94), unit("b" * 194), 1) == pytest.approx(1.5014, abs=1e-4)
    assert length_cost(unit("a" * 94), unit("b"), 1) == 4


def test_the_ratio_of_lengths_lies_between_half_and_twice() -> None:
    short, long = [unit("a")], [unit("b" * 5000)]
    assert length_ratio(short, long) == 2
    assert length_ratio(long, short) == 0.5
    assert length_ratio([unit("a" * 500)], [unit("b" * 625)]) == pytest.approx(1.2)


def written(found: list[Match]) -> str:
    return " ".join(f"{a.text if a else '-'}{b.text if b else '-'}" for a, b in found)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("abc", "abc", "aa bb cc"),
        ("abc", "ac", "aa b- cc"),
        ("ac", "abc", "aa -b cc"),
        ("ab", "", "a- b-"),
        ("", "ab", "-a -b"),
        ("ax", "ay", "aa xy"),  # 4.3: less than two gaps
        ("abc", "xbz", "ax bb cz"),
    ],
)
def test_the_cheapest_alignment(source: str, target: str, expected: str) -> None:
    def cost(ours: Unit, theirs: Unit) -> float:
        return 0.0 if ours.text == theirs.text else 4.3

    ours, theirs = ([unit(sign) for sign in text] for text in (source, target))
    assert written(in_order(ours, theirs, cost)) == expected


def test_pairs_that_cost_more_than_two_gaps_come_apart() -> None:
    found = in_order([unit("a")], [unit("b")], lambda _ours, _theirs: 4.5)
    assert sorted(written(found).split()) == ["-b", "a-"]


def test_beyond_a_number_of_pairs_position_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = [unit("a"), unit("b")], [unit("b"), unit("c")]

    def cost(a: Unit, b: Unit) -> float:
        return 0.0 if a.text == b.text else 9.0

    monkeypatch.setattr(sequence, "LARGEST", 4)
    assert written(in_order(ours, theirs, cost)) == "a- bb -c"
    monkeypatch.setattr(sequence, "LARGEST", 3)
    assert written(in_order(ours, theirs, cost)) == "ab bc"
