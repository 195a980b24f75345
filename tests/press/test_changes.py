"""What changed since a version: sections, quotes, counts."""

from __future__ import annotations

import pytest

from tests.press.conftest import TEXT, Sheet


@pytest.fixture
def released(sheet: Sheet) -> Sheet:
    sheet.release()
    return sheet


def test_an_edit_of_one_block_names_its_section(released: Sheet) -> None:
    released.edit(("2 days", "3 days"))
    assert released.changes() == [("changed", "how", "Phone both within 3 days.")]
    assert released.compared()[0].heading == "How"
    assert released.compared()[0].taken == 0


def test_a_block_added(released: Sheet) -> None:
    released.edit(("- Meet", "- Ask *again* – “really” [some](ref:R12).\n- Meet"))
    change = released.compared()[0]
    assert (change.id, change.quotes) == ("how", ("Ask again – “really” .",))


def test_a_block_removed(released: Sheet) -> None:
    released.edit(("- Meet in a public place.\n", ""))
    change = released.compared()[0]
    assert (change.kind, change.id, change.quotes, change.taken) == ("changed", "how", (), 1)


def test_a_row_is_quoted_by_its_cells(released: Sheet) -> None:
    released.edit(("| 1 | Coordinator |", "| 1 | Lead |"))
    assert released.changes() == [("changed", "how", "1 · Lead")]


def test_the_title_is_quoted_once_and_belongs_to_the_top(released: Sheet) -> None:
    released.edit(("title: Title en", "title: To – start"), ("# Match and start", "# To – start"))
    assert released.changes() == [("changed", "", "To – start")]


def test_sections_new_and_gone(released: Sheet) -> None:
    released.edit(
        ("## In short { #in-short }\n\nAsk the young person first, then ask the mentor.\n", ""),
        ("Both of them decide [some](ref:R10).", "## Why { #why }\n\nBecause."),
        ("<!-- handbook:sources -->", ""),
    )
    found = {(change.kind, change.id): change for change in released.compared()}
    assert found["new", "why"].quotes == ("Because.",)
    assert found["gone", "in-short"].heading == "In short"
    assert ("changed", "how") not in found


def test_an_id_that_changes_with_other_text_is_still_the_same_section(released: Sheet) -> None:
    released.edit(("#how }", "#how-to }"), ("2 days", "3 days"))
    assert released.changes() == [("changed", "how-to", "Phone both within 3 days.")]


def test_what_only_moved_is_not_quoted(released: Sheet) -> None:
    last = "- Meet in a public place.\n"
    released.edit((last, ""), ("- Phone", f"{last}- Phone"))
    assert released.changes() == [("order", "how")]


def test_sections_that_changed_places(released: Sheet) -> None:
    start, short, how, sources = TEXT.partition("## In")[0], *_sections(TEXT)
    released.edit((TEXT, f"{start}{how}{short}{sources}"))
    assert released.changes() == [("moved", "")]


def _sections(text: str) -> list[str]:
    return [f"## {part}" for part in text.split("## ")[1:]]


def test_numbers_to_call_come_first(released: Sheet) -> None:
    file = released.data("helplines.yml")
    file.write_text(file.read_text("utf-8").replace("116-111", "116-112"), "utf-8")
    released.edit(("2 days", "3 days"))
    first, second = released.compared()
    assert first.id == "emergency"
    assert first.quotes[0].startswith("116-112 ")
    assert second.id == "how"


def test_a_long_change_is_told_in_few_lines(released: Sheet) -> None:
    many = "".join(f"- {'word ' * 80}{n}\n" for n in range(9))
    more = "".join(f"## S{n} {{ #s{n} }}\n\nOne.\n\nTwo.\n\nThree.\n\n" for n in range(9))
    released.edit(("- Meet", f"{many}- Meet"), ("## Sources", f"{more}## Sources"))
    changes = released.compared()
    assert sum(len(change.quotes) for change in changes) == 12
    how = next(change for change in changes if change.id == "how")
    assert (len(how.quotes), how.more) == (3, 6)
    assert all(len(quote) < 290 for change in changes for quote in change.quotes)
    assert len(changes) == 10
