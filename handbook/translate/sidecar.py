"""The file that remembers which English passages a translation was made from.

`docs/<lang>/.stamps/<page id>.json`: one line a passage, sorted by fingerprint, with its section,
kind and first words for people. Every line ends in a comma and no line counts anything, so the
stamps of two people merge line by line; `.gitattributes` beside it asks git for just that.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.book import Book, Page
from handbook.errors import HandbookError
from handbook.files import write_whole
from handbook.translate.fingerprint import Passage

VERSION = 1
FOLDER = ".stamps"
_TAIL = '"~": []\n}}\n'
_ATTRIBUTES = "# stamps of two people are put together line by line\n*.json merge=union\n"


class StampError(HandbookError):
    """A stamp cannot be read or set; the message is one line: file, problem, remedy."""


@dataclass(frozen=True)
class Stamped:
    """What a stamp remembers of one English passage.

    ``replaces`` is the fingerprint it took the place of: should a merge bring that one back, it
    no longer counts.
    """

    fingerprint: str
    section: str
    kind: str
    words: str
    replaces: str = ""

    @classmethod
    def of(cls, passage: Passage, replaces: str = "") -> Stamped:
        """Remember a passage."""
        return cls(passage.fingerprint, passage.section, passage.kind, passage.words, replaces)


@dataclass(frozen=True)
class Sidecar:
    """Stamped passages of one translation; ``source`` is the English blob they were taken from."""

    source: str
    entries: tuple[Stamped, ...]

    @property
    def counting(self) -> tuple[Stamped, ...]:
        """Entries that no other entry replaces."""
        gone = {entry.replaces for entry in self.entries}
        return tuple(entry for entry in self.entries if entry.fingerprint not in gone)


def sidecar_file(book: Book, page: Page) -> Path:
    """Return where the stamps of a translation stand."""
    return book.docs / page.edition / FOLDER / f"{page.id}.json"


def parse(text: str, place: str) -> Sidecar:
    """Read the text of a sidecar; ``place`` names the file in errors.

    Raises:
        StampError: when it is no sidecar, or one of another version.

    """
    remedy = "run handbook stamp for its page once the translation is up to date"
    try:
        raw = json.loads(text)
        version = raw["version"]
        entries = tuple(_entry(key, value) for key, value in raw["blocks"].items() if value)
        source = str(raw["source"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        marks = "; it has marks of a merge" if "<<<<<<<" in text else ""
        raise StampError(f"{place}: not a file of stamps{marks}; delete it and {remedy}") from None
    if version != VERSION:
        what = f"has version {version}, this handbook reads version {VERSION}"
        raise StampError(f"{place}: {what}; install the handbook that wrote it, or {remedy}")
    return Sidecar(source, entries)


def is_intact(file: Path) -> bool:
    """Whether a sidecar begins and ends as one does, or does not exist: a quick look, no proof."""
    try:
        data = file.read_bytes()
    except OSError:
        return True
    head = f'{{\n"version": {VERSION},\n'.encode()
    return data.startswith(head) and data.endswith(_TAIL.encode()) and b"\n<<<<<<<" not in data


def _entry(key: str, value: Any) -> Stamped:
    section, kind, words, *replaces = (str(part) for part in value)
    return Stamped(key.partition("-")[0], section, kind, words, replaces[0] if replaces else "")


def render(sidecar: Sidecar) -> str:
    """Return the text of a sidecar: sorted, one line an entry."""
    lines = sorted(_lines(sidecar.entries))
    head = f'{{\n"version": {VERSION},\n"source": {json.dumps(sidecar.source)},\n"blocks": {{\n'
    return head + "".join(lines) + _TAIL


def _lines(entries: Iterable[Stamped]) -> Iterable[str]:
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.fingerprint] += 1
        count = seen[entry.fingerprint]
        key = entry.fingerprint + (f"-{count}" if count > 1 else "")
        value = [entry.section, entry.kind, entry.words, *filter(None, [entry.replaces])]
        yield f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n"


def write(book: Book, page: Page, sidecar: Sidecar) -> Path:
    """Write the stamps of a translation in one step; return the file."""
    file = sidecar_file(book, page)
    folder = book.docs / page.edition / FOLDER
    file.parent.mkdir(parents=True, exist_ok=True)
    if not (folder / ".gitattributes").exists():
        write_whole(folder / ".gitattributes", _ATTRIBUTES.encode())
    write_whole(file, render(sidecar).encode())
    return file


def stamp_all(passages: Sequence[Passage], blob: str) -> Sidecar:
    """Remember all passages of an English page."""
    return Sidecar(blob, tuple(Stamped.of(passage) for passage in passages))
