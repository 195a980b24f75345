"""For people at a terminal: findings by page, each with the line it is about."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len

from handbook.check.model import Finding, Severity
from handbook.check.report.excerpt import Excerpt, excerpt, source_span, span, visible
from handbook.check.report.model import Report

FOLD = 20
"""So many findings of one rule are shown for a page; the rest is counted."""

_INDENT = " " * 6
_NARROWEST = 40
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_BOLD = "1"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where text is printed: columns to wrap at (0: do not wrap) and whether colours show."""

    width: int = 0
    color: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Terminal:
        """Read it from a stream and the environment (``NO_COLOR``, ``TERM=dumb``)."""
        if not stream.isatty():
            return cls()
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return cls(max(shutil.get_terminal_size().columns, _NARROWEST), not plain)

    def paint(self, text: str, style: str) -> str:
        """Colour a text, where colours show."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color and text else text


def text(report: Report, terminal: Terminal | None = None) -> str:
    """Return the report for reading: pages, findings with their lines, one line of summary."""
    terminal = terminal or Terminal()
    lines: list[str] = []
    for path, findings in report.by_page():
        lines += [terminal.paint(visible(report.address(path)), _BOLD), ""]
        lines += _page(findings, report, terminal)
    whole = "\n".join([*lines, report.summary() + ".", ""])
    return whole.encode("utf-8", "replace").decode()  # names of files need not be UTF-8


def _page(findings: list[Finding], report: Report, terminal: Terminal) -> Iterator[str]:
    shown: Counter[str] = Counter()
    folded: dict[str, list[Finding]] = {}
    for finding in findings:
        shown[finding.rule] += 1
        if shown[finding.rule] > FOLD:
            folded.setdefault(finding.rule, []).append(finding)
        else:
            yield from _finding(finding, report, terminal)
            yield ""
    for rule, rest in folded.items():
        yield from _wrap(_folded(rule, rest), terminal, "  ")
        yield ""


def _folded(rule: str, rest: list[Finding]) -> str:
    numbers = list(dict.fromkeys(finding.line for finding in rest))
    places = ", ".join(map(str, numbers[:FOLD])) + (", …" if len(numbers) > FOLD else "")
    lines = "line" if len(numbers) == 1 else "lines"
    return f"{len(rest)} more like these on this page, {lines} {places} [{rule}]"


def _finding(finding: Finding, report: Report, terminal: Terminal) -> Iterator[str]:
    color = _COLORS[finding.severity]
    place = f"{finding.line}:{finding.column} "
    message = f"{place}{finding.severity} {visible(finding.message)} [{finding.rule}]"
    first, *rest = _wrap(message, terminal, "  ")
    yield first.replace(finding.severity, terminal.paint(finding.severity, color), 1)
    yield from rest
    line = report.line_of(finding.path, finding.line)
    if line is not None and line.strip():
        yield from _quote(_cut(line, *span(finding, line), terminal), terminal, color)
    if finding.fix:
        yield from _wrap("→ " + visible(finding.fix), terminal, _INDENT, "  ")
    yield from _source(finding, report, terminal)


def _source(finding: Finding, report: Report, terminal: Terminal) -> Iterator[str]:
    if not finding.source:
        return
    place = visible(f"{report.address(finding.source.path)}:{finding.source.line}")
    yield f"{_INDENT}{report.source_name}: {place}"
    line = report.line_of(finding.source.path, finding.source.line)
    missing = report.line_of(finding.path, finding.line) is None
    if line is not None and line.strip() and not missing:
        shown = _cut(line, *source_span(finding, line), terminal)
        yield _INDENT + shown.before + terminal.paint(shown.marked, _BOLD) + shown.after


def _cut(line: str, start: int, length: int, terminal: Terminal) -> Excerpt:
    line = line.rstrip()
    stripped = line.lstrip()
    start = max(0, start - (len(line) - len(stripped)))
    return excerpt(stripped, start, length, (terminal.width or 100) - len(_INDENT) - 2)


def _quote(shown: Excerpt, terminal: Terminal, color: str) -> Iterator[str]:
    yield _INDENT + shown.before + terminal.paint(shown.marked, color) + shown.after
    if shown.marked or shown.before:
        caret = "^" * max(1, cell_len(shown.marked))
        yield _INDENT + " " * cell_len(shown.before) + terminal.paint(caret, color)


def _wrap(line: str, terminal: Terminal, indent: str, more: str = "    ") -> list[str]:
    if not terminal.width:
        return [indent + line]
    return textwrap.wrap(
        line,
        terminal.width,
        initial_indent=indent,
        subsequent_indent=indent + more,
        break_on_hyphens=False,
    )
