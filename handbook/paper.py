"""Paper without publishing: what `handbook print` makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from handbook.book import load
from handbook.build import locked, put_on_paper
from handbook.errors import HandbookError
from handbook.press.office.alone import FORMATS, print_forms
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
        form: ``pdf`` or ``epub``; ``docx`` or ``odt`` makes forms, and nothing else.
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
        press = work / "cache" / "press"
        if form in FORMATS:
            papers = print_forms(site, Library(book), press, site_url, editions or known, form, say)
        else:
            papers = put_on_paper(site, Library(book), press, site_url, say, editions).papers
        yield from _chosen(papers, pages, form, site)


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
