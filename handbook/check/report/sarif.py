"""For code scanning and editors: SARIF 2.1.0 (OASIS, errata 01)."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from importlib import metadata
from typing import Any
from urllib.parse import quote

from handbook.check.model import Finding, Rule, Severity
from handbook.check.report.excerpt import span
from handbook.check.report.model import Report, encodable

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_BASE = "%SRCROOT%"


def sarif(report: Report) -> str:
    """Return the report as a SARIF log of one run."""
    rules = {rule.id: _rule(rule) for rule in report.rules}
    for finding in report.findings:
        rules.setdefault(finding.rule, {"id": finding.rule})
    numbers = {rule: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": _driver(list(rules.values()))},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The top of the repository."}}},
        "results": [_result(f, numbers[f.rule], report, seen) for f in report.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return encodable(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    version = metadata.version("peer-mentoring-handbook")
    return {"name": "handbook check", "semanticVersion": version, "rules": rules}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": f"{rule.summary}\n\n{rule.text}".strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.scope]},
    }


def _result(finding: Finding, rule: int, report: Report, seen: Counter[str]) -> dict[str, Any]:
    fix = f"\n→ {finding.fix}" if finding.fix else ""
    line = report.line_of(finding.path, finding.line)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + fix},
        "locations": [_location(finding.path, _region(finding, line), report)],
        "partialFingerprints": {"handbookFinding/v1": _fingerprint(finding, line, seen)},
        "properties": {"edition": finding.edition},
    }
    if finding.source:
        place = _location(finding.source.path, {"startLine": finding.source.line}, report)
        message = {"text": f"{report.source_name}, of which this is the translation"}
        result["relatedLocations"] = [{"id": 1, **place, "message": message}]
    if finding.edit:
        result["fixes"] = [_fix(finding, report)]
    return result


def _location(path: str, region: dict[str, Any], report: Report) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path, report), "region": region}}


def _artifact(path: str, report: Report) -> dict[str, str]:
    return {"uri": quote(report.address(path), errors="replace"), "uriBaseId": _BASE}


def _region(finding: Finding, line: str | None) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line, "startColumn": finding.column}
    if line is not None:
        start, length = span(finding, line)
        if length and start == finding.column - 1:
            region["endColumn"] = start + length + 1
        region["snippet"] = {"text": line}
    return region


def _fingerprint(finding: Finding, line: str | None, seen: Counter[str]) -> str:
    """Stay the same while the line does, wherever on the page it moves."""
    parts = (finding.rule, finding.path, finding.message if line is None else line.strip())
    key = "\0".join(parts)
    seen[key] += 1
    return sha256(f"{key}\0{seen[key]}".encode(errors="replace")).hexdigest()[:32]


def _fix(finding: Finding, report: Report) -> dict[str, Any]:
    edit = finding.edit
    assert edit is not None
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endColumn": edit.column + edit.length,
    }
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
    artifact = _artifact(finding.path, report)
    change = {"artifactLocation": artifact, "replacements": [replacement]}
    return {"description": {"text": finding.fix or "Mend it"}, "artifactChanges": [change]}
