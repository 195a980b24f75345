"""Pages side by side: what is missing, added, moved or twice, and where it belongs."""

from __future__ import annotations

import pytest

from handbook.check.align import crossed
from handbook.check.pair import Pair
from handbook.check.units import units
from tests.check.test_align import SOURCE, TARGET, page, pair


def without(*lines: int) -> str:
    return "\n".join(
        line for number, line in enumerate(TARGET.split("\n"), 1) if number not in lines
    )


def gaps(found: Pair) -> list[tuple[list[int], int, int | None]]:
    return [
        ([block.line for block in gap.blocks], gap.line, gap.into.line if gap.into else None)
        for gap in found.missing
    ]


def added(source_without: str) -> list[list[int]]:
    return [[block.line for block in run] for run in pair(TARGET, source_without).added]


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        ((3, 4), [([3], 3, None)]),
        ((7,), [([7], 7, None)]),
        ((9,), [([9], 10, None)]),
        ((8, 9), [([8, 9], 9, None)]),
        ((5, 6, 18), [([5], 5, None), ([18], 14, None)]),
        ((18,), [([18], 16, None)]),
        ((16,), [([16], 17, None)]),
        ((13, 14, 15, 16, 17), [([13], 13, None)]),
        ((11, 12), [([11], 11, None)]),
    ],
)
def test_what_is_missing_and_the_line_before_which_it_belongs(
    lost: tuple[int, ...], expected: list[tuple[list[int], int, int | None]]
) -> None:
    assert gaps(pair(without(*lost))) == expected


def test_a_block_that_ran_into_its_neighbour_is_found_in_it() -> None:
    lines = TARGET.split("\n")
    items = TARGET.replace(f"{lines[7]}\n- ", f"{lines[7]}, ")
    assert gaps(pair(items)) == [([9], 10, 8)]


@pytest.mark.parametrize(
    ("lost", "expected"),
    [((5, 6), [[5]]), ((8, 9), [[8, 9]]), ((5, 6, 18), [[5], [18]]), ((), [])],
)
def test_what_is_added_comes_in_runs(lost: tuple[int, ...], expected: list[list[int]]) -> None:
    source = "\n".join(
        line for number, line in enumerate(SOURCE.split("\n"), 1) if number not in lost
    )
    assert added(source) == expected


@pytest.mark.parametrize(("text", "copies"), [("Tizenkét jel", 0), ("Tizenhárom j.", 1)])
def test_only_copies_of_some_length_are_copies(text: str, copies: int) -> None:
    found = pair(f"{text}\n\n{text}\n", "Thirteen now.\n")
    assert len(found.duplicates) == copies


def test_notes_stand_last_and_are_never_missing_or_added() -> None:
    found = pair("Egy.\n\n[^b]: B.\n", "One.\n\n[^a]: A.\n")
    assert [(a and a.marker, b and b.marker) for a, b in found.notes] == [("a", None), (None, "b")]
    assert found.matches[-2:] == tuple(found.notes)
    assert (found.missing, found.added) == ([], [])


TABLE = "| Country | Age |\n| --- | --- |\n| Hungary | 16 |\n| Latvia | 13 |\n| Serbia | 15 |\n"


def test_rows_in_another_order_are_moved_where_no_alphabet_asks_for_it() -> None:
    swapped = "| Ország | Kor |\n| --- | --- |\n| Lettország | 13 |\n| Magyarország | 16 |\n"
    source = TABLE.replace("| Serbia | 15 |\n", "")
    assert Pair.of(page(source, "en"), page(swapped)).moved == []
    unsorted = source.replace("Hungary", "Zala")
    found = Pair.of(page(unsorted, "en"), page(swapped))
    assert [(a.line, b.line) for a, b in found.moved] == [(3, 4)]


def test_rows_are_those_of_as_many_cells_below_the_head() -> None:
    target = TABLE.replace("| Latvia | 13 |", "| Lettország |")
    found = Pair.of(page(TABLE, "en"), page(target))
    assert [(a.block.line, b.block.line) for a, b in found.rows] == [(3, 3), (5, 5)]
    row = found.rows[0][1].block
    assert [cell.text for cell in found.cells_of(row)] == ["Hungary", "16"]
    assert [cell.text for cell in found.cells_of(found.rows[1][0].block, source=True)] == [
        "Serbia",
        "15",
    ]
    assert found.cells_of(found.target.blocks[0]) == []


