"""The two gates: the pages before anything is made of them, and the site before it is seen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.build.errors import BuildError
from handbook.build.job import Job
from handbook.build.progress import plural
from handbook.build.stage import Facts, tree_digest

_TOLD = {"page-missing"}
"""Errors that do not stop a build: the site shows the source's text there, and says so."""


def check_inputs(job: Job) -> Mapping[str, str]:
    """Return what the checker reads: the book and, for stale translations, old texts in git."""
    return {**job.inputs.base, "docs": job.inputs.part(), "git": job.inputs.history}


def check(job: Job, layer: Path) -> Facts:
    """Check the book; warnings are counted.

    Words are not looked up: that tells, but never stops, and depends on the machine.

    Raises:
        BookError: when the book cannot be built as declared.
        BuildError: with every finding at error level, a line each.

    """
    from handbook.check.model import Severity
    from handbook.check.run import Options, run

    book = job.book
    progress = job.reporter.at_work("check")
    options = Options(editions=job.editions, spelling=False)
    outcome = run(lambda: book, options, lambda done, total: progress(done, total))
    errors = [
        found
        for found in outcome.findings
        if found.severity is Severity.ERROR and found.rule not in _TOLD
    ]
    if errors:
        fixes = [(found, f" → {found.fix}" if found.fix else "") for found in errors]
        raise BuildError(
            *(f"{at.path}:{at.line}: {at.message} [{at.rule}]{fix}" for at, fix in fixes),
            f"check found {plural(len(errors), 'error')}",
        )
    warnings = sum(found.severity is Severity.WARNING for found in outcome.findings)
    warnings += sum(found.rule in _TOLD for found in outcome.findings)
    return {"pages": outcome.pages, "count": warnings}


def check_words(facts: Facts) -> str:
    """Say how many pages were looked at and how many warnings there are."""
    count = facts["count"]
    seen = f"{plural(count, 'warning')} (scripts/check shows them)" if count else "no warnings"
    return f"{plural(facts['pages'], 'page')}, {seen}"


def verify_inputs(job: Job) -> Mapping[str, str]:
    """Return what is verified, and what it is held against."""
    whole = tree_digest(job.tree)
    return {**job.inputs.base, "docs": job.inputs.part(without=("assets/",)), "the site": whole}


def verify_site(job: Job, layer: Path) -> Facts:
    """Read the whole site as a stranger would.

    Raises:
        BuildError: with everything that is broken, a line each.

    """
    from handbook.verify import Readings, verify

    job.reporter.at_work("verify")
    files = {path: file.place for path, file in job.tree.items()}
    digests = {path: file.digest for path, file in job.tree.items()}
    readings = Readings(job.work / "cache" / "verify.json", digests, job.inputs.code)
    problems = verify(files, job.book, job.site_url, readings, job.editions)
    readings.save()
    if problems:
        raise BuildError(*problems)
    return {"pages": sum(path.endswith(".html") for path in files), "read": readings.read}


def verify_words(facts: Facts) -> str:
    """Say what was looked at."""
    return f"links, anchors, ids, languages, hosts of {plural(facts['pages'], 'page')}"
