"""What the front matter of our pages may hold: keys, their types, and which differ by language."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from handbook.book import FRONT_MATTER, Page

REQUIRED = ("title", "description", "part", "last_reviewed")
TRANSLATED = frozenset(("title", "description"))
"""Keys whose value is written in the page's language."""
OWN = frozenset(("source_blob", "status", "reviewed_by", "reviewed_on", "last_reviewed"))
"""Keys that a translation has for itself: whether it is up to date and who has read it."""
LONGEST_DESCRIPTION = 160
"""Characters that search engines and previews show."""

_LISTS = ("seed_facts", "evidence", "tools")
KNOWN = {*REQUIRED, *OWN, *_LISTS, "minutes", "law", "quick_exit", "template"}


def type_fault(key: str, value: Any) -> str | None:
    """Say what the value of a key must be, if it is something else; None when it is right."""
    if key in ("title", "description", "part", "template", "reviewed_by"):
        return None if isinstance(value, str) and value.strip() else "a text"
    if key in ("last_reviewed", "reviewed_on"):
        return None if isinstance(value, date) else "a date such as 2026-11-21"
    if key in _LISTS:
        right = isinstance(value, list) and all(isinstance(entry, str) for entry in value)
        return None if right else "a list of ids such as [R10, R12]; [] when there are none"
    if key == "quick_exit":
        return None if isinstance(value, bool) else "true or false"
    return _structure_fault(key, value)


def _structure_fault(key: str, value: Any) -> str | None:
    if key == "minutes":
        right = isinstance(value, dict) and all(_is_minutes(steps) for steps in value.values())
        return None if right else 'a list of minutes for each session: "1.1": [5, 12, 8]'
    if key == "law":
        right = isinstance(value, list) and all(_is_law(entry) for entry in value)
        return None if right else "a list such as [{id: L01, checked: 2026-11-21}]"
    return None


def _is_minutes(steps: Any) -> bool:
    return isinstance(steps, list) and all(type(step) is int for step in steps)


def _is_law(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("checked"), date) and "id" in entry


def yaml_problem(page: Page) -> tuple[int, str]:
    """Line of the file and plain words for what makes the front matter unreadable."""
    problem = page.meta_problem or ""
    lines = re.findall(r"line (\d+), column", problem)
    what = re.sub(r",? ?in \"<[^>]*>\", line \d+, column \d+:?", "", problem)
    return (int(lines[-1]) + 1 if lines else 1), " ".join(what.split())


def entry_line(page: Page, key: str, name: str) -> int:
    """Line of an entry below a key: ``"1.2":`` below ``minutes:``; that of the key if unseen."""
    first = page.key_line(key)
    match = FRONT_MATTER.match(page.raw)
    last = page.raw.count("\n", 0, match.end(1)) + 1 if match else first
    for number in range(first, last):
        line = page.lines[number].strip()
        if line.startswith((f'"{name}":', f"'{name}':", f"{name}:")):
            return number + 1
        if line and not page.lines[number].startswith((" ", "-")):
            break
    return first
