from __future__ import annotations

import re
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.course_rules import Rules, Talks
from handbook.render.context import Library
from handbook.timetable import (
    Choice,
    TimetableError,
    duration,
    first_day,
    pauses,
    summary,
    time_of,
    timetable,
)
from tests.timetables import FORMATS, MONDAY, sittings, words

RULES = Rules(15, 90, 120, 60, 300, 780, 120, Talks(5, 2, 12, 5), "5.6", (2, 16, 12), "x#y")
NINE = 9 * 60


@pytest.mark.parametrize(
    ("lengths", "after"),
    [
        ([40, 45, 50, 45, 35, 25], ["", "break", "", "break", "", ""]),  # 85, then 135 > 120
        ([45, 45, 50], ["", "break", ""]),  # 90 are reached
        ([60, 60, 60], ["", "break", ""]),  # 120 are reached, not exceeded
        ([45, 35, 25], ["break", "", ""]),  # 105: one break at least, nearest to the middle
        ([30, 30, 40], ["", "break", ""]),
        ([35, 25], ["", ""]),
        ([50, 45], ["break", ""]),
        ([110], [""]),
    ],
)
def test_where_breaks_stand(lengths: list[int], after: list[str]) -> None:
    assert pauses(lengths, NINE, RULES) == after


def test_a_meal_stands_at_the_first_end_from_one_o_clock() -> None:
    day = [60] * 6
    assert pauses(day, NINE, RULES) == ["", "break", "", "meal", "", ""]  # at 13:15
    assert pauses([60] * 5, NINE, RULES).count("meal") == 0  # 5 hours are not more than 5


def test_who_begins_after_one_holds_two_hours_first() -> None:
    assert pauses([60] * 6, 14 * 60, RULES)[:3] == ["", "meal", ""]


@given(
    st.lists(st.integers(5, 120), min_size=1, max_size=14),
    st.integers(0, 23 * 60),
)
def test_nobody_sits_longer_than_120_minutes(lengths: list[int], begin: int) -> None:
    after = pauses(lengths, begin, RULES)
    assert len(after) == len(lengths)
    assert after[-1] == ""
    since = 0
    for minutes, kind in zip(lengths, after, strict=True):
        since += minutes
        assert since <= 120
        since = 0 if kind else since
    assert after.count("meal") <= 1
    if len(lengths) > 1 and sum(lengths) > 90:
        assert any(after)


@pytest.mark.parametrize("form", FORMATS)
def test_rows_follow_one_another_and_hold_the_course(library: Library, form: str) -> None:
    found = sittings(library, form)
    titles = [row.title for s in found for row in s.rows if row.kind == "session"]
    assert titles == [f"{s.number} {s.title['en']}" for s in library.course.sessions]
    for sitting in found:
        assert [row.end for row in sitting.rows[:-1]] == [row.start for row in sitting.rows[1:]]
        assert sitting.rows[-1].kind == "session"
        kinds = [kind for kind, _ in groupby(row.kind for row in sitting.rows)]
        assert kinds[0] == "session"
    days = [sitting.day for sitting in found]
    assert days == sorted(set(days))


def test_what_is_dropped_first_is_said(library: Library) -> None:
    rows = [row for sitting in sittings(library, "evenings") for row in sitting.rows]
    late = words(library)("timetable.drop")
    assert [row.title.split()[0] for row in rows if row.optional] == [
        session.number for session in library.course.sessions if session.optional
    ]
    assert all((late in row.note) == row.optional for row in rows)


def test_a_saturday_of_eight_hours_is_ten_on_the_clock(library: Library) -> None:
    saturday = sittings(library, "weekend")[1]
    assert (saturday.net, saturday.clock) == (480, 600)
    assert summary(saturday, words(library)) == "Without breaks: 480 min; on the clock: 10 h"
    assert [row.start for row in saturday.rows if row.kind == "meal"] == ["13:10"]


def test_the_form_on_the_page_gives_the_same_lengths(library: Library) -> None:
    """T75 was counted by hand: net minutes and clock time of every block."""
    page = library.book.page("en", "train/overview")
    assert page
    cells = [block.text for block in page.blocks if block.kind == "cell"]
    lengths = [text for text in cells if re.fullmatch(r"\d+ min, \d+ h( \d\d)?", text)]
    made = [sitting for form in FORMATS[:3] for sitting in sittings(library, form)]
    assert lengths == [
        f"{s.net} min, {s.clock // 60} h" + (f" {s.clock % 60:02}" if s.clock % 60 else "")
        for s in made
    ]


def test_talks_of_twelve_fit_the_session(library: Library) -> None:
    rows = sittings(library, "weekend", people=12)[-1].rows
    assert "number 1–12: 5 minutes each" in rows[-1].note
    assert [row for row in rows[:-1] if row.note] == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("people", "who"), [(13, "13"), (14, "13–14"), (16, "13–16")])
def test_talks_of_more_are_in_the_break_before_or_the_week_after(
    library: Library, form: str, people: int, who: str
) -> None:
    rest, last = sittings(library, form, people=people)[-1].rows[-2:]
    assert rest.kind == "break"
    assert f"number {who}:" in rest.note
    assert "week after" in rest.note
    assert "number 1–12" in last.note


def test_days_and_times_of_single_sittings(library: Library) -> None:
    found = sittings(
        library, "evenings", start=18 * 60, days={2: date(2027, 2, 1)}, starts={2: 16 * 60}
    )
    assert [s.rows[0].start for s in found[:4]] == ["18:00", "18:00", "16:00", "18:00"]
    assert found[2].day == date(2027, 2, 1)
    assert found[3].day == date(2027, 1, 21)


@pytest.mark.parametrize(
    ("form", "choice", "message"),
    [
        ("weekend", Choice(MONDAY), "take 2027-01-08 or 2027-01-15"),
        ("evenings", Choice(MONDAY, people=17), "run two groups"),
        ("evenings", Choice(MONDAY, start=22 * 60), "block 1 .* begin at 21:30 or earlier"),
        ("evenings", Choice(MONDAY, starts={10: 0}), "no block 11; there are 10"),
    ],
)
def test_what_cannot_be(library: Library, form: str, choice: Choice, message: str) -> None:
    with pytest.raises(TimetableError, match=message):
        timetable(library.course, library.course.format(form), choice, words(library), "en")


def test_a_weekend_begins_on_a_friday(library: Library) -> None:
    assert first_day(library.course.format("weekend"), MONDAY) == date(2027, 1, 15)
    assert first_day(library.course.format("evenings"), MONDAY) == date(2027, 1, 12)


def test_times_and_lengths(library: Library) -> None:
    assert [time_of(minutes) for minutes in (0, 545, 1440)] == ["00:00", "09:05", "24:00"]
    assert duration(125, words(library, "hu")) == "2 óra 5 perc"
