"""Every page's foot leads to the page on all translations."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from handbook.book import Book
from handbook.render.context import Library
from tests.conftest import SmallBook
from tests.site.test_missing import built

PAGE = "ref/translation-status"


def test_each_status_line_links_to_it_in_its_own_edition(site: Path, book: Book) -> None:
    for edition in book.editions:
        word = Library(book).words[edition.locale]["translation.link"]
        for page_id in book.nav:
            folder = site / book.url(edition.locale, page_id)
            tree = html.fromstring((folder / "index.html").read_bytes())
            links = [a.get("href") for a in tree.xpath("//footer//a") if a.text == word]
            if page_id == PAGE:
                assert not links
            else:
                assert len(links) == 1, (edition.locale, page_id)
                target = (folder / links[0]).resolve()
                assert target == (site / book.url(edition.locale, PAGE)).resolve()


def test_the_table_is_reachable_and_stacks_on_phones(site: Path, book: Book) -> None:
    tree = html.fromstring((site / book.url("bg", PAGE) / "index.html").read_bytes())
    (table,) = tree.xpath("//table[@role='table']")
    assert table.getparent().get("tabindex") == "0"
    assert len(table.xpath(".//tbody/tr")) == len(book.nav) + 1


def test_stamps_are_not_published(site: Path) -> None:
    assert not [path for path in site.rglob("*") if ".stamps" in path.parts]


def test_a_book_without_that_page_has_no_link_to_it(small: SmallBook) -> None:
    foot = html.fromstring((built(small) / "hu/index.html").read_bytes()).xpath("//footer")[0]
    assert "translation-status" not in html.tostring(foot, encoding="unicode")
