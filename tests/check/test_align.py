"""Alignment: one change in a page leaves the rest of it paired as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.book import Book, Page
from handbook.check.align import align
from handbook.check.likeness import deviation, length_ratio
from handbook.check.pair import Pair
from handbook.check.units import units

SOURCE = """## One { #one }

Call the coordinator at 18:00 about the 20 young people [some](ref:R10).

The library is open until 21:00.

- bring a pen
- bring the list of all numbers to call
- tell the coordinator where you are

## Two { #two }

| Day | Place |
| --- | --- |
| Monday | Library |
| Friday | Youth centre |

Say goodbye well.
"""
TARGET = """## Egy { #one }

18:00-kor hívjuk a koordinátort a 20 fiatal miatt [some](ref:R10).

A könyvtár 21:00-ig van nyitva.

- hozzunk tollat
- hozzuk el a hívható számok teljes listáját
- mondjuk meg a koordinátornak, hol vagyunk

## Kettő { #two }

| Nap | Hely |
| --- | --- |
| Hétfő | Könyvtár |
| Péntek | Ifjúsági központ |

Köszönjünk el szépen.
"""


def page(text: str, locale: str = "hu") -> Page:
    return Page("run/page", locale, Path("x"), f"docs/{locale}/run/page.md", text, locale == "en")


def pair(target: str, source: str = SOURCE) -> Pair:
    return Pair.of(page(source, "en"), page(target))


def lonely(found: Pair) -> list[str]:
    return [
        f"-{a.text}" if a else f"+{b.text if b else ''}" for a, b in found.matches if not (a and b)
    ]


def test_equal_structure_is_paired_in_order() -> None:
    found = pair(TARGET)
    assert lonely(found) == []
    assert [(a.line, b.line) for a, b in found.both] == [(a.line, a.line) for a, _ in found.both]
    assert ("Monday", "Hétfő") in [(a.text, b.text) for a, b in found.both]


@pytest.mark.parametrize("line", [3, 5, 7, 8, 9, 18])
def test_a_missing_block_is_the_only_one_alone(line: int) -> None:
    lines, source = TARGET.split("\n"), SOURCE.split("\n")
    found = pair("\n".join(lines[: line - 1] + lines[line:]))
    assert lonely(found) == ["-" + source[line - 1].removeprefix("- ")]


def test_a_missing_block_belongs_before_the_next_one() -> None:
    found = pair(TARGET.replace("A könyvtár 21:00-ig van nyitva.\n\n", ""))
    assert [(gap.blocks[0].line, gap.line) for gap in found.missing] == [(5, 5)]


def test_blocks_missing_together_are_one_gap() -> None:
    end = TARGET.index("\n## Kettő")
    found = pair(TARGET[:end])
    assert [len(gap.blocks) for gap in found.missing] == [3]  # heading, table, paragraph
    assert found.missing[0].line == 9


def test_two_blocks_that_changed_places_are_one_move() -> None:
    first, second = TARGET.split("\n")[2], TARGET.split("\n")[4]
    found = pair(TARGET.replace(first, "@").replace(second, first).replace("@", second))
    assert lonely(found) == []
    assert len(found.moved) == 1


def test_a_block_moved_to_another_section_is_paired_with_its_source() -> None:
    moved = "A könyvtár 21:00-ig van nyitva."
    found = pair(TARGET.replace(moved + "\n\n", "") + "\n" + moved + "\n")
    assert lonely(found) == []
    assert [(a.text, b.text) for a, b in found.moved] == [
        ("The library is open until 21:00.", moved)
    ]


def test_a_moved_section_is_one_move_and_its_blocks_stay_paired() -> None:
    head, one, two = TARGET.partition("## Egy")[0], *TARGET.split("## ")[1:]
    found = pair(f"{head}## {two}\n## {one}")
    assert lonely(found) == []
    assert [a.text for a, _ in found.moved] in (["One"], ["Two"])


def test_headings_without_ids_are_paired_by_level_and_order() -> None:
    plain = pair(TARGET.replace(" { #one }", "").replace(" { #two }", ""))
    assert lonely(plain) == []


def test_a_heading_with_another_id_keeps_its_section() -> None:
    assert lonely(pair(TARGET.replace("#two", "#ketto"))) == []


def test_rows_sorted_by_each_alphabet_are_not_moved() -> None:
    source = "| Country | Age |\n| --- | --- |\n| Hungary | 16 |\n| Latvia | 13 |\n"
    target = "| Valsts | Vecums |\n| --- | --- |\n| Latvija | 13 |\n| Ungārija | 16 |\n"
    found = Pair.of(page(source, "en"), page(target, "lv"))
    assert ("16", "16") in [(a.text, b.text) for a, b in found.both]
    assert found.moved == []


def test_a_copy_is_known_as_one() -> None:
    text = "A könyvtár 21:00-ig van nyitva.\n\n"
    found = pair(TARGET.replace(text, text * 2))
    assert [(copy.line, other.line) for copy, other in found.duplicates.items()] == [(7, 5)]


def test_notes_are_paired_by_label() -> None:
    found = pair("Egy.[^b]\n\n[^b]: B.\n\n[^a]: A.\n", "One.[^a]\n\n[^a]: A.\n\n[^b]: B.\n")
    assert [(a and a.text, b and b.text) for a, b in found.notes] == [("A.", "A."), ("B.", "B.")]


def test_the_real_book_is_paired_whole(book: Book) -> None:
    alone = []
    for (locale, page_id), translation in book.pages.items():
        source = book.page("en", page_id)
        if locale != "en" and source:
            alone += lonely(Pair.of(source, translation))
    assert alone == []


def test_deviation_is_zero_at_the_usual_length_and_grows_with_the_difference() -> None:
    assert deviation(100, 115, 115 / 100) == pytest.approx(0, abs=0.05)
    assert deviation(100, 40, 1) < deviation(100, 70, 1) < 0 < deviation(100, 150, 1)


def test_a_short_page_takes_the_usual_ratio() -> None:
    assert length_ratio([], []) == pytest.approx(1.15)
    short = units(page("One.", "en")), units(page("Egy egészen hosszú mondat itt."))
    assert 1.1 < length_ratio(*short) < 1.3


MARKS = st.lists(
    st.sampled_from(["## H\n\n", "Text 1.\n\n", "Other text.\n\n", "- a\n- b\n\n", "> q\n\n"])
)


@settings(max_examples=100, deadline=None)
@given(MARKS, MARKS)
def test_every_block_stands_in_the_alignment_once(source: list[str], target: list[str]) -> None:
    ours, theirs = units(page("".join(source), "en")), units(page("".join(target)))
    matches = align(ours, theirs).matches
    assert sorted(id(a) for a, _ in matches if a) == sorted(map(id, ours))
    assert sorted(id(b) for _, b in matches if b) == sorted(map(id, theirs))
