from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from odfdo import Document

from handbook.cli import main
from handbook.course_export import Plan, as_ics, as_ods, as_text
from handbook.course_materials import materials
from handbook.course_plan import choose, plan
from handbook.data import DataError
from handbook.errors import HandbookError
from handbook.render.context import Library
from tests.conftest import ROOT
from tests.timetables import FORMATS, MONDAY

LOCALES = ("en", "hu", "sr", "lv", "bg")


def made(library: Library, form: str = "weekend", locale: str = "en", people: int = 12) -> Plan:
    return plan(library, form, choose(library.course, form, MONDAY, people=people), locale)


def unfolded(calendar: str) -> list[str]:
    return calendar.replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", FORMATS)
def test_text_holds_every_row_and_everything_to_take_along(
    library: Library, form: str, locale: str
) -> None:
    given = made(library, form, locale, 16)
    text = as_text(given)
    for sitting in given.sittings:
        assert sitting.label in text
        for row in sitting.rows:
            assert f"{row.start}–{row.end}  {row.title}\n" in text
            assert row.note in text
    for name, number in given.materials.items:
        assert re.search(rf"^ +{number}  {re.escape(name)}$", text, re.MULTILINE)
    assert given.rule in text
    assert "{" not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_a_calendar_is_folded_and_complete(library: Library, locale: str) -> None:
    given = made(library, "evenings", locale)
    calendar = as_ics(given)
    assert calendar.endswith("END:VCALENDAR\r\n")
    assert "\n" not in calendar.replace("\r\n", "")
    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    lines = unfolded(calendar)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 10
    assert "DTSTART:20270112T170000" in lines
    assert "DTEND:20270112T193000" in lines
    ids = [line for line in lines if line.startswith("UID:")]
    assert len(set(ids)) == 10
    text = next(line for line in lines if line.startswith("DESCRIPTION:"))
    plain = re.sub(r"\\([;,\\])", r"\1", text).replace("\\n", "\n")
    assert all(row.title in plain for row in given.sittings[0].rows)
    assert not re.search(r"(?<!\\)[;,]", text)


def test_a_calendar_is_the_same_every_time(library: Library) -> None:
    calendar = as_ics(made(library))
    assert calendar == as_ics(made(library))
    assert {line for line in unfolded(calendar) if line.startswith("DTSTAMP")} == {
        "DTSTAMP:20270115T000000Z"
    }


def test_a_sitting_may_end_at_midnight(library: Library) -> None:
    choice = choose(library.course, "evenings", MONDAY, starts=["1=21:30"])
    assert "DTEND:20270113T000000" in unfolded(as_ics(plan(library, "evenings", choice, "en")))


def test_a_spreadsheet_of_two_sheets(library: Library) -> None:
    given = made(library, "half-days", "bg")
    data = as_ods(given)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert names[0] == "mimetype"
    document = Document(io.BytesIO(data))
    timetable, things = document.body.tables
    assert timetable.name == given.name
    rows = [tuple(row) for row in timetable.get_values()]
    first = given.sittings[0].rows[0]
    day = rows[2][1]
    assert (day.date() if isinstance(day, datetime) else day) == first.day
    assert rows[2][2:5] == (first.start, first.end, first.title)
    assert len(rows) == 1 + sum(1 + len(s.rows) for s in given.sittings) + 1
    assert tuple(things.get_values()[1])[:2] == given.materials.items[0]


@pytest.mark.parametrize("locale", LOCALES)
def test_materials_are_those_of_the_page(library: Library, locale: str) -> None:
    page = library.book.page(locale, "train/overview")
    assert page
    for people, size in ((4, 8), (8, 8), (9, 12), (16, 16), (20, 16)):
        found = materials(page, "t76", people)
        assert found.size == size
        assert len(found.items) >= 10
        assert len(found.also) == 5
        for name, number in found.items:
            line = next(line for line in page.text.splitlines() if line.startswith(f"| {name} |"))
            assert line.split("|")[{8: 2, 12: 3, 16: 4}[size]].strip() == str(number)


def test_a_page_without_the_list(library: Library) -> None:
    page = library.book.page("en", "train/overview")
    assert page
    with pytest.raises(DataError, match=r"overview\.md: no section #t1;"):
        materials(page, "t1", 8)
    with pytest.raises(DataError, match="#t77 has no table of numbers"):
        materials(page, "t77", 8)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"form": "nights"}, "no format nights; use one of: weekend, half-days, evenings, hybrid"),
        ({"day": "12.1.2027"}, "--date: “12.1.2027” is no date; write it as 2027-01-31"),
        ({"starts": ["25:00"]}, "--start: “25:00” is no time; write it as 09:00"),
        ({"starts": ["9:00", "10:00"]}, "more than one time for all blocks"),
        ({"days": ["tomorrow"]}, "--on: “tomorrow” is not a block and a value"),
    ],
)
def test_what_cannot_be_chosen(library: Library, asked: dict[str, object], message: str) -> None:
    with pytest.raises(HandbookError, match=re.escape(message)):
        choose(library.course, today=MONDAY, **{"form": "evenings", **asked})  # type: ignore[arg-type]


def test_times_and_days_in_words(library: Library) -> None:
    choice = choose(
        library.course, "evenings", MONDAY, "2027-02-02", ["18:00", "3=9:30"], ["2=2027-02-05"], 8
    )
    assert (choice.first, choice.start, choice.people) == (date(2027, 2, 2), 1080, 8)
    assert choice.starts == {2: 570}
    assert choice.days == {1: date(2027, 2, 5)}


CONFIG = ["-f", str(ROOT / "mkdocs.yml")]


def test_the_command_prints_and_writes(tmp_path: Path, library: Library) -> None:
    asked = ["course", "weekend", *CONFIG, "--date", "2027-01-15", "--edition", "hu"]
    printed = CliRunner().invoke(main, asked)
    assert printed.exit_code == 0, printed.output
    assert printed.output == as_text(made(library, "weekend", "hu"))
    for ending in (".ics", ".ods", ".txt"):
        file = tmp_path / f"course{ending}"
        result = CliRunner().invoke(main, [*asked, "-o", str(file)])
        assert result.output == f"{file}: 4 blocks from 2027-01-15\n"
        assert file.stat().st_size > 500


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["weekend", "--date", "2027-01-16"], "take 2027-01-15 or 2027-01-22"),
        (["weekend", "--edition", "de"], "no edition de; use one of: en, hu, sr, lv, bg"),
        (["weekend", "-o", "course.pdf"], "end it with .txt, .ics, .ods"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["course", *CONFIG, *arguments])
    assert result.exit_code == 2
    assert message in result.output


def test_help_shows_an_example() -> None:
    assert "Example: handbook course" in CliRunner().invoke(main, ["course", "--help"]).output
