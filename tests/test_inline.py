"""Inline elements: what they are, where they stand, and what is left for readers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.inline import MASK, mask, scan


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [(inline.kind, inline.text, inline.target) for inline in scan(text)]


def words(text: str) -> str:
    return mask(text, scan(text)).replace(MASK, "·")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[here](a/b.md#c)", ("link", "here", "a/b.md#c")),
        ('[here](a.md "Title")', ("link", "here", "a.md")),
        ("[a (b)](x_(y).md)", ("link", "a (b)", "x_(y).md")),
        ("[here](<a b.md>)", ("link", "here", "a b.md")),
        ("[some](ref:R10)", ("badge", "some", "R10")),
        ("![alt [q]](diagram:D12)", ("image", "alt [q]", "diagram:D12")),
        ("![](a.png)", ("image", "", "a.png")),
        ("[text][ref]", ("reference", "text", "ref")),
        ("[ref]: https://x.org 'T'", ("link", "ref", "https://x.org")),
        ("`code`", ("code", "code", "")),
        ("``a ` b``", ("code", "a ` b", "")),
        ("[^n]", ("footnote", "[^n]", "n")),
        ("<https://x.org>", ("url", "<https://x.org>", "https://x.org")),
        ("https://x.org/a_b", ("url", "https://x.org/a_b", "")),
        ("me@x.org", ("url", "me@x.org", "")),
        ("<br>", ("html", "<br>", "")),
        ("&nbsp;", ("html", "&nbsp;", "")),
        ("<!-- x -->", ("comment", " x ", "")),
        ("{ #id .c }", ("attrs", "{ #id .c }", "")),
        ("{ target=_blank }", ("attrs", "{ target=_blank }", "")),
        ("____", ("blank", "____", "")),
        ("{{ name }}", ("placeholder", "{{ name }}", "")),
        (":octicons-home-16:", ("icon", ":octicons-home-16:", "")),
        ("\\*", ("escape", "\\*", "")),
        ("**", ("emphasis", "**", "")),
    ],
)
def test_kind_text_and_target(text: str, found: tuple[str, str, str]) -> None:
    assert kinds(text) == [found]


@pytest.mark.parametrize("text", ["a_b_c", "18:00:30", "a [b] c", "2 < 3 & 4", "{a}", "[ ] box"])
def test_plain_text_has_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("see [the **map**](a.md).", "see ·the ··map·········."),
        ("before [some](ref:R10).", "before ···············."),
        ("![Five steps](diagram:D12)", "··Five steps··············"),
        ("**bold** and _it_", "··bold·· and ·it·"),
        ("\\* one", "·* one"),
        ("[r]: https://x.org", "··················"),
        ("Name: ____", "Name: ····"),
    ],
)
def test_only_words_are_left(text: str, left: str) -> None:
    assert words(text) == left


@given(st.text(alphabet="[]()!*_`<>{}\\#:/ab ~=&\n\"'@.^-|é", max_size=200))
def test_any_text_keeps_its_length_and_order(text: str) -> None:
    inlines = scan(text)
    assert len(mask(text, inlines)) == len(text)
    assert all(0 <= inline.start < inline.end <= len(text) for inline in inlines)
    assert [inline.start for inline in inlines] == sorted(inline.start for inline in inlines)


@pytest.mark.parametrize(
    "piece", ["[", "[a", "`", "` `` ", "<!--", "![](", "*_", "{", "\\", "a@", "&", "<a", '[a](b "']
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))  # benchmarks/hostile.py says how long it takes
    assert len(mask(text, scan(text))) == len(text)
