"""Paper without publishing: what `handbook print` makes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.build.job import Job
from handbook.build.pipeline import explained, known_editions, places, prepared, run_stage
from handbook.build.progress import Say
from handbook.build.stages import PRESS, RENDER
from handbook.errors import HandbookError
from handbook.press.office.alone import FORMATS, print_forms
from handbook.press.press import Paper
from handbook.press.volumes import file_name


class PrintError(HandbookError):
    """What was asked for cannot be printed."""


def print_papers(
    config_file: Path,
    editions: Sequence[str],
    pages: Sequence[str],
    form: str,
    say: Say,
) -> Iterator[tuple[Paper, Path]]:
    """Render the book, print it, and yield the files asked for, each with what it is.

    What has not changed since the last build is not made again.

    Args:
        config_file: the book's configuration.
        editions: locales; all when empty.
        pages: page ids or names of packs; everything when empty.
        form: ``pdf`` or ``epub``; ``docx`` or ``odt`` makes forms, and nothing else.
        say: told what happens, one line a stage.

    Raises:
        PrintError: for an unknown page, or where paper cannot be made here.
        PressError: when paper fails one of its gates.

    """
    chosen = known_editions(config_file, editions)
    _site, work = places(config_file, None)
    with prepared(config_file, work, say) as (prints, reporter):
        job = Job(config_file, work, prints, reporter, chosen)
        with explained(job):
            run_stage(RENDER, job)
            if form in FORMATS:
                papers, folder = _forms(job, form), job.work / "forms"
            else:
                facts = run_stage(PRESS, job).facts
                papers, folder = [Paper(**paper) for paper in facts["papers"]], job.layer("press")
        yield from _chosen(papers, pages, form, folder)


def _forms(job: Job, kind: str) -> list[Paper]:
    """Make the forms as documents to adapt."""
    out = job.work / "forms"
    shutil.rmtree(out, ignore_errors=True)
    press, say = job.work / "cache" / "press", job.reporter.say
    site = job.layer("render")
    return print_forms(site, job.library, press, job.site_url, job.locales, kind, say, out)


def _chosen(
    papers: Sequence[Paper], pages: Sequence[str], form: str, site: Path
) -> Iterator[tuple[Paper, Path]]:
    fitting = {paper: _names(paper) for paper in papers if paper.url.endswith(f".{form}")}
    known = set().union(*fitting.values())
    wanted = {file_name(page) for page in pages}
    if wanted - known:
        missing = ", ".join(sorted(wanted - known))
        raise PrintError(f"{missing}: no {form.upper()} of that name; is it in the navigation?")
    for paper, names in fitting.items():
        if not pages or names & wanted:
            yield paper, site / paper.url


def _names(paper: Paper) -> set[str]:
    """Return what one may call a file: its name, and that of the page a form stands on."""
    return {paper.name.removesuffix("-epub"), paper.page or paper.name}
