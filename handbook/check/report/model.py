"""What every report is made from, and the few things all formats say alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from handbook.book import Edition
from handbook.check.model import Finding, Rule, Severity
from handbook.check.words import plural

Reader = Callable[[str, int], str | None]
"""Gives a line of a file: path relative to the book's root, number from 1; None past its end."""


class Cell(TypedDict, total=False):
    """State of one page in one edition, as ``handbook status`` knows it.

    ``state`` is missing, stale, draft, reviewed, fresh or source; ``stale`` of ``blocks`` blocks
    are out of date; ``errors`` and ``warnings`` count its findings.
    """

    state: str
    stale: int
    blocks: int
    errors: int
    warnings: int


Matrix = Mapping[str, Mapping[str, Cell]]
"""Page id → edition → cell."""


@dataclass(frozen=True)
class Report:
    """Findings of one run, with what a format needs to show them.

    ``pages`` is how many were checked; ``editions`` are in the order of the book, the source first
    or not. ``prefix`` is the way from where the reader stands (the
    current folder, the top of the repository) to the book's root: ``""`` or ``"sub/folder"``.
    """

    findings: tuple[Finding, ...]
    pages: int
    rules: tuple[Rule, ...]
    line_of: Reader
    matrix: Matrix = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    prefix: str = ""

    def __post_init__(self) -> None:
        """Sort the findings, whatever order they came in."""
        object.__setattr__(self, "findings", tuple(sorted(self.findings, key=lambda f: f.order)))

    @property
    def source_name(self) -> str:
        """Name of the language that translations are made from."""
        return next((edition.name for edition in self.editions if edition.is_source), "Source")

    def edition(self, locale: str) -> Edition:
        """Return an edition; one that the book does not declare goes by its folder's name."""
        known = (edition for edition in self.editions if edition.locale == locale)
        return next(known, Edition(locale, locale, locale, "", False))

    def by_page(self) -> Iterator[tuple[str, list[Finding]]]:
        """Group findings by path, in order."""
        for path, findings in groupby(self.findings, key=lambda finding: finding.path):
            yield path, list(findings)

    def address(self, path: str) -> str:
        """Return a path as seen from where the reader stands."""
        return f"{self.prefix.rstrip('/')}/{path}" if self.prefix.strip("/") else path

    def summary(self) -> str:
        """One line: ``3 errors, 1 warning in 2 of 90 pages``."""
        if not self.findings:
            return f"No findings in {plural(self.pages, 'page')}"
        places = len({finding.path for finding in self.findings})
        # Missing pages and data files have findings, too, but are not pages that were read.
        where = f"{places} of {plural(self.pages, 'page')}"
        if places > self.pages:
            where = f"{plural(places, 'file')} ({plural(self.pages, 'page')} checked)"
        return f"{tally(self.findings)} in {where}"


def tally(findings: Iterable[Finding]) -> str:
    """Count findings by severity in words: ``3 errors, 1 warning, 2 info``."""
    counts = Counter(finding.severity for finding in findings)
    words = [plural(counts[s], s.value) for s in (Severity.ERROR, Severity.WARNING) if counts[s]]
    if counts[Severity.INFO]:
        words.append(f"{counts[Severity.INFO]} info")
    return ", ".join(words)


def encodable(text: str) -> str:
    """Replace what UTF-8 cannot say: halves of characters from file names of another encoding."""
    return text.encode(errors="replace").decode()


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by severity, then by place."""
    weight = list(Severity)
    return sorted(findings, key=lambda finding: (weight.index(finding.severity), finding.order))


def file_lines(root: Path) -> Reader:
    """Make a reader of the lines of files below ``root``; each file is read once."""

    @cache
    def lines(path: str) -> list[str]:
        try:
            text = (root / path).read_text("utf-8-sig", errors="replace")
        except OSError:
            return []
        return text.removesuffix("\n").split("\n")

    def line_of(path: str, number: int) -> str | None:
        found = lines(path)
        return found[number - 1] if 0 < number <= len(found) else None

    return line_of
