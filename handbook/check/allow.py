"""Allowances: `<!-- handbook: allow RULE — reason -->` lets the next block quote a fault."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handbook.book import Page
from handbook.check.gate import RULES as REFUSALS
from handbook.check.model import Finding, Severity

RULE = "allowance"
_ALLOW = re.compile(r"<!--\s*handbook:\s*allow\s+([\w-]+)\s*(?:[—–-]+\s*(.*?))?\s*-->", re.DOTALL)


class Allowance(NamedTuple):
    """One allowance: the rule it silences, why, its place, and the lines it covers."""

    rule: str
    reason: str
    edition: str
    line: int
    first: int
    last: int


def allowances(page: Page) -> list[Allowance]:
    """Find the allowances of a page; each covers the block after it, a table with its cells."""
    found = []
    for index, block in enumerate(page.blocks):
        if block.kind != "comment":
            continue
        for match in _ALLOW.finditer(block.text):
            following = next((b for b in page.blocks[index + 1 :] if b.kind != "comment"), None)
            first, last = (following.line, following.end) if following else (block.line, block.line)
            found.append(Allowance(match[1], match[2] or "", page.edition, block.line, first, last))
    return found


def apply_allowances(
    findings: Sequence[Finding], by_path: Mapping[str, Sequence[Allowance]]
) -> list[Finding]:
    """Drop the findings that are allowed; add one for each allowance without reason or use.

    What the gate refuses cannot be allowed: the page would allow itself.
    """
    used: set[tuple[str, Allowance]] = set()
    kept = []
    for finding in findings:
        allowed = [
            allowance
            for allowance in by_path.get(finding.path, ())
            if allowance.rule == finding.rule
            and finding.rule not in REFUSALS
            and allowance.first <= finding.line <= allowance.last
        ]
        used |= {(finding.path, allowance) for allowance in allowed}
        if not allowed:
            kept.append(finding)
    for path, listed in by_path.items():
        for allowance in listed:
            if not allowance.reason:
                kept.append(_fault(path, allowance, "gives no reason", _REASON))
            elif (path, allowance) not in used:
                kept.append(_fault(path, allowance, "silences nothing", _UNUSED))
    return kept


_REASON = "write why after a dash: <!-- handbook: allow {rule} — reason -->"
_UNUSED = "remove it, or move it directly above the block it is meant for"


def _fault(path: str, allowance: Allowance, what: str, fix: str) -> Finding:
    message = f"the allowance for “{allowance.rule}” {what}"
    advice = fix.format(rule=allowance.rule)
    edition, line = allowance.edition, allowance.line
    return Finding(RULE, Severity.WARNING, edition, path, line, 1, message, advice)
