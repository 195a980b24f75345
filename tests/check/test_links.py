"""Links and anchors of a page as data, and where links lead."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify, slugify_unicode
from pymdownx.slugs import slugify as material  # type: ignore[import-untyped]

from handbook.book import Book, Page
from handbook.check.context import Context
from handbook.check.links import anchor_key, facts, slug_keys
from handbook.check.resolve import Resolver
from handbook.check.rules import directive, page_nav
from handbook.render.context import Library, PageContext
from handbook.render.finish import PageError, finish
from tests.check.fixtures import book_of


def page(text: str) -> Page:
    return Page("run/page", "en", Path("docs/en/run/page.md"), "docs/en/run/page.md", text, True)


def test_facts_are_plain_data() -> None:
    text = (
        "# Title\n\n## One { #one }\n\nSee [*the* card](a.md#b), ![alt](x.svg) [some](ref:R10)\n"
        "and [list][l] and [gone][g].\n\n[l]: https://l.example\n\n<!-- handbook:form a#b -->\n\n"
        '<p id="two"><a href="c/">c</a></p>\n\nText { #three }\n'
    )
    found = facts(page(text))
    assert found == json.loads(json.dumps(found))
    assert found == {
        "links": [
            ["a.md#b", 5, 5, "*the* card", "link"],
            ["x.svg", 5, 27, "alt", "image"],
            ["R10", 5, 41, "some", "badge"],
            ["g", 6, 19, "gone", "lost"],
            ["https://l.example", 8, 1, "l", "link"],
            ["c/", 12, 16, "", "html"],
        ],
        "ids": ["one", "three", "two"],
        "slugs": ["title"],
        "outline": ["title", "one"],
        "names": ["l"],
        "directives": [["form", "a#b", 10]],
    }


HEADINGS = [
    "Getting started", "Set up & run!", "Hogyan kezdjük el?", "C++ / C#", "Как да започнем",
    "Kā sākt – soli pa solim", "Šta je `mentor_api`?", "1. First step", "What’s “new” (2026)",
]  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_anchors_of_every_generator_are_known(heading: str) -> None:
    text = facts(page(f"## {heading}\n"))["slugs"]
    words = heading.replace("`", "")
    anchors = [slugify(words, "-"), slugify_unicode(words, "-"), material()(words, "-")]
    anchors += [
        material(case="lower")(words, "-"),
        material(case="lower", normalize="NFD")(words, "-"),
    ]
    for anchor in anchors:
        assert not anchor or anchor_key(anchor) in text, anchor


def test_an_anchor_of_other_words_is_not_known() -> None:
    assert anchor_key("getting-start") not in slug_keys("Getting started")


def test_every_anchor_of_the_book_is_found(book: Book) -> None:
    context = Context(book)
    context.facts = {page.path: facts(page) for page in book.pages.values()}
    resolver = Resolver(context)
    glossary, sources = "hu/ref/glossary.md", "hu/ref/bibliography.md"
    assert resolver.has_anchor(glossary, "term-match")
    assert resolver.has_anchor(sources, "r10")
    assert resolver.has_anchor("hu/run/closure.md", "source-r10")
    assert resolver.has_anchor("hu/tools/agreements-safety.md", "t18")
    assert not resolver.has_anchor(glossary, "term-matched")
    assert not resolver.has_anchor(glossary, "r10")


def test_directives_are_those_the_site_knows(library: Library) -> None:
    context = PageContext(library, "en", "en", "run/match-start", "run/match-start/")
    with pytest.raises(PageError, match="there are") as caught:
        finish("<!-- handbook:zebra -->", context)
    known = str(caught.value).split("there are ")[1].split(", ")
    assert {*known, "form", "allow"} == directive.KNOWN


def test_navigation(book: Book) -> None:
    made = book_of(book, {("en", "run/one"): "Text.", ("en", "run/two"): "Text."})
    made = replace(made, nav=("run/one", "run/tow"))
    found = [(f.path, f.message, f.fix) for f in page_nav.check(made, Context(made))]
    assert found == [
        (
            "docs/en/run/tow.md",
            "mkdocs.yml names run/tow.md in its navigation, but the page is missing",
            "write run/two.md there",
        )
    ]
    made = replace(made, nav=("run/one",))
    found = [(f.path, f.message, f.fix) for f in page_nav.check(made, Context(made))]
    assert found == [
        (
            "docs/en/run/two.md",
            "this page is not in the navigation of mkdocs.yml",
            "add run/two.md to nav",
        )
    ]
    assert not list(page_nav.check(made, Context(replace(made, is_handbook=False))))
