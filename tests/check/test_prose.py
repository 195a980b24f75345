"""The words of a page as the rules over language search them, and where they stand."""

from __future__ import annotations

import re

import pytest

from handbook.check.prose import JOINT, MASK, Piece, prose
from tests.check.test_align import page


def seen(text: str) -> list[str]:
    """Words of each piece, as long as the text; each masked stretch as one sign."""
    pieces = prose(page(text)).pieces
    assert [len(piece.prose) for piece in pieces] == [len(piece.text) for piece in pieces]
    return [re.sub(f"{MASK}+", "·", piece.prose) for piece in pieces]


def test_title_and_description_come_first_then_every_block_with_words() -> None:
    text = (
        "---\ntitle: One\npart: run\ndescription: Two\n---\n# Three\n\n- Four\n\n```\ncode\n```\n"
    )
    assert seen(text) == ["One", "Two", "Three", "Four"]
    assert seen("---\ntitle: 7\ndescription: ''\n---\nText.\n") == ["Text."]


def test_places_in_the_file() -> None:
    text = '---\ntitle: "One"\ndescription: >\n  Two\n  three\n---\n> Four\n> five\n'
    one, two, four = prose(page(text)).pieces
    assert (one.place(2), one.exact) == ((2, 11), True)
    assert (two.place(2), two.exact) == ((3, 1), False)  # folded: its columns are not known
    assert (four.place(0), four.place(6), four.exact) == ((7, 3), (8, 4), True)


def test_a_title_that_is_also_a_part_of_its_key() -> None:
    (piece, *_) = prose(page("---\ntitle: it\n---\nText.\n")).pieces
    assert piece.place(0) == (2, 8)


def test_an_offset_finds_its_piece() -> None:
    words = prose(page("One.\n\nTwo.\n\nThree.\n"))
    gap = len(JOINT)
    assert words.text == JOINT.join(["One.", "Two.", "Three."])
    assert words.starts == [0, 4 + gap, 8 + 2 * gap]
    assert [words.index(at) for at in (0, 3, 4 + gap - 1, 4 + gap, len(words.text))] == [
        0,
        0,
        0,
        1,
        2,
    ]
    piece, start = words.piece(5 + gap)
    assert (piece.text, start) == ("Two.", 4 + gap)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A *word*{ lang=en } here.", "A · here."),
        ("A **word**{: lang=en } here.", "A · here."),
        ("A [word](x.md){ lang=en } b.", "A · b."),
        ("A word{ lang=en } here.", "A word· here."),
        ("A *word*{ .wide=1 } here.", "A ·word· here."),
        ('A <i lang="en">word</i> here.', "A · here."),
        ("Whole.\n{: lang=en }", "·"),
        ("Price $a = b$ now, $5 and $6.", "Price · now, $5 and $6."),
        ("Is a = b so.", "Is a = b so."),
    ],
)
def test_what_is_in_another_language_or_no_words_is_masked(text: str, words: str) -> None:
    assert seen(text + "\n") == [words]


def test_a_piece_without_a_place_of_its_own() -> None:
    assert Piece("x", "x", line=3).place(5) == (3, 1)
    assert Piece("x", "x", line=3, column=4).place(5) == (3, 9)


def test_where_numbers_start() -> None:
    assert prose(page("One 12.\n\nTwo 345.\n")).numbers == [4, 7 + len(JOINT) + 4]
