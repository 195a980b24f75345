"""The timetable of the course: Course + format + dates and times + size of the group → rows.

The rule of breaks is told and set in `docs/course.yml` under ``timetable``. The same steps are in
`docs/assets/timetable.js`, in functions of the same names; a test compares what both give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from handbook.course import Block, Course, Format
from handbook.course_rules import Rules
from handbook.errors import HandbookError

Kind = Literal["session", "break", "meal"]
Word = Callable[..., str]
"""A word of the site by its key (``timetable.break``), placeholders filled in."""

_MIDNIGHT = 24 * 60


class TimetableError(HandbookError):
    """There is no such timetable; the message is one line: place, problem, remedy."""


@dataclass(frozen=True)
class Choice:
    """What a trainer chooses; times in minutes since midnight.

    ``start`` is for all sittings, None for the usual times; ``days`` and ``starts`` are for single
    sittings, counted from 0, and go before everything else.
    """

    first: date
    start: int | None = None
    people: int = 12
    days: Mapping[int, date] = field(default_factory=dict)
    starts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One line of the timetable; times as ``09:00``. ``optional``: dropped first when late."""

    day: date
    start: str
    end: str
    kind: Kind
    title: str
    optional: bool = False
    note: str = ""


@dataclass(frozen=True)
class Sitting:
    """One day or evening; ``net`` and ``clock`` in minutes, without and with breaks."""

    label: str
    net: int
    clock: int
    rows: tuple[Row, ...]

    @property
    def day(self) -> date:
        """Its date."""
        return self.rows[0].day


def timetable(
    course: Course, form: Format, choice: Choice, word: Word, locale: str
) -> list[Sitting]:
    """Return the sittings of a format, titles and notes in the language of ``locale``.

    Raises:
        TimetableError: for a first day the format cannot begin on, a group too small or too large,
            or a sitting that would end after midnight.

    """
    _check(form, choice, course.rules)
    return [
        _with_talks(_sitting(form, index, choice, course.rules, word, locale), course, choice, word)
        for index in range(len(form.blocks))
    ]


def first_day(form: Format, after: date) -> date:
    """Return the first day after a date on which a format can begin."""
    day = after + timedelta(days=1)
    while form.weekday and day.isoweekday() != form.weekday:
        day += timedelta(days=1)
    return day


def pauses(lengths: Sequence[int], begin: int, rules: Rules) -> list[Literal["", "break", "meal"]]:
    """Return what follows each session of a sitting; ``begin`` in minutes since midnight."""
    after: list[Literal["", "break", "meal"]] = []
    clock, since, held = begin, 0, 0
    hungry = sum(lengths) > rules.meal_day
    for minutes, following in pairwise(lengths):
        clock, since, held = clock + minutes, since + minutes, held + minutes
        if hungry and clock >= rules.meal_from and held >= rules.meal_after:
            after.append("meal")
            hungry, clock, since = False, clock + rules.meal, 0
        elif since >= rules.pause_after or since + following > rules.pause_before:
            after.append("break")
            clock, since = clock + rules.pause, 0
        else:
            after.append("")
    if after and sum(lengths) > rules.pause_after and not any(after):
        after[_middle(lengths)] = "break"
    return [*after, ""]


def _middle(lengths: Sequence[int]) -> int:
    """Index of the session, not the last, whose end is nearest to the middle; the first of two."""
    ends = [sum(lengths[: index + 1]) for index in range(len(lengths) - 1)]
    return min(range(len(ends)), key=lambda index: abs(2 * ends[index] - sum(lengths)))


