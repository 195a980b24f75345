"""Shared by the tests of the timetable: one call for the sittings of the real course."""

from __future__ import annotations

from datetime import date
from typing import Any

from handbook.render.context import Library
from handbook.timetable import Choice, Sitting, Word, first_day, timetable

FORMATS = ("weekend", "half-days", "evenings", "hybrid")
MONDAY = date(2027, 1, 11)


def words(library: Library, locale: str = "en") -> Word:
    def word(key: str, **values: object) -> str:
        return library.words[locale][key].format(**values)

    return word


def sittings(
    library: Library, form: str, people: int = 12, locale: str = "en", **chosen: Any
) -> list[Sitting]:
    found = library.course.format(form)
    choice = Choice(first_day(found, MONDAY), people=people, **chosen)
    return timetable(library.course, found, choice, words(library, locale), locale)
