"""For programs: one JSON object, version 1."""

from __future__ import annotations

import json
from typing import Any

from handbook.check.model import Finding
from handbook.check.report.model import Report, encodable

VERSION = 1


def json_report(report: Report) -> str:
    """Return the report as JSON; keys and their order are a contract."""
    findings = [_finding(finding) for finding in report.findings]
    whole = {"version": VERSION, "pages": report.pages, "findings": findings}
    return encodable(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    source = finding.source
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "edition": finding.edition,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "source": {"path": source.path, "line": source.line} if source else None,
        "fix": finding.fix,
    }
