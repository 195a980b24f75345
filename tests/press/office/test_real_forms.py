"""The real book's forms: every word of every one, in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.press.article import paper_pages, read_article
from handbook.press.furniture import Furniture
from handbook.press.office.binder import WRITERS
from handbook.press.office.gate import problems
from handbook.press.office.picture import Draw, drawer
from handbook.press.office.read import Sheet, read_sheets
from handbook.render.context import Library
from tests.conftest import SITE_URL


def sheets(site: Path, library: Library, locale: str) -> list[Sheet]:
    book, edition = library.book, library.book.edition(locale)
    versions = dict.fromkeys(book.nav, "0123abcd")
    furniture = Furniture(book, edition, library.words[locale], SITE_URL, versions)
    return [
        sheet
        for page in paper_pages(book, edition)
        for sheet in read_sheets(read_article(site, book, edition, page), furniture)
    ]


@pytest.fixture(scope="module")
def draw(fonts: Path) -> Draw:
    return drawer(fonts)


def test_every_edition_has_the_same_forms(site: Path, library: Library) -> None:
    names = {
        locale: [sheet.form.name for sheet in sheets(site, library, locale)]
        for locale in ("en", "hu", "sr", "lv", "bg")
    }
    assert {"train-overview-t77", "train-module-1-h1-1"} < set(names["en"])
    assert all(found == names["en"] for found in names.values())
    listed = {tool for page in library.book.nav for tool in _tools(library, page)}
    assert "t37" in listed
    assert "h5-6" in listed
    assert [tool for tool in listed if not any(n.endswith(f"-{tool}") for n in names["en"])] == []


def _tools(library: Library, page_id: str) -> list[str]:
    """Ids of the forms that a page says it has."""
    page = library.book.page("en", page_id)
    listed = (page.meta.get("tools") or []) if page else []
    return [str(tool).lower().replace(".", "-") for tool in listed]


@pytest.mark.long
@pytest.mark.parametrize("locale", ["en", "hu", "sr", "lv", "bg"])
def test_no_form_loses_a_word(site: Path, library: Library, draw: Draw, locale: str) -> None:
    for sheet in sheets(site, library, locale):
        for kind, write in WRITERS.items():
            data = write(sheet.form, draw)
            assert problems(f"{sheet.form.name}.{kind}", data, sheet.words) == []
