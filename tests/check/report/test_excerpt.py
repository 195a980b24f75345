"""What part of a line is shown and marked; and no text whatever breaks a format."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.check.model import Edit, Finding, Place, Severity
from handbook.check.report import FORMATS, Report
from handbook.check.report.excerpt import excerpt, source_span, span, visible

TEXT = st.text(st.characters(exclude_categories=[]), max_size=60)
NUMBER = st.integers(-3, 80)


def finding(message: str, column: int = 1, source: int | None = None) -> Finding:
    place = Place("docs/en/a.md", 1, source) if source else None
    return Finding("rule", Severity.ERROR, "hu", "docs/hu/a.md", 1, column, message, source=place)


@pytest.mark.parametrize(
    ("message", "column", "marked"),
    [
        ("“két szó” is wrong.", 4, "két szó"),
        ("Write “x” for “két szó”.", 4, "két szó"),
        ("“két szó megv…” is cut.", 4, "két szó megv"),
        ("Something else.", 4, "két"),
        ("“szó” is wrong.", 1, "szó"),
        ("“zó” is part of a word.", 1, ""),
        ("The whole line.", 1, ""),
        ("A letter.", 13, "egvan"),
        ("A sign.", 18, "."),
        ("Past the end.", 99, ""),
    ],
)
def test_the_words_meant(message: str, column: int, marked: str) -> None:
    line = "Az két szó megvan."
    start, length = span(finding(message, column), line)
    assert line[start : start + length] == marked


def test_an_edit_says_exactly_what_is_meant() -> None:
    edited = Finding("rule", Severity.ERROR, "hu", "a.md", 1, 4, "“két”", edit=Edit(1, 4, 7, "x"))
    assert span(edited, "Az két szó megvan.") == (3, 7)


@pytest.mark.parametrize(
    ("message", "column", "marked"),
    [
        ("“54”; English has “45”.", None, "45"),
        ("“5”, not “45”.", 1, "45"),
        ("No quotes.", 10, "45"),
        ("No quotes.", None, ""),
    ],
)
def test_the_words_of_the_source(message: str, column: int | None, marked: str) -> None:
    line = "It takes 45 minutes."
    start, length = source_span(finding(message, source=column), line)
    assert line[start : start + length] == marked


def test_a_long_line_is_cut_between_words_around_the_mark() -> None:
    line = " ".join(f"word{number:03}" for number in range(100))
    shown = excerpt(line, line.index("word050"), 7, 60)
    assert shown.marked == "word050"
    assert shown.before.startswith("…word")
    assert shown.after.endswith("…")
    assert set((shown.before + shown.after).strip("…").split()) < set(line.split())
    assert len(shown.before + shown.marked + shown.after) <= 62


def test_a_short_line_is_shown_whole() -> None:
    shown = excerpt("Az két szó.", 3, 3, 60)
    assert (shown.before, shown.marked, shown.after) == ("Az ", "két", " szó.")


@pytest.mark.parametrize(
    ("line", "start", "length", "expected"),
    [
        ("a" * 30, 10, 2, ("…" + "a" * 5, "aa", "a" * 8 + "…")),
        ("aaaa " + "b" * 26, 6, 1, ("…b", "b", "b" * 9 + "…")),
        ("b" * 26 + " aaaa", 26, 1, ("…" + "b" * 10, " ", "aaaa")),
        ("b" * 8 + " cccc " + "d" * 16, 10, 2, ("…c", "cc", "c" + "…")),
        ("a" * 15, 3, 30, ("aaa", "a" * 12, "")),
        ("a" * 16, 3, 30, ("aaa", "a" * 12, "…")),
    ],
)
def test_where_a_line_is_cut(
    line: str, start: int, length: int, expected: tuple[str, str, str]
) -> None:
    shown = excerpt(line, start, length, 15)
    assert (shown.before, shown.marked, shown.after) == expected


@given(TEXT, st.integers(0, 70), st.integers(0, 70), st.integers(10, 80))
def test_what_is_shown_is_in_the_line(line: str, start: int, length: int, width: int) -> None:
    start = min(start, len(line))
    shown = excerpt(line, start, length, width)
    assert shown.marked == visible(line[start : start + len(shown.marked)])[: len(shown.marked)]
    assert shown.before.removeprefix("…") in visible(line)
    assert shown.after.removesuffix("…") in visible(line)
    for part in (shown.before, shown.marked, shown.after):
        assert visible(part.replace("\u00a0", " ")) == part.replace("\u00a0", " ")


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_text_breaks_a_format(form: str, data: st.DataObject) -> None:
    draw = data.draw
    found = [
        Finding(
            draw(TEXT),
            draw(st.sampled_from(Severity)),
            draw(TEXT),
            draw(TEXT),
            draw(NUMBER),
            draw(NUMBER),
            draw(TEXT),
            draw(st.none() | TEXT),
            draw(st.none() | st.builds(Place, TEXT, NUMBER, NUMBER)),
            draw(st.none() | st.builds(Edit, NUMBER, NUMBER, st.integers(0, 9), TEXT)),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    line = draw(st.none() | TEXT)
    shown = FORMATS[form](Report(tuple(found), 3, (), lambda _path, _number: line))
    assert shown.encode()
