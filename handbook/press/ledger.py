"""The ledger: which versions of each page were published, and what stood in them.

`docs/.ledger/<edition>.json`, kept in git and never published. One line a section text and one a
version, sorted, each with a comma, none counting anything: ledgers of two branches merge line by
line, and a section that two versions share stands once.

    "#in-short 0a1b2c3d4e": ["In short", "5a3f0c91b2e4…"],           six digits a passage
    "run/closure 2026-11-22 1a2b3c4d": "0a1b2c3d4e 9f8e7d6c5b …",    its sections in order
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handbook.book import Book
from handbook.errors import HandbookError
from handbook.files import write_whole

FORMAT = 1
FOLDER = ".ledger"
_VERSION = re.compile(r"(\S+) (\d{4}-\d\d-\d\d) ([0-9a-f]{8})")
_SECTION = re.compile(r"#(.*) ([0-9a-f]{10})")
_BLOCKS = re.compile(r"(?:[0-9a-f]{6})*")
_ATTRIBUTES = "# ledgers of two branches are put together line by line\n*.json merge=union\n"


class LedgerError(HandbookError):
    """A ledger cannot be read or added to; the message is one line: file, problem, remedy."""


@dataclass(frozen=True)
class Section:
    """What the ledger keeps of a section: a short fingerprint a passage, in order."""

    id: str
    heading: str
    blocks: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class Published:
    """A version of a page and the day it was released; ``sections`` are keys, in order."""

    page_id: str
    day: date
    version: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """Published versions of the pages of one edition."""

    versions: tuple[Published, ...] = ()
    sections: Mapping[str, Section] = field(default_factory=dict)

    def of(self, page_id: str) -> list[Published]:
        """Return the versions of a page, newest first; each counts from its first release."""
        first: dict[str, Published] = {}
        for each in sorted(self.versions, key=lambda each: (each.day, each.version)):
            if each.page_id == page_id:
                first.setdefault(each.version, each)
        return list(first.values())[::-1]

    def held(self, published: Published) -> tuple[Section, ...]:
        """Return the sections of a version."""
        return tuple(self.sections[key] for key in published.sections)

    @property
    def last(self) -> date:
        """The day of the last release."""
        return max((each.day for each in self.versions), default=date.min)

    def plus(self, versions: Iterable[Published], sections: Iterable[Section]) -> Ledger:
        """Return the ledger with versions and their sections added."""
        known = {section.key: section for section in sections} | dict(self.sections)
        return Ledger((*self.versions, *versions), known)


def ledger_file(book: Book, locale: str) -> Path:
    """Return where the ledger of an edition stands."""
    return book.docs / FOLDER / f"{locale}.json"


def read_ledger(book: Book, locale: str) -> Ledger:
    """Read the ledger of an edition; an empty one when nothing was released yet.

    Raises:
        LedgerError: when the file cannot be used.

    """
    file = ledger_file(book, locale)
    if not file.exists():
        return Ledger()
    place = file.relative_to(book.root).as_posix() if file.is_relative_to(book.root) else str(file)
    return parse(file.read_text("utf-8", errors="replace"), place)


def parse(text: str, place: str) -> Ledger:
    """Read the text of a ledger; ``place`` names the file in errors.

    Raises:
        LedgerError: when it is no ledger, or one of another format.

    """
    remedy = f"restore it with git checkout -- {place}, then run handbook release"
    if "\n<<<<<<<" in text:
        raise LedgerError(f"{place}: has marks of a merge; keep the lines of both sides")
    try:
        raw = json.loads(text)
        form, lines = raw["format"], raw["ledger"]
        sections = {section.key: section for section in _sections(lines)}
        versions = tuple(_versions(lines))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LedgerError(f"{place}: not a ledger; {remedy}") from None
    if form != FORMAT:
        what = f"has format {form}, this handbook reads format {FORMAT}"
        raise LedgerError(f"{place}: {what}; install the handbook that wrote it")
    for each in versions:
        for key in each.sections:
            if key not in sections:
                name = f"version {each.version} of {each.page_id} names section {key}"
                raise LedgerError(f"{place}: {name}, which has no line; {remedy}")
    return Ledger(versions, sections)


def _sections(lines: Mapping[str, Any]) -> Iterator[Section]:
    for line, value in lines.items():
        if match := _SECTION.fullmatch(line):
            heading, blocks = value
            if not _BLOCKS.fullmatch(blocks):
                raise ValueError(blocks)
            split = tuple(blocks[at : at + 6] for at in range(0, len(blocks), 6))
            yield Section(match[1], str(heading), split, match[2])


def _versions(lines: Mapping[str, Any]) -> Iterator[Published]:
    for line, value in lines.items():
        if match := _VERSION.fullmatch(line):
            day = date.fromisoformat(match[2])
            yield Published(match[1], day, match[3], tuple(value.split()))
        elif line != "~" and not _SECTION.fullmatch(line):
            raise ValueError(line)


def render(ledger: Ledger) -> str:
    """Return the text of a ledger: sorted, one line an entry."""
    lines = sorted({*_section_lines(ledger), *_version_lines(ledger)})
    return f'{{\n"format": {FORMAT},\n"ledger": {{\n{"".join(lines)}"~": []\n}}}}\n'


def _section_lines(ledger: Ledger) -> Iterator[str]:
    for section in ledger.sections.values():
        value = [section.heading, "".join(section.blocks)]
        yield f"{_json(f'#{section.id} {section.key}')}: {_json(value)},\n"


def _version_lines(ledger: Ledger) -> Iterator[str]:
    for each in ledger.versions:
        name = f"{each.page_id} {each.day.isoformat()} {each.version}"
        yield f"{_json(name)}: {_json(' '.join(each.sections))},\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_ledger(book: Book, locale: str, ledger: Ledger) -> Path:
    """Write the ledger of an edition in one step; return the file."""
    file = ledger_file(book, locale)
    file.parent.mkdir(parents=True, exist_ok=True)
    attributes = file.with_name(".gitattributes")
    if not attributes.exists():
        write_whole(attributes, _ATTRIBUTES.encode())
    write_whole(file, render(ledger).encode())
    return file
