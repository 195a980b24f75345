"""For GitHub Actions: workflow commands, shown as annotations on the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.check.model import Finding, Severity
from handbook.check.report.excerpt import span, visible
from handbook.check.report.model import Report, encodable, gravest_first

SHOWN = 10
"""GitHub shows so many annotations of a kind from one step and drops the rest without a word."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report) -> str:
    """Return one workflow command a finding, gravest first, and the summary as plain text."""
    lines = [*_too_many(report), *(_command(f, report) for f in gravest_first(report.findings))]
    return encodable("\n".join([*lines, report.summary() + ".", ""]))


def _too_many(report: Report) -> Iterator[str]:
    counts = Counter(finding.severity for finding in report.findings)
    if max(counts.values(), default=0) > SHOWN:
        message = (
            f"{report.summary()}. GitHub shows only {SHOWN} annotations of a kind; "
            "the log of this step and the report have all."
        )
        yield f"::notice title=handbook check::{_data(message)}"


def _command(finding: Finding, report: Report) -> str:
    properties = {
        "file": report.address(finding.path),
        "line": finding.line,
        "col": finding.column,
        **_end(finding, report),
        "title": finding.rule,
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(_message(finding, report))}"


def _end(finding: Finding, report: Report) -> dict[str, int]:
    line = report.line_of(finding.path, finding.line)
    start, length = span(finding, line) if line is not None else (0, 0)
    # GitHub's last column is inside the marked text.
    return {"endColumn": start + length} if length and start == finding.column - 1 else {}


def _message(finding: Finding, report: Report) -> str:
    lines = [visible(finding.message)]
    if finding.fix:
        lines.append("→ " + visible(finding.fix))
    if finding.source:
        place = f"{report.address(finding.source.path)}:{finding.source.line}"
        lines.append(f"{report.source_name}: {visible(place)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
