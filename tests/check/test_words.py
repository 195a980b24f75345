"""How findings speak of blocks."""

from __future__ import annotations

import pytest

from handbook.blocks import Block
from handbook.check.words import named, plural, short
from tests.check.test_align import page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n two\0", "“one two”"),
        ("one two", "“one two”"),
        ("one two three", "“one two …”"),  # ten characters at most, cut at a word
        ("abcdefghij", "“abcdefghij”"),
        ("abcdefghijk", "“abcdefghij …”"),
        ("", "“”"),
    ],
)
def test_a_text_is_quoted_up_to_a_limit(text: str, expected: str) -> None:
    assert short(text, 10) == expected


def test_the_usual_limit_is_fifty() -> None:
    assert short("a" * 50) == f"“{'a' * 50}”"
    assert short("a" * 51) == f"“{'a' * 50} …”"


def block(text: str) -> Block:
    return page(text).blocks[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call **now**.", "paragraph “Call now .”"),
        ("![a drawing](x.svg)", "paragraph “a drawing”"),
        ("[](x.md)", "paragraph “[](x.md)”"),
        ("<!-- remark -->", "comment “<!-- remark -->”"),
        ("```\nls\n```", "code block “ls”"),
        ("---", "dividing line"),
        ("- ", "list item"),
    ],
)
def test_a_block_is_named_by_kind_and_first_words(text: str, expected: str) -> None:
    assert named(block(text)) == expected


def test_a_row_is_named_by_its_cells() -> None:
    _, row, *cells = page("| a | b |\n| --- | --- |\n").blocks
    assert named(row, list(cells)) == "table row “a | b”"
    assert named(row) == "table row"


def test_counting() -> None:
    assert [plural(count, "row") for count in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    assert plural(2, "box", "boxes") == "2 boxes"
