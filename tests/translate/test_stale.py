"""Staleness by content: what is said of a translation after its source was edited."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from handbook.book import read
from handbook.translate.history import blob_id, read_blobs
from handbook.translate.sidecar import FOLDER
from handbook.translate.stamps import StampStore, stamped_blob
from tests.translate.conftest import Site

HARMLESS = {
    "lines broken elsewhere": [
        ("first, then ask the mentor.\nBoth", "first, then ask the\nmentor. Both")
    ],
    "another syntax of boxes": [('!!! danger "If', '??? danger "If')],
    "a link target renamed": [("(log.md)", "(meeting-log.md)")],
    "a review": [("last_reviewed: 2026-11-21", "last_reviewed: 2027-01-01")],
    "other bookkeeping": [("part: run\n", "part: run\ntools: [T35]\nevidence: [R10]\n")],
    "other marks": [("*both*", "_both_"), ("- Write", "* Write"), ("| --- | --- |", "|:--|--:|")],
    "an id renamed": [("{ #how }", "{ #how-to }")],
    "a note renamed": [("[^one]\n", "[^first]\n"), ("[^one]:", "[^first]:")],
    "a comment for authors": [("## How", "<!-- to be checked -->\n\n## How")],
}


@pytest.mark.parametrize("changes", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_change_without_content_makes_nothing_stale(
    site: Site, changes: list[tuple[str, str]]
) -> None:
    site.edit(*changes)
    assert stamped_blob(site.page()) != blob_id(site.file("en").read_bytes())
    assert site.state(git=False).name == "fresh"
    site.sidecar.unlink()
    assert site.state().name == "fresh"  # from the old text in git


def test_one_word_makes_exactly_its_block_stale(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    state = site.state(git=False)
    assert state.summary == "stale: 1 of 17 blocks"
    assert [change.name for change in state.changes] == [
        "list item “Phone both within 3 days.” (line 17, under “How”)"
    ]


def test_one_cell_names_its_row(site: Site) -> None:
    site.edit(("| 2 | Mentor |", "| 2 | Supervisor |"))
    assert site.names(git=False) == [("changed", "2 | Supervisor")]


def test_titles_are_blocks(site: Site) -> None:
    site.edit(("title: Match and start", "title: Match and begin"))
    assert site.names(git=False) == [("changed", "Match and begin")]


def test_added_and_removed_blocks(site: Site) -> None:
    site.edit(("| 2 | Mentor |\n", ""), ("A note.", "Wholly new words here.\n\nA note."))
    state = site.state(git=False)
    assert state.summary == "stale: 2 of 17 blocks"
    assert [change.name for change in state.changes] == [
        "new paragraph “Wholly new words here.” (line 28, under “How”)",
        "table row “2 | Mentor” (removed, under “how”)",
    ]


def test_one_of_two_equal_blocks_is_counted(site: Site) -> None:
    site.edit(("- Phone *both* within 2 days.\n", ""))
    assert site.names(git=False) == [("removed", "Phone both within 2 days.")]


def test_a_block_that_moved_is_no_other_text(site: Site) -> None:
    site.edit(("A note.[^one]\n\n", ""), ("## How", "A note.[^one]\n\n## How"))
    assert site.state(git=False).name == "fresh"


def test_a_changed_heading_is_one_change(site: Site) -> None:
    site.edit(("## In short {", "## The answer first {"))
    assert site.names(git=False) == [("changed", "The answer first")]


def test_a_rewritten_paragraph_is_one_change(site: Site) -> None:
    site.edit(("Ask the young person first, then ask the mentor.", "First of all, talk to her."))
    assert [kind for kind, _ in site.names(git=False)] == ["changed"]


def test_without_sidecar_the_text_in_git_decides(site: Site) -> None:
    site.sidecar.unlink()
    site.edit(("2 days", "3 days"))
    assert site.names() == [("changed", "Phone both within 3 days.")]


def test_without_sidecar_and_history_it_says_what_it_cannot_know(site: Site) -> None:
    site.sidecar.unlink()
    site.edit(("2 days", "3 days"))
    state = site.state(git=False)
    assert state.summary == "stale: cannot say which blocks"
    blob = stamped_blob(site.page())[:7]
    assert state.excuse == (
        f"the English text it was made from ({blob}) is not at hand: git was not asked"
    )


def test_a_shallow_clone_says_so(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    site.edit(("2 days", "3 days"))
    site.commit()
    shutil.rmtree(site.root / "docs" / "hu" / FOLDER)
    site.commit()
    clone = tmp_path_factory.mktemp("clone") / "book"
    address = f"file://{site.root}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", address, str(clone)], check=True)
    book = read(clone / "mkdocs.yml")
    state = StampStore(book).state(book.pages["hu", "run/page"])
    assert state.name == "stale"
    assert not state.changes
    assert "shallow" in state.reason


def test_a_folder_without_history_says_so(tmp_path: Path) -> None:
    assert read_blobs(tmp_path, ["0" * 40]).why == "this folder is not in a git repository"


def test_git_is_called_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(site.root / "docs" / "hu" / FOLDER)
    site.edit(("2 days", "3 days"))
    site.file("en", "index").write_text("Other.\n", "utf-8")
    text = site.file("hu", "index").read_text("utf-8")
    blob = stamped_blob(site.page())
    site.file("hu", "index").write_text(text.replace("status:", f"source_blob: {blob}\nstatus:"))
    calls: list[list[str]] = []
    run = subprocess.run

    def counting(command: list[str], **options: object) -> object:
        calls.append(command)
        return run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counting)
    store = site.store()
    states = [store.state_of("hu", page_id) for page_id in ("index", "run/page")]
    assert [len(state.changes) > 0 for state in states] == [True, True]
    assert len(calls) == 1


def test_a_fresh_book_needs_no_git(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> object:
        raise AssertionError("git was called")

    monkeypatch.setattr(subprocess, "run", refuse)
    assert site.state().name == "fresh"
    site.edit(("2 days", "3 days"))
    assert site.state().summary == "stale: 1 of 17 blocks"


def test_line_ends_converted_at_checkout_change_nothing(site: Site) -> None:
    file = site.file("en")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert site.state(git=False).name == "fresh"


def test_a_source_blob_set_by_hand_counts_more_than_an_older_stamp(site: Site) -> None:
    site.edit(("2 days", "3 days"))
    site.commit()
    text = site.file("hu").read_text("utf-8")
    blob = blob_id(site.file("en").read_bytes())
    site.file("hu").write_text(text.replace(stamped_blob(site.page()), blob), "utf-8")
    assert site.state().name == "fresh"
    site.edit(("1 | Coordinator", "1 | Lead"))
    assert site.names() == [("changed", "1 | Lead")]


def test_missing_and_unstamped(site: Site) -> None:
    store = site.store()
    assert store.state_of("lv", "run/page").name == "missing"
    assert store.state_of("hu", "index").name == "unstamped"


def test_an_id_of_digits_is_read_as_written(site: Site) -> None:
    digits = "0123456789" * 4
    text = site.file("hu").read_text("utf-8")
    site.file("hu").write_text(text.replace(stamped_blob(site.page()), digits), "utf-8")
    assert stamped_blob(site.page()) == digits
