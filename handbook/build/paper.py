"""The press as a stage, and as `handbook print` uses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from handbook.build.progress import Reporter
from handbook.build.stage import Facts
from handbook.render.context import Library


def put_on_paper(
    site: Path,
    library: Library,
    work: Path,
    site_url: str,
    reporter: Reporter,
    editions: Sequence[str],
    out: Path,
) -> Facts:
    """Print what changed of the pages in ``site``; papers and the pages that offer them to ``out``.

    Where the system lacks what setting type needs, the facts say why under ``reason``.

    Raises:
        PressError: when paper fails one of its gates.

    """
    from handbook.press.setter import available

    reason = available()
    if reason:
        return {"reason": reason, "lasting": False, "papers": []}
    from handbook.press.press import run
    from handbook.press.shelf import fill
    from handbook.press.version_cache import kept_versions

    progress = reporter.at_work("press")
    versions = kept_versions(library, work / "versions.json")
    report = run(site, library, work, site_url, versions, editions or None, progress, out=out)
    fill(site, library, report, out, editions)
    return {
        "files": len(report.papers),
        "pages": sum(each.pages for each in report.papers),
        "made": report.made,
        "kept": report.reused,
        "forms": len(report.forms),
        "forms_made": report.forms_made,
        "papers": [asdict(paper) for paper in report.papers],
    }
