"""Puts what the press made where readers find it: links with sizes, short addresses.

The theme leaves a mark on every page (``<!-- handbook:paper -->``); here it becomes links, and
below the heading of each form stand links to its documents. A plain `mkdocs build` keeps the mark
and shows nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape
from pathlib import Path
from posixpath import relpath

from handbook.press.office.shelf import by_place, offer_forms
from handbook.press.press import Paper, Report
from handbook.press.volumes import file_name
from handbook.render.context import Library
from handbook.render.typography import no_break

MARK = "<!-- handbook:paper -->"


def fill(
    site: Path,
    library: Library,
    report: Report,
    out: Path | None = None,
    editions: Collection[str] = (),
) -> None:
    """Write the links to paper into the pages of a built site, and the short addresses.

    What is written goes to ``out`` if given; ``editions`` are locales, all when empty.
    """
    book, out = library.book, out or site
    made = {(paper.edition, paper.name): paper for paper in report.papers}
    forms = by_place(report.forms)
    for edition in book.editions:
        for page_id in book.nav if not editions or edition.locale in editions else ():
            file = site / book.url(edition.locale, page_id) / "index.html"
            text = file.read_text("utf-8")
            if MARK in text:
                url = book.url(edition.locale, page_id)
                links = _links(library, made, edition.locale, page_id, url)
                text = offer_forms(text.replace(MARK, links), forms, library, edition, page_id)
                target = out / url / "index.html"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
    for code, address in sorted(report.short.items()):
        target = out / "go" / code / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_forward(address), "utf-8")


def _links(
    library: Library,
    made: Mapping[tuple[str, str], Paper],
    locale: str,
    page_id: str,
    url: str,
) -> str:
    words = library.words[locale]
    lines = [
        f'<li><a href="{relpath(paper.url, url or ".")}">{escape(words[f"print.{label}"])}</a> '
        f"<span>({no_break(locale)(_facts(words, paper))})</span></li>"
        for label, name in _offers(page_id)
        for paper in [made.get((locale, name))]
        if paper
    ]
    return f'<ul class="paper">{"".join(lines)}</ul>' if lines else ""


def _offers(page_id: str) -> Iterator[tuple[str, str]]:
    """Yield what a page offers on paper: the key of its label and the name of the file."""
    if page_id == "index":
        yield "offer_book", "handbook"
        yield "offer_epub", "handbook-epub"
    yield "offer_chapter", file_name(page_id)
    yield "offer_pack", f"{file_name(page_id)}-facilitator"
    yield "offer_handouts", f"{file_name(page_id)}-handouts"
    if page_id in ("index", "train/overview"):
        yield "offer_course_pack", "course-facilitator"
        yield "offer_course_handouts", "course-handouts"


def _facts(words: Mapping[str, str], paper: Paper) -> str:
    size = words["print.size"].format(kb=-(-paper.size // 1000))
    if not paper.pages:
        return f"EPUB, {size}"
    return f"PDF, {words['print.pages'].format(n=paper.pages)}, {size}"


def _forward(address: str) -> str:
    """Return a page that leads on to an address too long to type."""
    target = escape(address)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" '
        f'content="noindex"><title>{target}</title><meta http-equiv="refresh" '
        f'content="0; url={target}"></head>'
        f'<body><p><a href="{target}">{target}</a></p></body></html>\n'
    )
