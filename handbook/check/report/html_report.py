"""For a browser: one HTML file that needs neither server nor network nor scripts."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from handbook.book import Edition
from handbook.check.model import Finding, Place
from handbook.check.report.excerpt import Excerpt, excerpt, source_span, span, visible
from handbook.check.report.model import Cell, Report, encodable, gravest_first, tally
from handbook.check.words import plural

_FOLDER = Path(__file__).parent / "assets"
_AROUND = 2
_LONGEST = 900
_LONGEST_AROUND = 140
_STATES = {
    "missing": ("✗", "the page is not translated"),
    "stale": ("!", "the source changed since it was translated"),
    "unstamped": ("?", "nobody said which source text it was made from"),
    "draft": ("○", "translated; no named person has read it yet"),
    "reviewed": ("✓", "a named person has read it"),
    "fresh": ("✓", "translated from the present source"),
    "source": ("◆", "what the others are translated from"),
}
"""State → symbol and meaning, in the order of the legend."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a side: its number, its text in three parts, whether it is the one meant."""

    number: int
    shown: Excerpt
    hit: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A few lines of one file, shown beside those of the other language."""

    name: str
    language: str
    place: str
    href: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one page."""

    id: str
    path: str
    href: str
    tally: str
    findings: tuple[Finding, ...]


def html_report(report: Report) -> str:
    """Return the report as one HTML file; links to pages hold where ``report.prefix`` does."""
    groups = list(_groups(report))
    found = {finding.rule for finding in report.findings}
    rules = [rule for rule in report.rules if rule.id in found]
    style, script = _asset("report.css"), _asset("report.js")
    page = _template().render(
        report=report,
        groups=groups,
        anchors=_anchors(groups),
        columns=[report.edition(locale) for locale in _columns(report)],
        found=_found(report),
        rules=rules,
        known={rule.id for rule in rules},
        states={name: shown for name, shown in _STATES.items() if _occurs(name, report)},
        sides=lambda finding: _sides(finding, report),
        visible=visible,
        state=_state,
        counts=_counts,
        style=Markup(style),  # our own files, never text of a page
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return encodable(page)


@lru_cache(maxsize=1)
def _template() -> Template:
    loader = FileSystemLoader(_FOLDER)
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return what a Content-Security-Policy names an inline style or script by."""
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()


def _groups(report: Report) -> Iterator[Group]:
    for number, (path, findings) in enumerate(report.by_page(), 1):
        href = _href(path, report)
        yield Group(f"page-{number}", report.address(path), href, tally(findings), tuple(findings))


def _href(path: str, report: Report) -> str:
    return "./" + quote(report.address(path), errors="replace")


def _anchors(groups: list[Group]) -> Mapping[tuple[str, str], str]:
    """Page id and edition → anchor of its findings."""
    found = {}
    for group in groups:
        edition = group.findings[0].edition
        page_id = f"/{group.path}".partition(f"/{edition}/")[2].removesuffix(".md")
        found[page_id, edition] = group.id
    return found


def _found(report: Report) -> Mapping[str, list[str]]:
    """List what the filters offer: editions, severities and rules that have findings."""
    findings = report.findings
    return {
        "edition": sorted({finding.edition for finding in findings}),
        "severity": list(dict.fromkeys(f.severity.value for f in gravest_first(findings))),
        "rule": sorted({finding.rule for finding in findings}),
    }


def _columns(report: Report) -> list[str]:
    """Locales of the matrix: those of the book in its order, then any others."""
    used = dict.fromkeys(locale for row in report.matrix.values() for locale in row)
    return [e.locale for e in report.editions if e.locale in used] + [
        locale for locale in used if locale not in {e.locale for e in report.editions}
    ]


def _occurs(state: str, report: Report) -> bool:
    return any(
        cell.get("state") == state for row in report.matrix.values() for cell in row.values()
    )


def _state(cell: Cell) -> tuple[str, str]:
    """Symbol and words of a state: ``("!", "stale: 3 of 41 blocks")``."""
    words = cell.get("state", "")
    symbol, _ = _STATES.get(words, ("·", ""))
    if cell.get("stale"):
        words += f": {cell['stale']} of {plural(cell.get('blocks', cell['stale']), 'block')}"
    return symbol, words


def _counts(cell: Cell) -> str:
    """Say how many findings a cell has, or nothing."""
    counts = ((cell.get("errors", 0), "error"), (cell.get("warnings", 0), "warning"))
    return ", ".join(plural(count, noun) for count, noun in counts if count)


def _sides(finding: Finding, report: Report) -> Iterator[Side]:
    if finding.source:
        line = report.line_of(finding.source.path, finding.source.line) or ""
        yield _side(finding.source, _source(report), source_span(finding, line), report)
    place = Place(finding.path, finding.line, finding.column)
    line = report.line_of(finding.path, finding.line) or ""
    yield _side(place, report.edition(finding.edition), span(finding, line), report)


def _source(report: Report) -> Edition:
    found = (edition for edition in report.editions if edition.is_source)
    return next(found, Edition("", report.source_name, "", "", True))


def _side(place: Place, edition: Edition, mark: tuple[int, int], report: Report) -> Side:
    lines = []
    for number in range(max(1, place.line - _AROUND), place.line + _AROUND + 1):
        line = report.line_of(place.path, number)
        if line is not None:
            lines.append(_line(number, line, mark if number == place.line else None))
    address = f"{report.address(place.path)}:{place.line}"
    return Side(edition.name, edition.tag, address, _href(place.path, report), tuple(lines))


def _line(number: int, line: str, mark: tuple[int, int] | None) -> Line:
    if mark is None:
        return Line(number, excerpt(line, 0, 0, _LONGEST_AROUND), False)
    return Line(number, excerpt(line, *mark, _LONGEST), True)
