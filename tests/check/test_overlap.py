"""One defect, one finding: what a stronger rule says of a block, others do not say again."""

from __future__ import annotations

from handbook.check.model import Finding, Severity
from handbook.check.overlap import without_echoes
from handbook.check.pair import Pair
from tests.check.test_align import page

TEXT = """# Cím

Egy bekezdés
két sorban.

- tétel

| a | b |
| --- | --- |
| Same | Same too |
| Same | más |
"""
SOURCE = TEXT.replace("más", "other").replace("Cím", "Title").replace("tétel", "item")
PAIR = Pair.of(page(SOURCE.replace("Egy bekezdés\nkét sorban", "One paragraph"), "en"), page(TEXT))


def left(*found: tuple[str, int], pair: Pair | None = None) -> list[tuple[str, int]]:
    findings = [
        Finding(rule, Severity.ERROR, "hu", "a.md", line, 1, "message") for rule, line in found
    ]
    return [(f.rule, f.line) for f in without_echoes(page(TEXT), pair, findings)]


def test_echoes_on_the_same_block_are_left_out_wherever_on_it_they_stand() -> None:
    assert left(("untranslated", 3), ("quotes", 4), ("spelling", 3)) == [("untranslated", 3)]
    assert left(("quotes", 3), ("untranslated", 4)) == [("untranslated", 4)]


def test_other_blocks_and_other_rules_are_left_alone() -> None:
    kept = [("untranslated", 3), ("quotes", 6), ("heading-ids", 3), ("block-moved", 3)]
    assert left(*kept) == kept


def test_what_stands_on_no_block_is_only_an_echo_on_its_own_line() -> None:
    kept = [("untranslated", 2), ("quotes", 5)]
    assert left(*kept) == kept
    assert left(("untranslated", 5), ("quotes", 5)) == [("untranslated", 5)]


def test_a_row_is_a_block_and_its_table_is_not() -> None:
    kept = [("table-shape", 8), ("quotes", 10)]
    assert left(*kept) == kept
    assert left(("table-shape", 10), ("quotes", 10)) == [("table-shape", 10)]


def test_without_a_stronger_rule_all_stay() -> None:
    assert left(("quotes", 3), ("spelling", 3)) == [("quotes", 3), ("spelling", 3)]
    assert left() == []


def test_the_language_of_what_reads_as_in_the_source_is_not_judged() -> None:
    assert left(("quotes", 3), ("quotes", 6), ("quotes", 10), ("quotes", 11), pair=PAIR) == [
        ("quotes", 3),
        ("quotes", 6),
        ("quotes", 11),
    ]
    same = Pair.of(page(TEXT, "en"), page(TEXT))
    kept = [("untranslated", 3), ("link-parity", 3), ("badge-parity", 3), ("figures", 10)]
    assert left(*kept[1:], ("quotes", 10), ("quotes", 1), pair=same) == kept[1:3]
    assert left(("leftovers", 3), pair=same) == []
    assert left(("heading-ids", 3), pair=same) == [("heading-ids", 3)]
