"""The matrix of translations, page by edition, in the words of the page's language."""

from __future__ import annotations

from handbook.check.report.model import Cell
from handbook.render.context import PageContext, template
from handbook.translate.stamps import StampStore
from handbook.translate.status import FRESH, matrix


def status(page: PageContext) -> str:
    """HTML of a table: every page, linked, and its state in each translation."""
    book = page.library.book
    found = matrix(book, StampStore(book))
    editions = [edition for edition in book.editions if not edition.is_source]
    rows = [
        {
            **_title(page, page_id),
            "states": [_words(page, cells[edition.locale]) for edition in editions],
        }
        for page_id, cells in found.items()
    ]
    sums = [
        page.word(
            "translation.sum_of",
            n=sum(cells[edition.locale]["state"] in FRESH for cells in found.values()),
            m=len(found),
        )
        for edition in editions
    ]
    return template("status.html", page, editions=editions, rows=rows, sums=sums)


def _title(page: PageContext, page_id: str) -> dict[str, str]:
    """Title of a page in this edition, or in the source with its language tag."""
    book = page.library.book
    found = book.page(page.edition, page_id) or book.pages[book.source.locale, page_id]
    tag = "" if found.edition == page.language else book.edition(found.edition).tag
    return {"id": page_id, "title": found.title, "lang": tag}


def _words(page: PageContext, cell: Cell) -> str:
    """Say a state in the language of the page; up to date without a reader is a draft."""
    if cell["state"] == "stale":
        if "stale" not in cell:
            return page.word("translation.stale_somewhere")
        return page.word("translation.stale", n=cell["stale"], m=cell["blocks"])
    state = "draft" if cell["state"] == "fresh" else cell["state"]
    return page.word(f"translation.{state}")
