"""Paper without publishing: what `handbook print` makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.build.job import Job
from handbook.build.pipeline import explained, known_editions, places, prepared, run_stage
from handbook.build.progress import Say
from handbook.build.stages import PRESS, RENDER
from handbook.errors import HandbookError
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
        form: ``pdf`` or ``epub``.
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
            facts = run_stage(PRESS, job).facts
        papers = [Paper(**paper) for paper in facts["papers"]]
        yield from _chosen(papers, pages, form, job.layer("press"))


def _chosen(
    papers: Sequence[Paper], pages: Sequence[str], form: str, site: Path
) -> Iterator[tuple[Paper, Path]]:
    fitting = [paper for paper in papers if paper.url.endswith(f".{form}")]
    names = {paper.name.removesuffix("-epub") for paper in fitting}
    wanted = {file_name(page) for page in pages} or names
    if wanted - names:
        missing = ", ".join(sorted(wanted - names))
        raise PrintError(f"{missing}: no {form.upper()} of that name; is it in the navigation?")
    for paper in fitting:
        if paper.name.removesuffix("-epub") in wanted:
            yield paper, site / paper.url
