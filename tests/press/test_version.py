"""The version of a page: what changes it, and what does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.book import Book
from handbook.press.version import version
from handbook.render.context import Library
from tests.press.conftest import PAGE, Sheet


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("first, then", "first,\nthen"),
        ("*both*", "_both_"),
        (" – every", " - every"),
        ("{ #how }", "{ #how-to }"),
        ("last_reviewed: '2026-11-21'", "last_reviewed: '2026-12-24'"),
        ("description: What it is.", "description: What it is not."),
        ("\n| 1 | Coordinator |", "\n|1|Coordinator|"),
    ],
)
def test_reflow_and_bookkeeping_change_nothing(sheet: Sheet, old: str, new: str) -> None:
    before = sheet.version
    sheet.edit((old, new))
    assert sheet.version == before
    assert re.fullmatch("[0-9a-f]{8}", before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2 days", "3 days"),
        ("title: Title en", "title: Another"),
        ("- Meet in a public place.\n", ""),
        ("ref:R10", "ref:R12"),
        ("- Phone *both* within 2 days.\n", "- Phone *both* within 2 days.\n- New.\n"),
        ("| 1 | Coordinator |", "| 2 | Coordinator |"),
    ],
)
def test_what_a_reader_reads_changes_it(sheet: Sheet, old: str, new: str) -> None:
    before = sheet.version
    sheet.edit((old, new))
    assert sheet.version != before


def test_a_number_to_call_changes_every_sheet(sheet: Sheet) -> None:
    """The emergency box stands on every page; a sheet with a wrong number must be told of it."""
    own = sheet.version
    sheet.edit(("number: 116-111", "number: 116-112"), file=_plain(sheet))
    assert sheet.version != own
    assert "116-112" in str([part.passages for part in sheet.present("hu", "index").parts])


def test_a_number_checked_again_changes_nothing(sheet: Sheet) -> None:
    before = sheet.version
    file = _plain(sheet)
    text = re.sub(r"checked: \d{4}-\d\d-\d\d", "checked: 2027-01-01", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    assert sheet.version == before


def _plain(sheet: Sheet) -> Path:
    """The file of helplines, with the number of the tests unquoted."""
    file = sheet.data("helplines.yml")
    text = re.sub(r"number: [\"']?116-111[\"']?", "number: 116-111", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    return file


def test_a_form_shown_from_another_page_counts(sheet: Sheet) -> None:
    form = "# Start\n\n## Form { #form }\n\n<!-- handbook:form run/match-start#how -->\n"
    sheet.small.write("en", "index", form)
    before = sheet.present(page_id="index").version
    sheet.edit(("2 days", "3 days"))
    assert sheet.present(page_id="index").version != before


@pytest.mark.parametrize(
    ("line", "file", "old", "new"),
    [
        ("<!-- handbook:glossary -->", "glossary.yml", "preferred: ", "preferred: New "),
        ("<!-- handbook:course -->", "course.yml", "en: ", "en: New "),
        ("![Steps](diagram:{name})", "diagrams.yml", "en: ", "en: New "),
    ],
)
def test_what_data_files_show_counts(
    sheet: Sheet, line: str, file: str, old: str, new: str
) -> None:
    name = next(iter(sheet.library().diagrams))
    sheet.small.write("en", PAGE, f"# Match\n\n{line.format(name=name)}\n")
    before = sheet.version
    text = sheet.data(file).read_text("utf-8")
    start = text.index(f"\n{name}:") if file == "diagrams.yml" else 0
    at = text.index(old, start) + len(old)
    quote = text[at] if text[at] in "\"'" else ""
    at += len(quote)
    sheet.data(file).write_text(f"{text[:at]}New {text[at:]}", "utf-8")
    assert sheet.version != before


def test_a_source_counts_where_a_badge_names_it(sheet: Sheet, library: Library) -> None:
    parts = {part.id: part for part in sheet.present().parts}
    use = library.sources["R10"].use["en"]
    assert any(use in passage.seen for passage in parts["sources"].passages)


def test_every_page_of_the_book_has_one(book: Book, library: Library) -> None:
    found = {key: version(page, library) for key, page in book.pages.items()}
    assert len(set(found.values())) == len(found)
