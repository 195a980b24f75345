"""Lines added to mkdocs.yml without touching the others; comments stay where they are.

Every change is tried first: the file is written only if it then declares just what it should.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import yaml

from handbook.book import Book, BookError, read
from handbook.documents import load_yaml
from handbook.files import write_whole

_ITEM = re.compile(r"(\s*- )(?:[^:#]+:\s+)?[\"']?([\w./-]+)\.md[\"']?\s*(?:#.*)?$")


def nav_line(page_id: str) -> str:
    """Return the line of a page, as a list under `nav` has it."""
    return f"- {page_id}.md"


def add_to_nav(config_file: Path, book: Book, page_id: str) -> bool:
    """Add a page to the navigation, after the last one of its folder; False if that fails."""
    lines = config_file.read_text("utf-8").splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if line.startswith("nav:")), None)
    if start is None:
        return False
    folder, best, dash = posixpath.dirname(page_id), None, ""
    for number, line in enumerate(lines[start + 1 :], start + 1):
        if line.strip() and not line[0].isspace() and not line.startswith(("#", "-")):
            break
        item = _ITEM.match(line.rstrip("\n"))
        if item and posixpath.dirname(item[2]) == folder:
            best, dash = number, item[1]
    if best is None:
        return False
    if not lines[best].endswith("\n"):
        lines[best] += "\n"
    lines.insert(best + 1, f"{dash}{page_id}.md\n")

    def as_wanted(after: Book) -> bool:
        added = [*after.nav]
        added.remove(page_id)
        return after.editions == book.editions and tuple(added) == book.nav

    return _written(config_file, "".join(lines), as_wanted)


def language_block(book: Book, code: str, name: str) -> str:
    """Return the lines that declare a language, to be put under `languages`."""
    tag = _scalar(code)
    lines = [f"- locale: {tag}", f"  name: {_scalar(name)}", f"  theme: {{ language: {tag} }}"]
    sections = book.source.sections
    if sections:
        lines.append("  nav_translations: # still in the source language")
        lines += [f"    {key}: {_scalar(text)}" for key, text in sections.items()]
    return "\n".join(lines)


def _scalar(text: str) -> str:
    """Quote a text where YAML would read something else into it (`no` is Norwegian)."""
    try:
        plain = ": " not in text and " #" not in text and load_yaml(text) == text
    except yaml.YAMLError:
        plain = False
    return text if plain else json.dumps(text, ensure_ascii=False)


def add_language(config_file: Path, book: Book, code: str, name: str) -> bool:
    """Add a language after the last one declared; False if that fails."""
    text = config_file.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    found = [n for n, line in enumerate(lines) if re.match(r"\s*- locale:", line)]
    if not found:
        return False
    dent = len(lines[found[-1]]) - len(lines[found[-1]].lstrip())
    end = found[-1] + 1
    while end < len(lines) and lines[end].strip() and _dent(lines[end]) > dent:
        end += 1
    block = [f"{' ' * dent}{line}\n" for line in language_block(book, code, name).split("\n")]
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    lines[end:end] = block

    def as_wanted(after: Book) -> bool:
        same = after.editions[:-1] == book.editions and after.nav == book.nav
        return same and after.editions[-1].locale == code

    return _written(config_file, "".join(lines), as_wanted)


def _dent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _written(config_file: Path, text: str, as_wanted: Callable[[Book], bool]) -> bool:
    """Write a configuration if the book it declares is the wanted one."""
    trial = config_file.with_name(f".{config_file.name}.trial")
    try:
        trial.write_text(text, "utf-8")
        wanted = as_wanted(read(trial))
    except (BookError, ValueError):
        wanted = False
    finally:
        trial.unlink(missing_ok=True)
    if wanted:
        write_whole(config_file, text.encode())
    return wanted
