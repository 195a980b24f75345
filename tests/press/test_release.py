"""`handbook release`: what it adds, says and refuses."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner, Result

from handbook.cli import main
from handbook.errors import HandbookError
from handbook.press.ledger import ledger_file, read_ledger
from handbook.press.release import release_day
from tests.press.conftest import PAGE, Sheet

FIVE = ("en", "hu", "sr", "lv", "bg")


def run(sheet: Sheet, *options: str, **environment: str) -> Result:
    command = ["release", "-f", str(sheet.small.config_file), *options]
    return CliRunner().invoke(main, command, env=environment)


def test_release_twice(sheet: Sheet) -> None:
    first = run(sheet, "--date", "2026-11-22").output.splitlines()
    assert first == [
        *(f"2 pages in {locale}: index, run/match-start" for locale in FIVE),
        "Commit docs/.ledger; then build and publish.",
    ]
    before = ledger_file(sheet.library().book, "en").read_bytes()
    assert run(sheet, "--date", "2026-12-01").output == (
        "nothing has changed since the last release\n"
    )
    assert ledger_file(sheet.library().book, "en").read_bytes() == before


def test_only_what_changed_is_added(sheet: Sheet) -> None:
    sheet.release()
    size = ledger_file(sheet.library().book, "en").stat().st_size
    sheet.edit(("2 days", "3 days"))
    assert sheet.release("2026-12-01") == ["1 page in en: run/match-start"]
    ledger = read_ledger(sheet.library().book, "en")
    assert [each.day.isoformat() for each in ledger.of(PAGE)] == ["2026-12-01", "2026-11-22"]
    assert ledger_file(sheet.library().book, "en").stat().st_size < size + 250


def test_dry_run_writes_nothing(sheet: Sheet) -> None:
    output = run(sheet, "--dry-run").output.splitlines()
    assert output[0] == "2 pages in en: index, run/match-start"
    assert output[-1] == "nothing written: --dry-run"
    assert not (sheet.small.root / "docs" / ".ledger").exists()


def test_the_day_may_come_from_the_environment(sheet: Sheet) -> None:
    assert run(sheet, SOURCE_DATE_EPOCH="1795305600").exit_code == 0
    assert read_ledger(sheet.library().book, "en").last == date(2026, 11, 22)
    assert release_day("2027-01-02", {"SOURCE_DATE_EPOCH": "0"}) == date(2027, 1, 2)
    assert release_day(None, {}) == date.today()


@pytest.mark.parametrize(
    ("given", "environment", "problem"),
    [
        ("22.11.2026", {}, "--date 22.11.2026: no day; write it as YYYY-MM-DD"),
        (None, {"SOURCE_DATE_EPOCH": "now"}, "SOURCE_DATE_EPOCH=now: no day; write it as seconds"),
    ],
)
def test_what_is_no_day(given: str | None, environment: dict[str, str], problem: str) -> None:
    with pytest.raises(HandbookError, match=problem):
        release_day(given, environment)


def test_a_broken_ledger_is_one_line_and_nothing_is_written(sheet: Sheet) -> None:
    sheet.release()
    book = sheet.library().book
    before = ledger_file(book, "en").read_bytes()
    ledger_file(book, "hu").write_text("{", "utf-8")
    sheet.edit(("2 days", "3 days"))
    done = run(sheet)
    assert done.exit_code == 2
    assert done.output == (
        "Error: docs/.ledger/hu.json: not a ledger; restore it with "
        "git checkout -- docs/.ledger/hu.json, then run handbook release\n"
    )
    assert ledger_file(book, "en").read_bytes() == before


def test_time_does_not_run_backwards(sheet: Sheet) -> None:
    sheet.release("2026-12-01")
    sheet.edit(("2 days", "3 days"))
    assert run(sheet, "--date", "2026-11-30").output == (
        "Error: 2026-11-30: the last release in en is of 2026-12-01; "
        "give that day or a later one with --date\n"
    )


def test_a_text_that_comes_back_is_known(sheet: Sheet) -> None:
    sheet.release()
    sheet.edit(("2 days", "3 days"))
    sheet.release("2026-12-01")
    sheet.edit(("3 days", "2 days"))
    assert sheet.release("2026-12-02") == []
