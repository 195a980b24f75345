"""A page taken apart for alignment: what belongs together, and what reads the same everywhere."""

from __future__ import annotations

import pytest

from handbook.check.units import Unit, units
from tests.check.test_align import page


def parts(text: str) -> list[tuple[str, int, int, int, tuple[str, ...], str]]:
    return [
        (u.block.kind, u.block.line, u.block.end, u.block.level, u.block.within, u.text.strip())
        for u in units(page(text))
    ]


def marks(text: str) -> set[str]:
    return set(units(page(text))[0].marks)


def test_a_list_that_ran_into_a_paragraph_is_a_list() -> None:
    assert parts("Steps:\n- one\n  more\n12) two\n") == [
        ("paragraph", 1, 1, 0, (), "Steps:"),
        ("item", 2, 3, 0, (), "one\n  more"),
        ("item", 4, 4, 0, (), "two"),
    ]
    first, second, third = (unit.block for unit in units(page("> Steps:\n> - one\n> 1. two\n")))
    assert [block.place(0) for block in (first, second, third)] == [(1, 3), (2, 5), (3, 6)]


def test_the_rest_of_a_table_after_an_empty_line_belongs_to_it() -> None:
    found = units(page("| a | b |\n| --- | --- |\n| c | d |\n\n| e | f |\n|  | g |\n\nText.\n"))
    assert [unit.block.kind for unit in found] == ["table", "paragraph"]
    rows = [[(p.text, *p.block.place(0)) for p in row.parts] for row in found[0].parts]
    assert rows[2:] == [[("e", 5, 3), ("f", 5, 7)], [("", 6, 2), ("g", 6, 6)]]
    assert [row.block.line for row in found[0].parts] == [1, 3, 5, 6]


def test_lines_of_bars_below_a_paragraph_are_no_table() -> None:
    assert [u.block.kind for u in units(page("Text.\n\n| e | f |\n"))] == ["paragraph", "paragraph"]
    mixed = "| a |\n| --- |\n| c |\n\n| e |\nText.\n"
    assert [u.block.kind for u in units(page(mixed))] == ["table", "paragraph"]


def test_a_box_with_a_broken_opening_is_a_box() -> None:
    inside = ("admonition",)
    text = '!! note "Mind"\n    Text.\n\n    More.\n\n    - item\n\nAfter.\n'
    assert parts(text) == [
        ("admonition", 1, 1, 0, (), "Mind"),
        ("paragraph", 2, 2, 1, inside, "Text."),
        ("paragraph", 4, 4, 1, inside, "More."),
        ("item", 6, 6, 1, inside, "item"),
        ("paragraph", 8, 8, 0, (), "After."),
    ]
    assert [unit.block.marker for unit in units(page(text))] == ["note", "", "", "-", ""]


def test_a_broken_box_without_text_is_only_its_title() -> None:
    assert parts('!! tip "Bare"\n\nText.\n\n    code\n') == [
        ("admonition", 1, 1, 0, (), "Bare"),
        ("paragraph", 3, 3, 0, (), "Text."),
        ("code", 5, 5, 0, (), "\0\0\0\0\0"),
    ]


def test_fenced_code_after_a_broken_box_stays_code() -> None:
    assert [part[0] for part in parts('!! tip "Bare"\n\n```sh\ncode\n```\n')] == [
        "admonition",
        "code",
    ]


def test_notes_and_remarks_are_left_out_and_directives_are_not() -> None:
    text = (
        "Text.[^a]\n\n[^a]: Note.\n\n<!-- a remark -->\n\n<!-- handbook: allow x — y -->\n\n"
        "<!-- handbook:glossary -->\n"
    )
    assert [part[:2] for part in parts(text)] == [("paragraph", 1), ("comment", 9)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 10:30, 4,7 of 20.", {"n10.30", "n4.7", "n20"}),
        ("[a](../run/b.md#c) and [d](e/f.md)", {"lc", "lf.md"}),
        ("`code` and [some](ref:R10) and ![x](../y/z.svg)", {"ccode", "bR10", "iz.svg"}),
        ("A ____ and ______.", {"blanks [4, 6]"}),
        ("Plain.", set()),
        ("| a |\n| --- |\n|  |\n", {"cells ."}),
        ("| a | 5 |\n| --- | --- |\n| b |  |\n", {"n5", "cells -."}),
        ("| a | b |\n| --- | --- |\n| c | d |\n", set()),
        ("```\nls\n```\n", {"ls\n"}),
    ],
)
def test_marks_are_what_every_language_writes_alike(text: str, expected: set[str]) -> None:
    assert marks(text) == expected


def test_length_counts_what_a_reader_sees() -> None:
    unit = units(page("See [the card](x.md) now.\n"))[0]
    assert unit.length == len("See the card now.")


def test_known_words_bring_their_english_along() -> None:
    block = units(page("A mentor a könyvtárban vár."))[0].block
    assert Unit(block).roots == {"mento", "konyv", "var"}
    assert "libra" in Unit(block, "hu").roots
    assert Unit(block, "hu").roots >= Unit(block).roots


def test_only_headings_have_a_level_for_alignment() -> None:
    heading, box, inside = units(page('## Two\n\n!!! note "Box"\n    Text.\n'))
    assert (heading.level, box.level, inside.level) == (2, 0, 0)
    assert inside.block.level == 1
