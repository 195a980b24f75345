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

_PLAIN = {
    "mapping values are not allowed": "a colon stands in a text that is not in quotes",
    "',' or ']'": "a list that begins with [ is not closed",
    "',' or '}'": "a list that begins with { is not closed",
    "quoted scalar": "a quotation mark is not closed, or text follows it",
    "found character '\\t'": "a tab stands where only spaces may stand",
    "undefined alias": "a text begins with * and is not in quotes",
    "could not find expected ':'": "a line has no colon after its key",
    "did not find expected key": "a line is indented otherwise than its neighbours, or ends early",
}
"""What the parser says, and what the writer sees."""
_AFTER_QUOTE = ("quoted scalar", "expected key", "expected ':'", "block end", "alphabetic")
"""Complaints of the parser far below a quotation mark that is not closed."""
_BEGUN = ("',' or ']'", "',' or '}'", "expected ':'")
"""Complaints that name the line where the list or key began before the one where they end."""
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
    plain = next((words for part, words in _PLAIN.items() if part in problem), None)
    unclosed = _unclosed_quote(page) if any(part in problem for part in _AFTER_QUOTE) else None
    if unclosed:
        return unclosed, _PLAIN["quoted scalar"]
    last = page.raw.count("\n") + 1
    begun = any(part in problem for part in _BEGUN)
    line = int(lines[0 if begun else -1]) + 1 if lines else 1
    return min(line, last), plain or " ".join(what.split())


def _unclosed_quote(page: Page) -> int | None:
    """Line of the first value that begins with a quotation mark and does not end with it."""
    for number, line in enumerate(page.lines[1:200], 2):
        value = line.partition(":")[2].strip()
        mark = value[:1]
        if line.startswith("---"):
            break
        if mark in ("'", '"') and re.sub(r"\\.", "", value).count(mark) % 2:
            return number
    return None


def entry_lines(page: Page, key: str) -> dict[str, int]:
    """Lines of the entries below a key, by name: ``"1.2":`` below ``minutes:``."""
    first = page.key_line(key)
    match = FRONT_MATTER.match(page.raw)
    last = page.raw.count("\n", 0, match.end(1)) + 1 if match else first
    found: dict[str, int] = {}
    for number in range(first, last):
        line = page.lines[number]
        if line.strip() and not line.startswith((" ", "-")):
            break
        found.setdefault(line.partition(":")[0].strip(" -\"'"), number + 1)
    return found
