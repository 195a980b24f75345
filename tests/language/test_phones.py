"""Numbers to call: where they stand, how they are dialled, when one is misspelt."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.language.phones import Number, is_called, mistaken, national, runs

KNOWN = ("112", "192", "116111", "116123", "0800300303", "0680205520")


def found(text: str) -> list[Number]:
    starts = [match.start() for match in re.finditer("[0-9]+", text)]
    return [number for run in runs(text, starts) for number in run]


@pytest.mark.parametrize(
    "written", ["0680205520", "06 80 20 55 20", "06-80-205-520", "+36 80 205 520", "+36(80)205520"]
)
def test_a_number_is_its_digits_whatever_stands_between_them(written: str) -> None:
    assert found(f"Call {written}.")[0].digits == "0680205520"


def test_a_longer_run_holds_its_parts() -> None:
    assert [number.digits for number in found("116 111 24")] == [
        "11611124",
        "116111",
        "11124",
        "116",
        "111",
        "24",
    ]


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("116112", "116111"),
        ("161111", "116111"),
        ("11611", "116111"),
        ("1161111", "116111"),
        ("0800300330", "0800300303"),
        ("080030303", "0800300303"),
        ("116111", None),
        ("116000", None),
        ("113", None),
        ("251395", None),
        ("0800111222", None),
        ("16111", None),
    ],
)
def test_one_slip_makes_a_number_a_mistaken_one(digits: str, right: str | None) -> None:
    assert mistaken(digits, KNOWN) == right


@pytest.mark.parametrize(
    ("written", "digits"),
    [("+371 67037333", "67037333"), ("+381 11 123", "011123"), ("+44 20 7946", "44207946")],
)
def test_country_codes_become_what_is_dialled_at_home(written: str, digits: str) -> None:
    assert national(written) == digits


@pytest.mark.parametrize(
    ("language", "text", "called"),
    [
        ("en", "Call 112 at once.", True),
        ("en", "Dial the number 112", True),
        ("en", "112 (police)", True),
        ("en", "Police: 112", True),
        ("hu", "Hívd a 112-t!", True),
        ("sr", "Pozovi odmah 112", True),
        ("lv", "Zvani pa tālruni 112, lūdzu", True),
        ("bg", "Обади се на 112", True),
        ("de", "call 112", True),
        ("en", "The talk takes 112 minutes.", False),
        ("en", "We called 112 people.", False),
        ("en", "We called. 112 came.", False),
        ("en", "We called 20 and met 112", False),
        ("en", "Call 112–120 times", False),
        ("hu", "Telefonon 112 szülőt értünk el", False),
    ],
)
def test_context_tells_a_number_to_call_from_a_plain_one(
    language: str, text: str, called: bool
) -> None:
    number = next(number for number in found(text) if number.digits == "112")
    assert is_called(text, number, language) is called


@given(st.text(st.sampled_from("0123456789 +-()a.\u00a0"), max_size=80))
def test_any_text_has_numbers_within_it(text: str) -> None:
    for number in found(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.digits.isdigit()
