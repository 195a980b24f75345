"""Paper without publishing: what `handbook print` makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from handbook.book import load
from handbook.build import locked, put_on_paper
from handbook.errors import HandbookError
from handbook.press.press import Paper
from handbook.press.volumes import file_name
from handbook.render.context import Library
from handbook.site.engine import render_site


class PrintError(HandbookError):
    """What was asked for cannot be printed."""


def print_papers(
    config_file: Path,
    editions: Sequence[str],
    pages: Sequence[str],
    form: str,
    say: Callable[[str], None],
) -> Iterator[tuple[Paper, Path]]:
    """Render the book, print it, and yield the files asked for, each with what it is.

    Args:
        config_file: the book's configuration.
        editions: locales; all when empty.
        pages: page ids or names of packs; everything when empty.
        form: ``pdf`` or ``epub``.
        say: told what happens, one line a stage.

    Raises:
        PrintError: for an unknown edition or page, or where paper cannot be made here.
        PressError: when paper fails one of its gates.

    """
    book = load(config_file)
    known = [edition.locale for edition in book.editions]
    for locale in editions:
        if locale not in known:
            raise PrintError(f"--edition {locale}: no such edition; there are {', '.join(known)}")
    work = config_file.resolve().parent / ".build"
    with locked(work):
        site = work / "paper-site"
        shutil.rmtree(site, ignore_errors=True)
        say(f"render   {len(book.pages)} pages")
        site_url = render_site(config_file, site).site_url
        report = put_on_paper(
            site, Library(book), work / "cache" / "press", site_url, say, editions
        )
        yield from _chosen(report.papers, pages, form, site)


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
