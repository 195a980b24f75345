"""`--baseline`: a site adopts the checker on today's findings and is told only of new ones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from handbook.check.model import Finding
from handbook.errors import HandbookError

_VERSION = 1


class BaselineError(HandbookError):
    """The baseline file cannot be used."""


def _key(finding: Finding) -> str:
    """Name a finding without its line, so that text above it may change."""
    return f"{finding.path}: {finding.rule}: {finding.message}"


def write(file: Path, findings: Iterable[Finding]) -> int:
    """Write today's findings, sorted, one a line; return how many."""
    keys = sorted(_key(finding) for finding in findings)
    text = json.dumps({"version": _VERSION, "findings": keys}, ensure_ascii=False, indent=1)
    file.write_text(text + "\n", "utf-8")
    return len(keys)


def new_findings(file: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that the baseline does not have; equal ones count as often as listed.

    Raises:
        BaselineError: when the file is no baseline of this version.

    """
    try:
        kept = json.loads(file.read_text("utf-8"))
        known = Counter(kept["findings"]) if kept["version"] == _VERSION else None
    except (ValueError, KeyError, TypeError):
        known = None
    if known is None:
        raise BaselineError(f"{file}: no baseline of this version; delete it and run again")
    found = []
    for finding in findings:
        if known[_key(finding)] > 0:
            known[_key(finding)] -= 1
        else:
            found.append(finding)
    return found
