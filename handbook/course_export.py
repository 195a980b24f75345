"""The timetable as text, as a calendar (ICS, RFC 5545) and as a spreadsheet (ODS).

Times are local and floating: they mean the clock on the wall wherever the file is opened. The same
choice always gives the same calendar, so that a second import replaces the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from handbook.course_materials import Materials
from handbook.render.dates import long_date
from handbook.timetable import Row, Sitting, Word, summary

Cell = str | int | date
_FOLD = 75
"""Octets a line of a calendar may have, its end not counted (RFC 5545, 3.1)."""


@dataclass(frozen=True)
class Plan:
    """All that an export needs; ``first`` is the first day, ``list_title`` that of the materials.

    ``rule`` says in a sentence how breaks were set.
    """

    id: str
    name: str
    locale: str
    first: date
    sittings: Sequence[Sitting]
    materials: Materials
    list_title: str
    rule: str
    word: Word


def as_text(plan: Plan) -> str:
    """Return the timetable for a terminal or a message: sittings, the rule, what to take along."""
    parts = [plan.name, *(_sitting_text(sitting, plan) for sitting in plan.sittings)]
    return "\n\n".join([*parts, plan.rule, "\n".join(_materials_text(plan))]) + "\n"


def _sitting_text(sitting: Sitting, plan: Plan) -> str:
    head = f"{sitting.label} · {long_date(sitting.day, plan.locale)}"
    return "\n".join((head, summary(sitting, plan.word), *_row_texts(sitting.rows)))


def _row_texts(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield f"  {row.start}–{row.end}  {row.title}"
        if row.note:
            yield f"               → {row.note}"


def _materials_text(plan: Plan) -> Iterator[str]:
    yield f"{plan.list_title} ({plan.materials.size})"
    for name, number in plan.materials.items:
        yield f"  {number:>5}  {name}"
    for name in plan.materials.also:
        yield f"      –  {name}"


def as_ics(plan: Plan) -> str:
    """Return a calendar of one event a sitting; its description holds the rows."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Peer support is the best support//handbook course//EN",
        "CALSCALE:GREGORIAN",
    ]
    for number, sitting in enumerate(plan.sittings, 1):
        lines += _event(number, sitting, plan)
    return "".join(f"{_fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(number: int, sitting: Sitting, plan: Plan) -> list[str]:
    text = "\n".join(
        (summary(sitting, plan.word), *(line.strip() for line in _row_texts(sitting.rows)))
    )
    return [
        "BEGIN:VEVENT",
        f"UID:{plan.first:%Y%m%d}-{plan.id}-{number}@peer-mentoring-handbook",
        f"DTSTAMP:{plan.first:%Y%m%d}T000000Z",
        f"DTSTART:{_stamp(sitting.day, sitting.rows[0].start)}",
        f"DTEND:{_stamp(sitting.day, sitting.rows[-1].end)}",
        f"SUMMARY:{_escape(f'{plan.name}: {sitting.label}')}",
        f"DESCRIPTION:{_escape(text)}",
        "END:VEVENT",
    ]


def _stamp(day: date, time: str) -> str:
    """Return a floating time; the end of a day is the beginning of the next."""
    if time == "24:00":
        day, time = day + timedelta(days=1), "00:00"
    return f"{day:%Y%m%d}T{time.replace(':', '')}00"


def _escape(text: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11)."""
    for found, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(found, written)
    return text


def _fold(line: str) -> str:
    """Break a line after at most 75 octets, never inside a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > _FOLD:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])


def as_ods(plan: Plan) -> bytes:
    """Return a spreadsheet of two sheets: the timetable, a row each, and what to take along."""
    from odfdo import Document, Table

    document = Document("spreadsheet")
    document.body.clear()
    items: list[tuple[Cell, ...]] = list(plan.materials.items)
    also = [(name,) for name in plan.materials.also]
    for name, rows in (
        (plan.name, list(_cells(plan))),
        (plan.list_title, [(plan.list_title, plan.materials.size), *items, *also]),
    ):
        table = Table(_sheet_name(name))
        for y, row in enumerate(rows):
            table.set_row_values(y, list(row))
        document.body.append(table)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _cells(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    """Yield the header, then a line a row; the first of a sitting says how long it is."""
    keys = ("day", "from", "to", "what", "note")
    word = plan.word
    yield (word("course.block"), *(word(f"timetable.{key}") for key in keys))
    for sitting in plan.sittings:
        yield (sitting.label, sitting.day, "", "", summary(sitting, word), "")
        for row in sitting.rows:
            yield ("", row.day, row.start, row.end, row.title, row.note)
    yield (plan.rule,)


def _sheet_name(name: str) -> str:
    """Return a name without the characters a sheet's name may not have."""
    return "".join(" " if letter in "[]*?:/\\'\n" else letter for letter in name)
