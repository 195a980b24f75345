"""The file of published versions: its form, its faults, and how two branches' ledgers merge."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from handbook.book import Book, read_tree
from handbook.press.ledger import (
    Ledger,
    LedgerError,
    Published,
    Section,
    ledger_file,
    parse,
    read_ledger,
    render,
)
from tests.press.conftest import PAGE, Sheet

ONE = Section("how", "How – „x”", ("0a0a0a", "1b1b1b"), "0123456789")
TOP = Section("", "", ("2c2c2c",), "abcdef0123")
FIRST = Published("index", date(2026, 11, 22), "00000001", (TOP.key, ONE.key))
SECOND = Published("index", date(2026, 12, 1), "00000002", (TOP.key,))
BOTH = Ledger((FIRST, SECOND), {ONE.key: ONE, TOP.key: TOP})


def test_what_is_written_is_read_again() -> None:
    read = parse(render(BOTH), "x.json")
    assert read.of("index") == [SECOND, FIRST]
    assert read.held(FIRST) == (TOP, ONE)
    assert json.loads(render(BOTH))["format"] == 1


def test_one_sorted_line_an_entry() -> None:
    lines = render(BOTH).splitlines()[3:-2]
    assert lines == sorted(lines)
    assert len(lines) == 4
    assert all(line.endswith(",") for line in lines)


def test_a_version_released_twice_counts_from_the_first_day() -> None:
    again = Published("index", date(2027, 1, 1), FIRST.version, FIRST.sections)
    assert Ledger((again, FIRST), BOTH.sections).of("index") == [FIRST]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not a ledger; restore it with git checkout -- x.json, then run handbook release"),
        ("[]", "not a ledger"),
        ('{"format": 1, "ledger": {"#how 0123456789": ["How", "0a0a0"]}}', "not a ledger"),
        ('{"format": 1, "ledger": {"index 2026-13-01 00000001": ""}}', "not a ledger"),
        ('{"format": 1, "ledger": {"what": 1}}', "not a ledger"),
        ("{\n<<<<<<< ours\n", "has marks of a merge; keep the lines of both sides"),
        ('{"format": 2, "ledger": {}}', "has format 2, this handbook reads format 1"),
        (
            render(Ledger((FIRST,), {TOP.key: TOP})),
            "version 00000001 of index names section 0123456789, which has no line",
        ),
    ],
)
def test_a_broken_ledger_is_named_in_one_line(text: str, problem: str) -> None:
    with pytest.raises(LedgerError) as caught:
        parse(text, "x.json")
    assert str(caught.value).startswith(f"x.json: {problem}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("with_ours", [False, True], ids=["union", "ours"])
def test_ledgers_of_two_branches_merge(sheet: Sheet, with_ours: bool) -> None:
    sheet.release()
    sheet.git("init", "-q", "-b", "main")
    versions = {}
    for branch, word in (("one", "3 days"), ("two", "4 days")):
        sheet.git("add", "-A")
        sheet.git("commit", "-q", "--allow-empty", "-m", "x")
        sheet.git("checkout", "-q", "-b", branch, "main" if branch == "two" else "HEAD")
        sheet.edit(("2 days", word))
        sheet.release("2026-12-01")
        versions[branch] = sheet.version
        sheet.git("add", "-A")
        sheet.git("commit", "-q", "-m", branch)
    if with_ours:
        sheet.git("merge", "-q", "--no-edit", "-s", "ours", "one")
    else:
        sheet.git("merge", "-q", "--no-edit", "-X", "ours", "one")  # pages conflict, ledgers not
    known = {each.version for each in read_ledger(sheet.library().book, "en").of(PAGE)}
    assert versions["two"] in known
    assert (versions["one"] in known) is not with_ours
    assert sheet.release("2026-12-02") == []


def test_ledgers_are_not_published_and_no_pages(site: Path, book: Book) -> None:
    assert (book.docs / ".ledger").is_dir()
    assert not list(site.resolve().rglob(".ledger"))
    plain = read_tree(book.docs, "en")
    assert {each.locale for each in plain.editions} == {"en", "hu", "sr", "lv", "bg"}


def test_the_ledger_of_the_book_is_small_and_whole(book: Book) -> None:
    for edition in book.editions:
        ledger = read_ledger(book, edition.locale)
        assert {each.page_id for each in ledger.versions} >= {"index", "run/closure"}
        assert ledger_file(book, edition.locale).stat().st_size < 100_000
        for each in ledger.versions:
            assert ledger.held(each)
