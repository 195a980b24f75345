"""How the benchmarks count: places, false findings, targets."""

from __future__ import annotations

from benchmarks import check, recall
from benchmarks.harness import SAMPLE, open_book
from benchmarks.recall import Tally, Trial
from handbook.check.model import Finding, Severity
from tests.check.mutations import Mutant

PATH = "docs/hu/run/closure.md"
MUTANT = Mutant("number-changed", PATH, 40, "text", "note", also=(50,))


def _finding(line: int, path: str = PATH) -> Finding:
    return Finding("figures", Severity.ERROR, "hu", path, line, 1, "message")


def _trial(*findings: Finding) -> Trial:
    return Trial(MUTANT, "hu", list(findings), 0)


def test_a_finding_within_two_lines_of_either_place_is_near() -> None:
    assert _trial(_finding(42)).near
    assert _trial(_finding(48)).near
    assert not _trial(_finding(43)).near
    assert _trial(_finding(43)).found


def test_a_finding_in_another_file_finds_nothing() -> None:
    trial = _trial(_finding(40, "docs/hu/run/supervision.md"))
    assert not trial.found
    assert not trial.near


def test_findings_away_from_the_place_are_false_but_for_the_only_one() -> None:
    assert _trial(_finding(40), _finding(41)).false == 0
    assert _trial(_finding(40), _finding(60)).false == 1
    assert _trial(_finding(60)).false == 0
    assert _trial(_finding(60), _finding(70)).false == 1


def test_the_tally_counts_what_was_found_and_how_often() -> None:
    tally = Tally([_trial(_finding(40)), _trial(_finding(60), _finding(70)), _trial(), _trial()])
    assert (tally.planted, tally.found, tally.recall) == (4, 2, 0.5)
    assert (tally.near, tally.per_defect, tally.false) == (0.5, 1.5, 1)


def test_targets_are_missed_by_kind_and_in_all() -> None:
    good = Tally([_trial(_finding(40))] * 99)
    bad = Tally([_trial()])
    assert recall.missed_targets({"a": good}) == []
    assert recall.missed_targets({"a": good, "b": bad}) == ["b: recall 0.00, target 0.9"]
    assert len(recall.missed_targets({"b": bad})) == 3  # recall, place, kind


def test_a_rule_that_fails_is_named_among_the_missed_targets() -> None:
    crashed = Tally([Trial(MUTANT, "hu", [], 0, "rule figures failed")])
    assert "rule figures failed" in recall.missed_targets({"a": crashed})


def test_mutants_are_spread_over_languages_and_the_same_each_time() -> None:
    book = open_book(None)
    mutants = list(recall.plant(book, "sentence-lost", 8, seed=5))
    assert mutants == list(recall.plant(book, "sentence-lost", 8, seed=5))
    assert {mutant.path.split("/")[1] for mutant in mutants} == {"hu", "sr", "lv", "bg"}
    assert len({mutant.text for mutant in mutants}) == 8


def test_the_sample_page_is_part_of_the_book_in_memory() -> None:
    book = open_book(None)
    assert {edition for edition, page in book.pages if page == SAMPLE} == {
        edition.locale for edition in book.editions
    }


def test_speed_is_judged_on_the_larger_book_and_growth_by_files() -> None:
    small = check.Measured(200, 1.0, 0.1, 5.0, 0)
    assert check.missed_targets([small, check.Measured(400, 2.0, 0.2, 12.0, 0)]) == []
    slow = check.missed_targets([small, check.Measured(400, 4.0, 1.0, 12.0, 0)])
    assert [line.split(":")[0] for line in slow] == [
        "cold check to build",
        "unchanged to cold",
        "growth for twice the files",
    ]
