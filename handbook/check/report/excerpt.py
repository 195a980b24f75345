"""The words on a line that a finding is about, and how to show them safely in a line's width."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from handbook.check.model import Finding

_QUOTED = re.compile(r"“([^“”\n]{1,200}?)…?”")
_WORD = re.compile(r"\w+|\S")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_CLIPPED = "…"
_WORD_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line in three parts, ready to show; ``marked`` is empty when the whole line is meant."""

    before: str
    marked: str
    after: str


def visible(text: str) -> str:
    """Show what has no shape of its own (controls, zero-width and direction marks) by its code.

    A tab becomes a space. Terminals and readers then see what is there, and nothing in a page
    can steer a terminal.
    """
    return text if text.isprintable() else "".join(map(_shape, text))


def _shape(char: str) -> str:
    if char == "\t":
        return " "
    return f"‹U+{ord(char):04X}›" if unicodedata.category(char) in _UNSEEN else char


def span(finding: Finding, line: str) -> tuple[int, int]:
    """Where in its line a finding points: offset and length; length 0 means the whole line."""
    start = min(max(finding.column - 1, 0), len(line))
    edit = finding.edit
    if edit and (edit.line, edit.column) == (finding.line, finding.column):
        return start, edit.length
    quotes = _QUOTED.findall(finding.message)
    for words in quotes:
        if line.startswith(words, start):
            return start, len(words)
    if start == 0:
        return _first_quoted(quotes, line)
    word = _WORD.match(line, start)
    return start, len(word.group()) if word else 0


def source_span(finding: Finding, line: str) -> tuple[int, int]:
    """Where in the line of the source page the words are that a finding speaks of."""
    if finding.source and 1 < finding.source.column <= len(line):
        start = finding.source.column - 1
        word = _WORD.match(line, start)
        return start, len(word.group()) if word else 0
    return _first_quoted(_QUOTED.findall(finding.message), line)


def _first_quoted(quotes: list[str], line: str) -> tuple[int, int]:
    for words in quotes:
        match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line)
        if match:
            return match.start(), len(words)
    return 0, 0


def excerpt(line: str, start: int, length: int, width: int) -> Excerpt:
    """Cut a line to about ``width`` characters around what is marked; ``…`` where it was cut."""
    low, high = 0, len(line)
    if len(line) > width:
        low = max(0, min(start - width // 3, len(line) - width))
        high = low + width
        low = _after_space(line, low, start) if low else 0
        high = _before_space(line, start + length, high) if high < len(line) else high
    end = min(start + length, high)
    return Excerpt(
        (_CLIPPED if low else "") + visible(line[low:start]),
        visible(line[start:end]),
        visible(line[end:high]) + (_CLIPPED if high < len(line) else ""),
    )


def _after_space(line: str, low: int, start: int) -> int:
    space = line.find(" ", low, min(low + _WORD_LENGTH, start))
    return space + 1 if space >= 0 else low


def _before_space(line: str, end: int, high: int) -> int:
    space = line.rfind(" ", max(end, high - _WORD_LENGTH), high)
    return space if space >= 0 else high
