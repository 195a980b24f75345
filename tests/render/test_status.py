"""The matrix of translations as a page of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import html

from handbook.render.context import Library, PageContext
from handbook.render.status import status

Make = Callable[..., PageContext]
PAGE = "ref/translation-status"


def table(context: PageContext) -> html.HtmlElement:
    return html.fromstring(status(context))


@pytest.mark.parametrize("locale", ["en", "hu", "sr", "lv", "bg"])
def test_every_page_stands_there_once_linked_by_its_title(page: Make, locale: str) -> None:
    context = page(locale, PAGE)
    book = context.library.book
    rows = table(context).xpath(".//tbody/tr[position() < last()]")
    assert [row.xpath("./td[1]/a")[0].text for row in rows] == [
        book.pages[locale, page_id].title for page_id in book.nav
    ]
    assert [row.xpath("./td[1]/a/@href")[0] for row in rows] == [context.link(i) for i in book.nav]
    assert {len(row.xpath("./td")) for row in rows} == {len(book.editions)}


def test_columns_carry_the_language_of_their_name(page: Make) -> None:
    heads = table(page("sr", PAGE)).xpath(".//thead//th[@lang]")
    assert [(head.get("lang"), head.text) for head in heads] == [
        ("hu", "Magyar"),
        ("sr-Latn", "Srpski"),
        ("lv", "Latviešu"),
        ("bg", "Български"),
    ]


@pytest.fixture
def changed(library: Library) -> Callable[[str], PageContext]:
    """A book in which one page lacks a translation and another has no stamp."""

    def make(locale: str) -> PageContext:
        book = library.book
        pages = {key: p for key, p in book.pages.items() if key != ("hu", "run/closure")}
        plain = pages["hu", "index"]
        pages["hu", "index"] = replace(
            plain, raw=plain.raw.replace("source_blob:", "x:"), id="index"
        )
        old = pages["en", "run/supervision"]
        pages["en", "run/supervision"] = replace(
            old, file=old.file.with_name("none.md"), raw="Old."
        )
        return PageContext(
            Library(replace(book, pages=pages)), locale, locale, PAGE, book.url(locale, PAGE)
        )

    return make


def test_states_are_told_in_the_words_of_the_page(changed: Callable[[str], PageContext]) -> None:
    tree = table(changed("hu"))
    states = {
        row.xpath("string(./td[1])").strip(): row.xpath("string(./td[2])")
        for row in tree.xpath(".//tbody/tr")
    }
    assert states["End well"] == "nincs lefordítva"
    assert tree.xpath(".//a[text() = 'End well']/@lang") == ["en"]
    assert states["Fogalomtár"] == "átnézésre vár"
    assert any(state.startswith("elavult") for state in states.values())


def test_the_last_row_counts(page: Make) -> None:
    context = page("hu", PAGE)
    count = len(context.library.book.nav)
    (last,) = table(context).xpath(".//tbody/tr[last()]")
    assert [cell.text for cell in last.xpath("./td")] == [
        "Naprakész oldalak",
        *[f"{count} oldalból {count}"] * 4,
    ]
