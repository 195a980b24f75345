"""What counts as another text, and what is the same text written another way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.book import Page
from handbook.translate.fingerprint import Passage, first_words, passages


def page(text: str) -> Page:
    return Page("run/page", "en", Path("page.md"), "docs/en/run/page.md", text, True)


def prints(text: str) -> list[str]:
    return [passage.fingerprint for passage in passages(page(text))]


SAME = {
    "broken lines": ("One two\nthree four.\n", "One two three\nfour.\n"),
    "emphasis marks": ("A *b* and **c**.\n", "A _b_ and __c__.\n"),
    "admonition that opens": ('!!! note "Title"\n    Text.\n', '??? note "Title"\n    Text.\n'),
    "admonition that is open": ('!!! note "Title"\n    Text.\n', '???+ note "Title"\n    Text.\n'),
    "a box of another dialect": (
        "!!! note\n    Text.\n",
        "> [!NOTE]\n> Text.\n",
    ),
    "a fenced box": ('!!! tip "Title"\n    Text.\n', ":::tip[Title]\n\nText.\n\n:::\n"),
    "a box of generic blocks": ('!!! tip "Title"\n    Text.\n', "/// tip | Title\nText.\n///\n"),
    "quotes of a box": ('!!! tip "Title"\n    Text.\n', '/// tip | "Title"\nText.\n///\n'),
    "list marks": ("- One\n- Two\n", "* One\n* Two\n"),
    "numbers of a list": ("1. One\n2. Two\n", "1. One\n1. Two\n"),
    "a list spread out": ("- One\n- Two\n", "- One\n\n- Two\n"),
    "alignment of a table": ("| a | b |\n|---|---|\n| c | d |\n", "|a|b|\n|:-:|--:|\n|c|d|\n"),
    "link target": ("See [this](a.md#x).\n", "See [this](../b/c.md).\n"),
    "link written by name": ("See [this](a.md).\n", "See [this][1].\n\n[1]: b.md\n"),
    "heading id": ("## Why { #why }\n", "## Why { #reason }\n"),
    "heading underlined": ("Why\n---\n", "## Why\n"),
    "curly quotes": ("“It’s” ‘so’ …\n", "\"It's\" 'so' ...\n"),
    "no-break spaces": ("20\u00a0min, 1\u202f000\n", "20 min, 1 000\n"),
    "dashes": ("Weeks 1–2 – or so\n", "Weeks 1-2 - or so\n"),
    "label of a note": ("A.[^1]\n\n[^1]: B.\n", "A.[^x]\n\n[^x]: B.\n"),
    "decomposed letters": ("café\n", "cafe\u0301\n"),
    "a comment": ("One.\n\n<!-- for authors -->\n", "One.\n"),
    "a class": ("One.\n{ .wide }\n", "One.\n"),
    "length of a blank": ("Name: ____\n", "Name: ________\n"),
    "hard line break": ("One\\\ntwo\n", "One<br>two\n"),
    "an entity": ("One&nbsp;&mdash; two\n", "One — two\n"),
    "bookkeeping": (
        "---\ntitle: T\nlast_reviewed: 2026-01-01\npart: run\n---\nOne.\n",
        "---\ntitle: T\nevidence: [R01]\n---\nOne.\n",
    ),
    "quotes of YAML": ('---\ntitle: "T – U"\n---\n', "---\ntitle: T – U\n---\n"),
}
OTHER = {
    "a word": ("One two.\n", "One three.\n"),
    "a figure": ("In 20 days\n", "In 30 days\n"),
    "a stop": ("Who goes.\n", "Who goes?\n"),
    "small and capital letters": ("The lead\n", "The Lead\n"),
    "emphasis added": ("Do not go.\n", "Do **not** go.\n"),
    "heading level": ("## Why\n", "### Why\n"),
    "kind of block": ("One.\n", "- One.\n"),
    "kind of box": ('!!! note "T"\n    X.\n', '!!! danger "T"\n    X.\n'),
    "title of a box": ('!!! note "T"\n    X.\n', '!!! note "U"\n    X.\n'),
    "a badge": ("So [some](ref:R10).\n", "So [some](ref:R11).\n"),
    "a cell": ("| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n|---|---|\n| c | e |\n"),
    "cells changed over": (
        "| a | b |\n|---|---|\n| c | d |\n",
        "| a | b |\n|---|---|\n| d | c |\n",
    ),
    "alternative text": ("![A cat](x.png)\n", "![A dog](x.png)\n"),
    "label of a link": ("[one](a.md)\n", "[two](a.md)\n"),
    "an e-mail address": ("Write to a@b.org\n", "Write to c@b.org\n"),
    "a note": ("A.[^1]\n\n[^1]: B.\n", "A.[^1]\n\n[^1]: C.\n"),
    "code": ("```\na = 1\n```\n", "```\na = 2\n```\n"),
    "a directive": ("<!-- handbook:sources -->\n", "<!-- handbook:helplines -->\n"),
    "words of HTML": ("<p>One</p>\n", "<p>Two</p>\n"),
    "title": ("---\ntitle: T\n---\n", "---\ntitle: U\n---\n"),
    "description": ("---\ndescription: T\n---\n", "---\ndescription: U\n---\n"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_same_text_in_other_spelling(one: str, other: str) -> None:
    assert sorted(prints(one)) == sorted(prints(other))
    assert prints(one)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER.keys())
def test_another_text(one: str, other: str) -> None:
    assert sorted(prints(one)) != sorted(prints(other))


def test_one_word_changes_one_fingerprint() -> None:
    before = "## Why\n\nOne.\n\n- Two.\n- Three.\n\nFour.\n"
    assert len(set(prints(before)) - set(prints(before.replace("Three", "Tree")))) == 1


def test_a_row_is_one_passage_and_knows_its_cells() -> None:
    found = passages(page("| a | b |\n|---|---|\n| c | d |\n"))
    assert [(p.kind, p.line, p.text) for p in found] == [("row", 1, "a | b"), ("row", 3, "c | d")]
    assert [block.text for block in found[1].blocks] == ["c", "d"]


def test_passages_are_named_by_what_a_reader_sees() -> None:
    text = "## Why { #why }\n\n**Get** to [safety](a.md) [some](ref:R1) now.\n"
    heading, paragraph = passages(page(text))
    assert heading.words == "Why"
    assert paragraph.words == "Get to safety now."
    assert (paragraph.section, paragraph.under, paragraph.line) == ("why", "Why", 3)


def test_first_words_end_with_a_whole_word() -> None:
    assert first_words("short") == "short"
    assert first_words("one two, three four", 10) == "one two …"
    assert first_words("x" * 60) == "x" * 48 + " …"


def test_fingerprints_are_what_the_stamps_in_the_book_hold() -> None:
    """They must not change: every stamp of every translation would be lost."""
    assert Passage("heading", 1, "Why", level=2).fingerprint == "0c809f4efbc7"
    assert Passage("title", 1, "End well").fingerprint == "02fb2d605728"


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_has_passages(text: str) -> None:
    assert all(len(each) == 12 for each in prints(text))


def test_a_hostile_page_is_read_in_linear_time() -> None:
    for unit in ("| a " * 5 + "|\n", "[a](b) ", "<a ", "*_", "- [", "\\", "<!-- handbook:x  ", '"'):
        text = "|a|b|\n|---|---|\n" + unit * (100_000 // len(unit))
        started = time.process_time()
        passages(page(text))
        assert time.process_time() - started < 2, unit