def moves(target: str, source: str) -> list[tuple[int, int]]:
    return [(a.line, b.line) for a, b in pair(target, source).moved]


SECTIONS = "## A { #a }\n\nText 1.\n\n## B { #b }\n\nText 2.\n\n## C { #c }\n\nText 3.\n\n"


def section(*names: str) -> str:
    parts = {part[0].lower(): f"## {part}" for part in SECTIONS.split("## ")[1:]}
    return "".join(parts[name] for name in names)


@pytest.mark.parametrize(
    ("order", "expected"),
    [("abc", []), ("bca", [(1, 9)]), ("cab", [(9, 1)]), ("bac", [(1, 5)]), ("acb", [(5, 9)])],
)
def test_the_fewest_sections_are_moved(order: str, expected: list[tuple[int, int]]) -> None:
    found = moves(section(*order), SECTIONS)
    assert len(found) == len(expected)
    assert set(found) <= {*expected, (5, 1), (9, 5)}


def test_ids_that_changed_places_do_not_move_their_sections() -> None:
    swapped = SECTIONS.replace("#a", "#x").replace("#b", "#a").replace("#x", "#b")
    assert moves(swapped, SECTIONS) == []


def test_crossed_words_tell_that_blocks_changed_places() -> None:
    def asked(source: str, target: str) -> bool:
        return crossed(units(page(source, "en")), units(page(target)))

    source = "- Call the Koordinator.\n- Write the Protokol.\n"
    assert asked(source, "- Írjuk a Protokol.\n- Hívjuk a Koordinator.\n")
    assert not asked(source, "- Hívjuk a Koordinator.\n- Írjuk a Protokol.\n")
    assert not asked(source, "- Lila.\n- Zöld.\n")
    assert not asked("- Call the Koordinator.\n", "- Hívjuk a Koordinator.\n")
    numbers = "- Koordinator 1.\n- Protokol 2.\n"
    assert not asked(numbers, "- Protokol 1.\n- Koordinator 2.\n")  # the numbers prove the places


def test_headings_without_ids_are_paired_between_those_that_have_one() -> None:
    source = "## A { #a }\n\n## B one\n\n## C { #c }\n\n## D two\n\n## E three\n"
    target = "## A { #a }\n\n## B egy\n\n## C { #c }\n\n### Új\n\n## D kettő\n\n## E három\n"
    found = pair(target, source)
    assert [(a.line, b.line) for a, b in found.both] == [(1, 1), (3, 3), (5, 5), (7, 9), (9, 11)]
    assert [[block.line for block in run] for run in found.added] == [[7]]


def test_odd_blocks_say_nothing_of_the_usual_length() -> None:
    source = "".join(f"Call the lead {n} times at once and stay there.\n\n" for n in range(9))
    target = "".join(f"Hívjuk a felelőst {n} alkalommal azonnal, és várjunk.\n\n" for n in range(9))
    whole = pair(target, source).usual_ratio
    cut = pair(target[: len(target) // 3], source)
    longer = pair(target.replace("4 alkalommal", "4 " + "igen " * 60 + "alkalommal"), source)
    assert cut.usual_ratio == pytest.approx(whole, abs=0.05)
    assert cut.ratio < whole - 0.2
    assert longer.usual_ratio == pytest.approx(whole, abs=0.05)
    assert longer.ratio > whole + 0.2


PLAIN = "## A\n\nCall the lead 11.\n\n## B\n\nCall the family 12.\n\n## C\n\nCall the school 13.\n"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("## Új\n\n{a}{b}{c}", []),
        ("{a}## Új\n\n{b}{c}", []),
        ("{a}{b}{c}\n\n## Új\n", []),
        ("{b}{c}", []),
        ("## A\n\n## B\n\nHívjuk a családot 12.\n\n{c}\n\nHívjuk a felelőst 11.\n", [3]),
        ("## A\n\nHívjuk a családot 12.\n\nHívjuk a felelőst 11.\n\n## B\n\n{c}", [7]),
    ],
)
def test_what_stands_below_a_new_heading_has_not_moved(target: str, expected: list[int]) -> None:
    parts = {
        "a": "## A\n\nHívjuk a felelőst 11.\n\n",
        "b": "## B\n\nHívjuk a családot 12.\n\n",
        "c": "## C\n\nHívjuk az iskolát 13.\n",
    }
    assert [line for line, _ in moves(target.format(**parts), PLAIN)] == expected
