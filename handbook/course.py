"""The basic course as data: modules, sessions and their minutes, formats, from `docs/course.yml`.

Lengths are net minutes; breaks are extra. Totals are computed from the sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.course_rules import Rules, load_rules, minutes_of
from handbook.data import DataError, Local, local, read, require


@dataclass(frozen=True)
class Handout:
    """One sheet given out; ``id`` is its anchor on the module's page once lower-cased."""

    id: str
    title: Local

    @property
    def anchor(self) -> str:
        """Its id on the module's page."""
        return self.id.lower().replace(".", "-")


@dataclass(frozen=True)
class Session:
    """One session; ``optional`` ones are the first to be dropped when a group runs late."""

    number: str
    minutes: int
    title: Local
    activity: Local
    handouts: tuple[Handout, ...]
    optional: bool


@dataclass(frozen=True)
class Module:
    """One module; ``id`` is its page."""

    id: str
    number: int
    title: Local
    outcome: Local
    sessions: tuple[Session, ...]

    @property
    def minutes(self) -> int:
        """Net minutes of all its sessions."""
        return sum(session.minutes for session in self.sessions)


@dataclass(frozen=True)
class Block:
    """One sitting of a format: a day or an evening."""

    label: Local
    sessions: tuple[Session, ...]

    @property
    def minutes(self) -> int:
        """Net minutes of the sitting."""
        return sum(session.minutes for session in self.sessions)


@dataclass(frozen=True)
class Format:
    """One way to spread the course over the calendar.

    ``days`` are counted from the first day (0), ``starts`` are minutes since midnight, one a block;
    ``weekday`` is the day it must begin on (1 = Monday), None where any will do.
    """

    id: str
    name: Local
    blocks: tuple[Block, ...]
    days: tuple[int, ...]
    starts: tuple[int, ...]
    weekday: int | None


@dataclass(frozen=True)
class Course:
    """The whole course."""

    modules: tuple[Module, ...]
    formats: tuple[Format, ...]
    rules: Rules

    def format(self, name: str) -> Format:
        """Return a format by its id.

        Raises:
            DataError: when there is none of that name.

        """
        found = next((form for form in self.formats if form.id == name), None)
        if found is None:
            known = ", ".join(form.id for form in self.formats)
            raise DataError(f"course.yml: no format {name}; use one of: {known}")
        return found

    @property
    def sessions(self) -> list[Session]:
        """All sessions in order."""
        return [session for module in self.modules for session in module.sessions]

    @property
    def minutes(self) -> int:
        """Net minutes of the whole course."""
        return sum(module.minutes for module in self.modules)


def load_course(file: Path, locales: Iterable[str]) -> Course:
    """Read the course and check it.

    Raises:
        DataError: for a missing text, or a format that leaves out, repeats or reorders a session.

    """
    raw, locales = read(file), list(locales)
    modules = tuple(_module(entry, locales, file.name) for entry in raw["modules"])
    sessions = {session.number: session for module in modules for session in module.sessions}
    formats = tuple(_format(entry, sessions, locales, file.name) for entry in raw["formats"])
    place = f"{file.name}: timetable"
    require(raw, ("timetable", "pass"), file.name)
    rules = load_rules(raw["timetable"], str(raw["pass"].get("talk", "")), place)
    if rules.talk not in sessions:
        raise DataError(f"{file.name}: pass.talk is “{rules.talk}”; name the session of the talks")
    return Course(modules, formats, rules)


def _module(entry: Mapping[str, Any], locales: list[str], name: str) -> Module:
    place = f"{name}: {entry.get('id', '?')}"
    require(entry, ("id", "number", "title", "outcome", "sessions"), place)
    return Module(
        str(entry["id"]),
        int(entry["number"]),
        local(entry["title"], locales, f"{place} › title"),
        local(entry["outcome"], locales, f"{place} › outcome"),
        tuple(_session(session, locales, place) for session in entry["sessions"]),
    )


def _session(entry: Mapping[str, Any], locales: list[str], place: str) -> Session:
    place = f"{place} › {entry.get('n', '?')}"
    require(entry, ("n", "min", "title", "activity"), place)
    return Session(
        str(entry["n"]),
        int(entry["min"]),
        local(entry["title"], locales, f"{place} › title"),
        local(entry["activity"], locales, f"{place} › activity"),
        tuple(
            Handout(str(sheet["id"]), local(sheet["title"], locales, f"{place} › {sheet['id']}"))
            for sheet in entry.get("handouts") or ()
        ),
        bool(entry.get("opt")),
    )


def _format(
    entry: Mapping[str, Any], sessions: Mapping[str, Session], locales: list[str], name: str
) -> Format:
    place = f"{name}: {entry.get('id', '?')}"
    numbers = [str(number) for block in entry["blocks"] for number in block["sessions"]]
    for fault in _order_faults(numbers, list(sessions)):
        raise DataError(f"{place}: {fault}; a format holds every session once, in order")
    blocks = tuple(
        Block(
            local(block["label"], locales, f"{place} › blocks"),
            tuple(sessions[str(number)] for number in block["sessions"]),
        )
        for block in entry["blocks"]
    )
    require(entry, ("days", "starts"), place)
    days = tuple(int(day) for day in entry["days"])
    starts = tuple(minutes_of(start, f"{place} › starts") for start in entry["starts"])
    if not len(days) == len(starts) == len(blocks):
        raise DataError(f"{place}: days and starts must have one value for each block")
    name_ = local(entry["name"], locales, f"{place} › name")
    return Format(str(entry["id"]), name_, blocks, days, starts, entry.get("weekday"))


def _order_faults(found: list[str], wanted: list[str]) -> Iterator[str]:
    for number in wanted:
        if found.count(number) != 1:
            yield f"session {number} stands {found.count(number)} times"
    if found != wanted:
        yield "sessions are out of order or unknown"
