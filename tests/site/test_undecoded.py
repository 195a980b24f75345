"""A page that is decoded late is the page that was decoded at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handbook.documents import LARGEST_PAGE, decode
from handbook.page import Page
from handbook.site import undecoded
from handbook.site.undecoded import UndecodedPage

lines = st.sampled_from(
    [b"---\n", b"---\r\n", b"--- \n", b"...\n", b"title: \xc5\xa1\n", b"\r", b"\0", b"\xff", b"a\n"]
)


def late(data: bytes) -> UndecodedPage:
    """Return a page of these bytes."""
    return UndecodedPage.of(data, "run/x", "hu", Path("docs/hu/run/x.md"), "hu/run/x.md", False)


@settings(deadline=None)
@given(st.lists(lines, max_size=9).map(b"".join))
@example(b"\xef\xbb\xbf---\ntitle: A\n---\nText\n")
@example(b"\xff\xfe-\0-\0-\0\n\0")
@example(b"---\na: b\n---\r\nText\n---\n")
@example(b"---\nt: " + b"\xc5\xa1" * (LARGEST_PAGE // 2 - 3) + b"\n---\nText")
@example(b"---\nt: " + b"x" * (LARGEST_PAGE - 12) + b"\n---\nText")
def test_everything_is_the_same(data: bytes) -> None:
    raw, flaw = decode(data)
    page = Page("run/x", "hu", Path("docs/hu/run/x.md"), "hu/run/x.md", raw, False, flaw)
    assert late(data).front == page.front
    for name in ("raw", "flaw", "text", "has_front_matter", "loaded", "title", "text_line"):
        assert getattr(late(data), name) == getattr(page, name)
    for name in ("id", "edition", "file", "path", "is_source"):
        assert getattr(late(data), name) == getattr(page, name)


def test_the_front_matter_is_had_without_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(undecoded, "decode")
    page = late(b"---\ntitle: \xc5\xa1\n---\nText\n")
    page.recall(({"title": "š"}, None))
    assert page.front == "---\ntitle: š\n---\n"
    assert (page.title, page.has_front_matter) == ("š", True)


def test_a_copy_may_have_another_text() -> None:
    page = replace(late(b"---\ntitle: A\n---\nText\n"), raw="Other")
    assert (page.text, page.front, page.id) == ("Other", "", "run/x")
