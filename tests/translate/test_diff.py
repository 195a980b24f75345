"""``handbook diff``: old and new source beside the translation, held to golden files.

To see what changed in them after an intended change: ``HANDBOOK_GOLDEN=write pytest …``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from handbook.translate.diff import Entry, PageDiff, page_diff
from handbook.translate.show import diff_html, diff_markdown, diff_text
from handbook.translate.words import compare_words
from tests.translate.conftest import Site

GOLDEN = Path(__file__).parent / "golden"
CHANGES = (
    ("title: Match", "title: How to match"),
    ("Ask the young person first", "Always ask the young person first"),
    ("2 days", "3 days, at the latest"),
    ("| 2 | Mentor |\n", "| 2 | *Lead* |\n| 3 | <b>Both</b> |\n"),
    ("    The lead stops the meetings.\n", ""),
)


def same_as_golden(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("HANDBOOK_GOLDEN") == "write":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def diff(site: Site, git: bool = True) -> PageDiff:
    return page_diff(site.store(git), site.page())


def entries(found: PageDiff) -> list[Entry]:
    return [entry for entry in found.entries if isinstance(entry, Entry)]


@pytest.fixture
def edited(site: Site) -> Site:
    site.edit(*CHANGES)
    return site


def test_text(edited: Site) -> None:
    same_as_golden("diff.txt", diff_text([diff(edited)]))


def test_text_in_colour_says_the_same(edited: Site) -> None:
    text = diff_text([diff(edited)], colour=True)
    plain = diff_text([diff(edited)])
    for old, new in (
        ("[-", "\x1b[31;9m"),
        ("-]", "\x1b[0m"),
        ("{+", "\x1b[32;1m"),
        ("+}", "\x1b[0m"),
    ):
        plain = plain.replace(old, new)
    assert text == plain


def test_markdown(edited: Site) -> None:
    same_as_golden("diff.md", diff_markdown([diff(edited)]))


def test_html(edited: Site) -> None:
    text = diff_html([diff(edited)], edited.book())
    same_as_golden("diff.html", text)
    tree = html.fromstring(text)
    assert not tree.xpath("//script | //link | //img | //*[@src]")
    assert {element.get("lang") for element in tree.xpath("//section/p")} == {"en", "hu"}
    assert "<b>Both</b>" in tree.text_content()


def test_without_old_text_it_says_what_it_could_not_know(edited: Site) -> None:
    same_as_golden("diff-without-history.txt", diff_text([diff(edited, git=False)]))


def test_with_neither_stamp_nor_history(edited: Site) -> None:
    edited.sidecar.unlink()
    text = diff_text([diff(edited, git=False)])
    assert "stale: cannot say which blocks" in text
    assert "Which blocks changed cannot be said: the English text it was made from" in text


def test_an_up_to_date_page(site: Site) -> None:
    said = "fresh: nothing changed in English since it was translated"
    assert diff_text([diff(site)]) == f"docs/hu/run/page.md · {said}\n"


def test_the_translation_is_found_beside_the_text_it_was_made_from(site: Site) -> None:
    """Also where the present source has other blocks around it."""
    site.edit(("- Phone", "New words before.\n\n- Phone"), ("A note.", "A remark."))
    new, changed = entries(diff(site))
    assert (new.change.kind, new.translation) == ("new", "")
    assert changed.translation == "Megjegyzés.[^one]"
    assert site.page().lines[changed.line - 1] == changed.translation


def test_blocks_stamped_since_are_unchanged(edited: Site) -> None:
    edited.stamp("how")
    assert [entry.change.kind for entry in entries(diff(edited))] == ["changed", "changed"]


def test_a_wording_stamped_later_than_the_page(edited: Site) -> None:
    edited.stamp("17")
    edited.edit(("3 days, at the latest", "4 days"))
    found = diff(edited)
    (entry,) = [e for e in entries(found) if e.change.line == 17]
    assert entry.old is None
    assert "stamped later than source_blob says" in found.note
    assert "began: “Phone both within 3 days, at the latest.”" in diff_text([found])


def test_a_folder_without_git(edited: Site) -> None:
    shutil.rmtree(edited.root / ".git")
    assert "not in a git repository" in diff(edited).note


def marked(old: str, new: str) -> str:
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[part.kind].format(part.text) for part in compare_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("within 2 days.", "within 3 days.", "within [-2-]{+3+} days."),
        ("a b", "a b c", "a b {+c+}"),
        ("phones both now", "phones each of them now", "phones [-both-]{+each of them+} now"),
        ("", "new", "{+new+}"),
        ("gone", "", "[-gone-]"),
    ],
)
def test_changed_words_are_marked(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_word_is_lost(old: str, new: str) -> None:
    parts = compare_words(old, new)
    for kind, text in (("old", old), ("new", new)):
        kept = "".join(part.text for part in parts if part.kind in ("same", kind))
        assert kept.split() == text.split() or "".join(kept.split()) == "".join(text.split())
