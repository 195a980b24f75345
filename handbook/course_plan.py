"""From what was asked for in words to a finished plan in one language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handbook.course import Course
from handbook.course_export import Plan
from handbook.course_materials import materials, title
from handbook.course_rules import Rules, minutes_of
from handbook.render.context import Library
from handbook.timetable import Choice, TimetableError, Word, first_day, timetable


def choose(
    course: Course,
    form: str,
    today: date,
    day: str | None = None,
    starts: Sequence[str] = (),
    days: Sequence[str] = (),
    people: int | None = None,
) -> Choice:
    """Return the choice; ``starts`` are ``17:30`` or ``3=17:30``, ``days`` ``3=2027-01-19``.

    Raises:
        HandbookError: for an unknown format, and for a value that is no date, time or number.

    """
    first = _day(day, "--date") if day else first_day(course.format(form), today)
    general = [text for text in starts if "=" not in text]
    if len(general) > 1:
        raise TimetableError(
            "--start: more than one time for all blocks; keep one, or write 3=17:30"
        )
    single = [_numbered(text, "--start") for text in starts if "=" in text]
    moved = [_numbered(text, "--on") for text in days]
    return Choice(
        first,
        minutes_of(general[0], "--start") if general else None,
        course.rules.people[2] if people is None else people,
        {index: _day(text, "--on") for index, text in moved},
        {index: minutes_of(text, "--start") for index, text in single},
    )


def plan(library: Library, form: str, choice: Choice, locale: str) -> Plan:
    """Return the plan in the language of an edition; a missing list is that of the source.

    Raises:
        HandbookError: for an unknown edition or format, a choice that cannot be, a missing list.

    """
    locales = [edition.locale for edition in library.book.editions]
    if locale not in locales:
        raise TimetableError(f"--edition: no edition {locale}; use one of: {', '.join(locales)}")

    def word(key: str, **values: object) -> str:
        return library.words[locale][key].format(**values)

    course = library.course
    name, _, anchor = course.rules.materials.partition("#")
    page = library.book.page(locale, name) or library.book.page(library.book.source.locale, name)
    if page is None:
        raise TimetableError(f"course.yml: timetable › materials: no page {name}; name one that is")
    chosen = course.format(form)
    return Plan(
        form,
        chosen.name[locale],
        locale,
        choice.first,
        timetable(course, chosen, choice, word, locale),
        materials(page, anchor, choice.people),
        title(page, anchor),
        rule_text(course.rules, word),
        word,
    )


def rule_text(rules: Rules, word: Word) -> str:
    """Say in the reader's language when breaks and meals are."""
    lengths = {"break": rules.pause, "after": rules.pause_after, "before": rules.pause_before}
    day, hour = rules.meal_day // 60, rules.meal_from // 60
    return word("timetable.rule", meal=rules.meal, day=day, hour=hour, **lengths)


def _numbered(text: str, option: str) -> tuple[int, str]:
    number, _, value = text.partition("=")
    if not number.isdigit() or not value:
        raise TimetableError(f"{option}: “{text}” is not a block and a value; write it as 3=…")
    return int(number) - 1, value


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TimetableError(f"{option}: “{text}” is no date; write it as 2027-01-31") from None
