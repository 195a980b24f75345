"""Scaffolds: a new page, its first translation, a new language."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handbook.book import FRONT_MATTER, Book, Page
from handbook.data import read as read_data
from handbook.errors import HandbookError
from handbook.files import write_whole
from handbook.translate.declare import add_language, add_to_nav, language_block, nav_line
from handbook.translate.fingerprint import passages
from handbook.translate.history import blob_id
from handbook.translate.pages import page_named
from handbook.translate.sidecar import stamp_all, write
from handbook.translate.stamp import with_source_blob

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8}){0,2}")
_HEADING = re.compile(r"^(#{2,6}) (.+?)([ \t]+\{[^}\n]*#([\w-]+)[^}\n]*\})[ \t]*$", re.MULTILINE)


class NewError(HandbookError):
    """A scaffold cannot be made; the message says why and what to do."""


@dataclass(frozen=True)
class Created:
    """Files written, and what is left to do, one line each."""

    files: list[Path]
    notes: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """Lines for people; paths are those from the current folder."""
        written = [f"written: {os.path.relpath(file)}" for file in self.files]
        return "\n".join([*written, *self.notes])


def new_page(config_file: Path, book: Book, name: str, today: date) -> Created:
    """Write a source page with the headings of its part, and add it to the navigation.

    Raises:
        NewError: when the page exists or its name is no plain path.

    """
    page_id = _page_id(book, name)
    file = book.docs / book.source.locale / f"{page_id}.md"
    if file.exists():
        raise NewError(f"{_shown(book, file)}: there already; choose another name")
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, _scaffold(book, page_id, today).encode())
    notes = [f"write {_shown(book, file)}; handbook check names what is still to do"]
    if not add_to_nav(config_file, book, page_id):
        notes.append(f"add this line to nav in {config_file.name}: {nav_line(page_id)}")
    notes.append(f"later, for each language: handbook new page {page_id} --edition …")
    return Created([file], notes)


def _page_id(book: Book, name: str) -> str:
    """Read a name such as `run/closure`, `run/closure.md` or `docs/en/run/closure.md`."""
    page_id = name.removeprefix("./").removesuffix(".md")
    page_id = page_id.removeprefix(f"{book.docs.name}/{book.source.locale}/")
    if not _ID.fullmatch(page_id):
        what = "a page’s name has small letters a–z, digits and hyphens, as in run/first-meeting"
        raise NewError(f"{name}: {what}")
    return page_id


def _scaffold(book: Book, page_id: str, today: date) -> str:
    """Front matter, title and the pattern’s headings, each with a reminder to write."""
    title = page_id.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    front = [f"title: {title}", "description: TODO one sentence of at most 155 characters"]
    if book.is_handbook:
        part = page_id.split("/")[0] if "/" in page_id else "start"
        front += [f"part: {part}", "seed_facts: []", "evidence: []", "tools: []"]
        front.append(f"last_reviewed: {today.isoformat()}")
    body = "".join(_sections(patterns_of(book), page_id, book.source.locale))
    return "\n".join(["---", *front, "---", "", f"# {title}", "", body.rstrip() or "TODO", ""])


def patterns_of(book: Book) -> dict[str, Any]:
    """Return the page patterns of the book; empty when it has none."""
    file = book.docs / "patterns.yml"
    return dict(read_data(file)) if book.is_handbook and file.is_file() else {}


def _sections(patterns: Mapping[str, Any], page_id: str, locale: str) -> Iterator[str]:
    name = patterns.get("pages", {}).get(page_id)
    name = name or patterns.get("which", {}).get(page_id.split("/")[0])
    for anchor in patterns.get("parts", {}).get(name, ()):
        plain = anchor.strip("{}")
        words = patterns["headings"].get(anchor, {}).get(locale, f"TODO {plain} 1")
        where = f"{plain}-1" if anchor.startswith("{") else anchor
        text = "<!-- handbook:sources -->" if anchor == "sources" else "TODO"
        yield f"## {words} {{ #{where} }}\n\n{text}\n\n"


def new_translation(book: Book, name: str, locale: str) -> Created:
    """Write the skeleton of a translation: the source text, with ids, stamp and status.

    Headings of the page’s pattern are in the new language already; all else waits for words, and
    the rule `untranslated` finds it.

    Raises:
        NewError: when there is no such page or edition, or the translation exists.

    """
    locales = [edition.locale for edition in book.editions if not edition.is_source]
    if locale not in locales:
        raise NewError(f"no edition “{locale}” to translate into; there are {', '.join(locales)}")
    source = book.page(book.source.locale, page_named(book, name)[1])
    if source is None:
        raise NewError(f"{name}: the source has no such page; begin with: handbook new page {name}")
    file = book.docs / locale / f"{source.id}.md"
    if file.exists():
        raise NewError(f"{_shown(book, file)}: there already; handbook diff shows what changed")
    return Created(_write_skeleton(book, source, locale), [f"translate {_shown(book, file)}"])


def _write_skeleton(book: Book, source: Page, locale: str) -> list[Path]:
    file = book.docs / locale / f"{source.id}.md"
    blob = blob_id(source.file.read_bytes())
    text = with_source_blob(_skeleton(book, source, locale).encode(), blob)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, _with_status(text, book))
    page = Page(source.id, locale, file, _shown(book, file), text.decode())
    return [file, write(book, page, stamp_all(passages(source), blob))]


def _skeleton(book: Book, source: Page, locale: str) -> str:
    """Return the source page with the pattern’s headings in another language."""
    headings = patterns_of(book).get("headings", {})

    def translated(match: re.Match[str]) -> str:
        words = headings.get(match[4], {}).get(locale) if match[1] == "##" else None
        return f"{match[1]} {words or match[2]}{match[3]}"

    front = FRONT_MATTER.match(source.raw)
    start = front.end() if front else 0
    return source.raw[:start] + _HEADING.sub(translated, source.raw[start:])


def _with_status(text: bytes, book: Book) -> bytes:
    if not book.is_handbook:
        return text
    return re.sub(rb"(\nsource_blob: \w+)", rb"\1\nstatus: draft", text, count=1)


def new_language(config_file: Path, book: Book, code: str, name: str) -> Created:
    """Declare a language, begin its folder with the start page, list the words it needs.

    Raises:
        NewError: when the language exists or its code is none.

    """
    if not _CODE.fullmatch(code):
        raise NewError(f"{code}: no language code; write one such as de, uk or sr-Cyrl")
    if any(edition.locale == code for edition in book.editions):
        raise NewError(f"{code}: {config_file.name} declares this language already")
    notes = []
    if not add_language(config_file, book, code, name):
        block = language_block(book, code, name)
        where = f"under plugins › i18n › languages in {config_file.name}"
        notes.append(f"add these lines {where}:\n{block}")
    files = _start_page(book, code)
    notes += [
        f"{file}: needs {count} text{'s' if count > 1 else ''} in {code}"
        for file, count in words_wanted(book, code)
    ]
    notes.append(f"menu words of {code} in {config_file.name} are still {book.source.name}")
    return Created(files, notes)


def _start_page(book: Book, code: str) -> list[Path]:
    source = book.page(book.source.locale, "index")
    file = book.docs / code / "index.md"
    if source is None or file.exists():
        (book.docs / code).mkdir(parents=True, exist_ok=True)
        return []
    return _write_skeleton(book, source, code)


def words_wanted(book: Book, code: str) -> Iterator[tuple[str, int]]:
    """Yield each data file with the number of its texts that a language lacks."""
    locales = frozenset(edition.locale for edition in book.editions)
    for file in sorted(book.docs.glob("*.yml")):
        if count := _lacking(read_data(file), locales, code):
            yield _shown(book, file), count


def _lacking(value: Any, locales: frozenset[str], code: str) -> int:
    """Count texts given in several languages but not in the new one."""
    if isinstance(value, dict):
        if len(value.keys() & locales) > 1:
            return int(code not in value)
        return sum(_lacking(inner, locales, code) for inner in value.values())
    if isinstance(value, list):
        return sum(_lacking(inner, locales, code) for inner in value)
    return 0


def _shown(book: Book, file: Path) -> str:
    return file.relative_to(book.root).as_posix() if file.is_relative_to(book.root) else str(file)
