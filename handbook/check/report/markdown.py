"""For the comment on a pull request: the gravest findings by page, then counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from handbook.check.model import Finding
from handbook.check.report.excerpt import visible
from handbook.check.report.model import Report, encodable, gravest_first, tally
from handbook.check.words import plural

LIMIT = 55_000
"""Characters, as GitHub counts them. A comment may have 65,536; the workflow adds links."""

FIRST = 50
"""So many findings are written out; the others are counted by page."""

_LONGEST = 600
_COUNTED_PAGES = 100
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_MENTION = re.compile(r"@(?!\u2060)")


def markdown(report: Report) -> str:
    """Return a summary in GitHub's Markdown, never longer than ``LIMIT``."""
    for first in (FIRST, FIRST // 2, FIRST // 5, 0):
        whole = encodable("\n".join(_lines(report, first)))
        if len(whole.encode("utf-16-le")) // 2 <= LIMIT:
            return whole
    return f"### {report.summary()}\n"


def _lines(report: Report, first: int) -> Iterator[str]:
    yield f"### {report.summary()}"
    yield ""
    grave = gravest_first(report.findings)
    chosen = sorted(grave[:first], key=lambda finding: finding.order)
    for path, findings in groupby(chosen, key=lambda finding: finding.path):
        yield f"**{_plain(report.address(path))}**"
        yield ""
        for finding in findings:
            yield _item(finding, report)
        yield ""
    yield from _rest(grave[first:], first, report)


def _item(finding: Finding, report: Report) -> str:
    parts = [f"- **{finding.severity}**, line {finding.line}: {_plain(finding.message)}"]
    if finding.fix:
        parts.append(f"→ {_plain(finding.fix)}")
    if finding.source:
        parts.append(f"({report.source_name}: line {finding.source.line})")
    return " ".join([*parts, f"`{finding.rule}`"])


def _rest(rest: list[Finding], first: int, report: Report) -> Iterator[str]:
    if not rest:
        return
    gravest = f"These are the {first} gravest. " if first else ""
    yield f"{gravest}Not written out here: {tally(rest)}:"
    yield ""
    by_path = sorted(rest, key=lambda finding: finding.path)
    pages = [(path, list(f)) for path, f in groupby(by_path, key=lambda finding: finding.path)]
    for path, findings in pages[:_COUNTED_PAGES]:
        yield f"- {_plain(report.address(path))}: {tally(findings)}"
    if len(pages) > _COUNTED_PAGES:
        yield f"- and {plural(len(pages) - _COUNTED_PAGES, 'more page')}"
    yield ""


def _plain(text: str) -> str:
    """Write text so that Markdown shows it as it is and nobody is called by it."""
    text = " ".join(visible(text.replace("\n", " ")).split())
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    return _MENTION.sub("@\u2060", _MARKUP.sub(r"\\\1", text))
