"""The matrix: every page in every edition, and whether it is there, up to date and read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from handbook.book import Book, Edition, Page
from handbook.check.report.model import Cell
from handbook.demands import STATUSES
from handbook.translate.stale import State
from handbook.translate.stamps import StampStore

STATES = ("missing", "stale", "unstamped", "fresh", "draft", "reviewed")
"""What a page of an edition can be, from most to least work."""

FRESH = ("fresh", "draft", "reviewed")
"""States of a page that is up to date."""

_NAMED = 8
"""Changed blocks of a page that are named; the others are counted."""
_WIDTH = 80
_CELL = 13


Matrix = dict[str, dict[str, Cell]]
"""Page id → edition → cell, pages in the order of the book, editions as declared."""


def matrix(book: Book, stamps: StampStore, editions: Sequence[str] = ()) -> Matrix:
    """Say for each page of the source how it stands in each translation.

    ``stale`` of ``blocks`` blocks are out of date; neither key stands where nobody knows.
    """
    chosen = [edition for edition in book.editions if not edition.is_source]
    if editions:
        chosen = [edition for edition in chosen if edition.locale in editions]
    return {
        page_id: {edition.locale: _cell(book, stamps, edition, page_id) for edition in chosen}
        for page_id in page_order(book)
    }


def page_order(book: Book) -> list[str]:
    """Ids of all source pages: those of the navigation first, in its order."""
    here = [page_id for edition, page_id in book.pages if edition == book.source.locale]
    place = {page_id: number for number, page_id in enumerate(book.nav)}
    return sorted(here, key=lambda page_id: (place.get(page_id, len(place)), page_id))


def _cell(book: Book, stamps: StampStore, edition: Edition, page_id: str) -> Cell:
    page = book.page(edition.locale, page_id)
    state = stamps.state_of(edition.locale, page_id)
    if state.name == "stale" and state.changes:
        return Cell(state="stale", stale=len(state.changes), blocks=state.blocks)
    fresh = page is not None and state.name == "fresh"
    return Cell(state=_reader(page) if page and fresh else state.name)


def _reader(page: Page) -> str:
    """Say whether a named person has read it; foreign books need not say."""
    if page.meta.get("status") == "reviewed" and page.meta.get("reviewed_by"):
        return "reviewed"
    return "draft" if page.meta.get("status") in STATUSES else "fresh"


def words(cell: Cell) -> str:
    """Say a cell in one or two words: ``stale 3/41``."""
    if "stale" in cell:
        return f"stale {cell['stale']}/{cell['blocks']}"
    return cell["state"]


def status_text(book: Book, stamps: StampStore, editions: Sequence[str] = ()) -> str:
    """Return matrix, sums and the names of what changed, in lines of at most 80 characters."""
    found = matrix(book, stamps, editions)
    columns = list(next(iter(found.values()), {}))
    if not columns:
        return "There are no translations.\n"
    each = (_WIDTH - 28) // _CELL
    groups = [columns[at : at + each] for at in range(0, len(columns), each)]
    tables = ["\n".join(_table(found, group)) for group in groups]
    stale = ["\n".join(_named(page, state)) for page, state in _open(book, stamps, found)]
    return "\n\n".join([*tables, *stale, "\n".join(_sums(found, columns))]) + "\n"


def _open(book: Book, stamps: StampStore, found: Matrix) -> Iterator[tuple[Page, State]]:
    """Yield translations of which something must be said: out of date, or with a broken stamp."""
    for page_id, cells in found.items():
        for locale in cells:
            page = book.page(locale, page_id)
            state = stamps.state(page) if page else None
            if page and state and (state.name == "stale" or state.problem):
                yield page, state


def _named(page: Page, state: State) -> Iterator[str]:
    """Name what changed; a long list is cut."""
    yield f"{page.path}: {state.summary}"
    lines = [change.name for change in state.changes]
    lines[_NAMED:] = [f"and {len(lines) - _NAMED} more"] if len(lines) > _NAMED else []
    if state.name == "stale":
        lines += [state.excuse] if state.why else []
    for line in [*lines, *filter(None, [state.problem])]:
        yield from wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _table(found: Matrix, editions: Sequence[str]) -> Iterator[str]:
    wide = _WIDTH - _CELL * len(editions)
    name = min(wide - 1, max(len(page_id) for page_id in found))
    yield (" " * (name + 1) + "".join(f"{edition:<{_CELL}}" for edition in editions)).rstrip()
    for page_id, cells in found.items():
        shown = page_id if len(page_id) <= name else f"…{page_id[-name + 1 :]}"
        line = "".join(f"{words(cells[edition]):<{_CELL - 1}} " for edition in editions)
        yield f"{shown:<{name}} {line}".rstrip()


def _sums(found: Matrix, editions: Sequence[str]) -> Iterator[str]:
    for edition in editions:
        counts = Counter(cells[edition]["state"] for cells in found.values())
        fresh = sum(counts[state] for state in FRESH)
        of_them = ", ".join(f"{counts[s]} {s}" for s in ("draft", "reviewed") if counts[s])
        rest = "".join(f", {counts[s]} {s}" for s in STATES if counts[s] and s not in FRESH)
        yield f"{edition}: {fresh} of {len(found)} pages fresh" + (
            f" ({of_them}){rest}" if of_them else rest
        )


def status_json(book: Book, stamps: StampStore, editions: Sequence[str] = ()) -> str:
    """Return the matrix as JSON, with the name of each changed block.

    ``{"version": 1, "pages": {page: {edition: {"state": …, "stale": n, "blocks": m,
    "changed": [{"line": …, "name": …}]}}}}``; a line of 0 is that of a block removed.
    """
    found = matrix(book, stamps, editions)
    pages = {
        page_id: {
            locale: {**cell, **_details(stamps.state_of(locale, page_id))}
            for locale, cell in cells.items()
        }
        for page_id, cells in found.items()
    }
    return json.dumps({"version": 1, "pages": pages}, ensure_ascii=False, indent=1) + "\n"


def _details(state: State) -> dict[str, object]:
    details: dict[str, object] = {}
    if state.changes:
        details["changed"] = [{"line": c.line, "name": c.name} for c in state.changes]
    for key, text in (("why", state.excuse), ("problem", state.problem)):
        if text:
            details[key] = text
    return details


def status_html(found: Matrix, book: Book) -> str:
    """Return the matrix as a table of HTML, to be put into a page."""
    editions = [e for e in book.editions if e.locale in next(iter(found.values()), {})]
    heads = "".join(
        f'<th scope="col" lang="{escape(e.tag)}">{escape(e.name)}</th>' for e in editions
    )
    rows = "\n".join(
        f'<tr><th scope="row">{escape(page_id)}</th>'
        + "".join(_html_cell(cells[edition.locale]) for edition in editions)
        + "</tr>"
        for page_id, cells in found.items()
    )
    head = f'<thead><tr><th scope="col">Page</th>{heads}</tr></thead>'
    return f'<table class="status">\n{head}\n<tbody>\n{rows}\n</tbody>\n</table>\n'


def _html_cell(cell: Cell) -> str:
    return f'<td class="status--{cell["state"]}">{escape(words(cell))}</td>'