def _check(form: Format, choice: Choice, rules: Rules) -> None:
    if form.weekday and choice.first.isoweekday() != form.weekday:
        fit = first_day(form, choice.first)
        raise TimetableError(
            f"{form.id}: {choice.first} is not the day of the week this format begins on; "
            f"take {fit - timedelta(days=7)} or {fit}"
        )
    least, most, _usual = rules.people
    if not least <= choice.people <= most:
        raise TimetableError(
            f"{form.id}: a group of {choice.people}; the course is for {least} to {most} people, "
            f"run two groups if there are more"
        )
    for index in (*choice.days, *choice.starts):
        if not 0 <= index < len(form.blocks):
            raise TimetableError(
                f"{form.id}: no block {index + 1}; there are {len(form.blocks)}, counted from 1"
            )


def _sitting(
    form: Format, index: int, choice: Choice, rules: Rules, word: Word, locale: str
) -> Sitting:
    block = form.blocks[index]
    day = choice.days.get(index, choice.first + timedelta(days=form.days[index]))
    usual = form.starts[index] if choice.start is None else choice.start
    begin = choice.starts.get(index, usual)
    rows = tuple(_rows(block, day, begin, rules, word, locale))
    kinds = [row.kind for row in rows]
    clock = block.minutes + kinds.count("break") * rules.pause + kinds.count("meal") * rules.meal
    if begin + clock > _MIDNIGHT:
        latest = time_of(_MIDNIGHT - clock)
        raise TimetableError(
            f"{form.id}: block {index + 1} would end after midnight when it begins at "
            f"{time_of(begin)}; begin at {latest} or earlier"
        )
    return Sitting(block.label[locale], block.minutes, clock, rows)


def _rows(
    block: Block, day: date, begin: int, rules: Rules, word: Word, locale: str
) -> Iterator[Row]:
    """Yield sessions and what stands between them."""
    clock = begin
    kinds = pauses([session.minutes for session in block.sessions], begin, rules)
    for session, kind in zip(block.sessions, kinds, strict=True):
        end = clock + session.minutes
        title = f"{session.number} {session.title[locale]}"
        note = word("timetable.drop") if session.optional else ""
        yield Row(day, time_of(clock), time_of(end), "session", title, session.optional, note)
        clock = end
        if kind:
            end += rules.meal if kind == "meal" else rules.pause
            yield Row(day, time_of(clock), time_of(end), kind, word(f"timetable.{kind}"))
            clock = end


def _with_talks(sitting: Sitting, course: Course, choice: Choice, word: Word) -> Sitting:
    """Say beside the session of the talks, and the break before it, who talks when."""
    talks, rows = course.rules.talks, list(sitting.rows)
    prefix = f"{course.rules.talk} "
    place = next((i for i, row in enumerate(rows) if row.title.startswith(prefix)), None)
    if place is None:
        return sitting
    served = min(choice.people, talks.in_session)
    values = {"minutes": talks.minutes, "who": _who(1, served)}
    notes = [word("timetable.talks", **values)]
    before = place - 1
    if served < choice.people and before >= 0 and rows[before].kind == "break":
        rounds = (course.rules.pause - talks.rest) // talks.minutes
        first, served = served + 1, min(choice.people, served + rounds * talks.trainers)
        note = word("timetable.talks_break", who=_who(first, served))
        rows[before] = replace(rows[before], note=note)
    if served < choice.people:
        notes.append(word("timetable.talks_after", who=_who(served + 1, choice.people)))
    rows[place] = replace(rows[place], note=" ".join(notes))
    return replace(sitting, rows=tuple(rows))


def _who(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}–{last}"


def time_of(minutes: int) -> str:
    """Return minutes since midnight as ``09:05``; the end of the day is ``24:00``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def duration(minutes: int, word: Word) -> str:
    """Return a length in words: ``4 h 30 min``, ``10 h``."""
    key = "timetable.hours_minutes" if minutes % 60 else "timetable.hours"
    return word(key, h=minutes // 60, m=minutes % 60)


def summary(sitting: Sitting, word: Word) -> str:
    """Say how long a sitting is without breaks and on the clock."""
    return word("timetable.sum", net=sitting.net, clock=duration(sitting.clock, word))
