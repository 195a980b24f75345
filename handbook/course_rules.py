"""The rule of breaks, meals and readiness talks, told and set in `docs/course.yml`: `timetable`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handbook.data import DataError, require

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class Talks:
    """Readiness talks: minutes each, trainers side by side, people served in the session.

    ``rest`` are the minutes of a break in which nobody talks.
    """

    minutes: int
    trainers: int
    in_session: int
    rest: int


@dataclass(frozen=True)
class Rules:
    """All lengths in minutes; ``meal_from`` in minutes since midnight.

    ``talk`` is the session of the talks, ``materials`` page and section of the list to take along.
    """

    pause: int
    pause_after: int
    pause_before: int
    meal: int
    meal_day: int
    meal_from: int
    meal_after: int
    talks: Talks
    talk: str
    people: tuple[int, int, int]
    materials: str


def load_rules(entry: Mapping[str, Any], talk: str, place: str) -> Rules:
    """Read the rule; ``place`` names it in errors.

    Raises:
        DataError: for a missing value or a time that is none.

    """
    lengths = ("break", "break_after", "break_before", "meal", "meal_day", "meal_after")
    require(entry, (*lengths, "meal_from", "talks", "people", "materials"), place)
    talks, people = entry["talks"], entry["people"]
    require(talks, ("minutes", "trainers", "in_session", "rest"), f"{place} › talks")
    require(people, ("min", "max", "usual"), f"{place} › people")
    return Rules(
        pause=int(entry["break"]),
        pause_after=int(entry["break_after"]),
        pause_before=int(entry["break_before"]),
        meal=int(entry["meal"]),
        meal_day=int(entry["meal_day"]),
        meal_from=minutes_of(entry["meal_from"], f"{place} › meal_from"),
        meal_after=int(entry["meal_after"]),
        talks=Talks(*(int(talks[key]) for key in ("minutes", "trainers", "in_session", "rest"))),
        talk=talk,
        people=(int(people["min"]), int(people["max"]), int(people["usual"])),
        materials=str(entry["materials"]),
    )


def minutes_of(time: object, place: str) -> int:
    """Return a time of day such as ``16:30`` as minutes since midnight, else ``DataError``."""
    match = _CLOCK.fullmatch(str(time))
    if not match:
        raise DataError(f"{place}: “{time}” is no time; write it as 09:00")
    return int(match[1]) * 60 + int(match[2])
