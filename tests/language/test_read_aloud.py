from __future__ import annotations

import pytest

from handbook.language.read_aloud import ascending, bulgarian_sas, hungarian_az, spaced


@pytest.mark.parametrize(
    "number", ["1", "5", "50", "512", "5000", "1000", "1200", "1 200", "1 000 000", "1989"]
)
def test_hungarian_numbers_that_take_az(number: str) -> None:
    assert hungarian_az(number)


@pytest.mark.parametrize("number", ["2", "10", "11", "100", "20", "2019", "10 000", "100000", "0"])
def test_hungarian_numbers_that_take_a(number: str) -> None:
    assert not hungarian_az(number)


@pytest.mark.parametrize("number", ["7", "17", "70", "75", "100", "107", "700", "7000", "17000"])
def test_bulgarian_numbers_read_with_s(number: str) -> None:
    assert bulgarian_sas(number)


@pytest.mark.parametrize("number", ["1", "2", "16", "27", "60", "200", "1000", "20", "6"])
def test_bulgarian_numbers_read_otherwise(number: str) -> None:
    assert not bulgarian_sas(number)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1", "5", True),
        ("8", "12", True),
        ("90", "120", True),
        ("2019", "2021", True),
        ("9.00", "17.00", True),
        ("7", "7", False),
        ("116", "123", False),
        ("1", "800", False),
        ("2021", "2019", False),
        ("1200", "1300", False),
        ("06", "12", False),
    ],
)
def test_what_reads_as_a_range(first: str, last: str, expected: bool) -> None:
    assert ascending(first, last) is expected


def test_groups_of_three() -> None:
    assert spaced("251395,55") == "251 395,55"
    assert spaced("251.395") == "251 395"
    assert spaced("1200") == "1 200"
