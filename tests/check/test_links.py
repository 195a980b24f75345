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
from handbook.check.links import anchor_key, facts, named_link, plain_label, slug_keys, targets
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [one](a.md) and [two](b.md).", [("a.md", 4, "one"), ("b.md", 20, "two")]),
        ("Or [one][x], [two][].\n\n[x]: a", [("[x]", 3, "one"), ("[two]", 13, "two")]),
        ("Go <https://a.example/x> now.", [("https://a.example/x", 3, "")]),
        ("Go https://a.example/x?a=1.", [("https://a.example/x?a=1", 3, "")]),
        ("Write <a@b.example>.", []),
        ("![alt](x.svg) [some](ref:R10)", []),
        ("An <a href=\"x/\">x</a>, <a href='y/'>y</a>, <a href=\"\">z</a>.",
         [("x/", 3, ""), ("y/", 23, ""), ("", 43, "")]),
        ("An <img src=\"x.png\">.", []),
        ("<p><a href=\"x/\">x</a>\n<a href='y/'>y</a></p>", [("x/", 6, ""), ("y/", 25, "")]),
    ],
)  # fmt: skip
def test_links_of_a_block(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert targets(page(text + "\n").blocks[0]) == expected


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (":icon: the  card", "the card"),
        ("![a picture](x.svg)", "a picture"),
        ("at 10:30: now", "at 10:30: now"),
        (":icon:", ""),
    ],
)
def test_a_link_is_named_by_its_words(label: str, words: str) -> None:
    assert plain_label(label) == words
    assert named_link(label) == (f"the link “{words}”" if words else "the link")


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Set up & run", {"set-up-run"}),
        ("C++/C#", {"c-c", "cc"}),
        ("Kő és ház", {"kő-és-ház", "ko-es-haz"}),
        ("Đak", {"đak", "ak"}),
        ("Как", {"как", ""}),
    ],
)
def test_what_anchors_made_of_a_heading_have_in_common(heading: str, keys: set[str]) -> None:
    assert slug_keys(heading) == keys


def test_the_likeliest_anchor_of_a_heading_is_plain_and_long() -> None:
    assert facts(page("## C++/C#\n\n## Kő és ház\n\n## Как\n"))["outline"] == [
        "c-c",
        "ko-es-haz",
        "",
    ]


def test_code_counts_in_a_heading_and_marks_do_not() -> None:
    assert facts(page("## The `run_all` **way**\n"))["slugs"] == ["the-run-all-way"]


def test_a_definition_is_a_name_and_references_to_it_are_found() -> None:
    found = facts(page("[One][A] [two][b]\n\n[a]: x.md\n"))
    assert found["names"] == ["a"]
    assert [(link[0], link[4]) for link in found["links"]] == [("b", "lost"), ("x.md", "link")]


def test_tabs_are_anchors_and_boxes_are_not() -> None:
    text = '=== "First tab"\n\n    Text.\n\n!!! note "A box"\n    Text.\n'
    assert facts(page(text))["slugs"] == ["first-tab"]


def test_links_in_a_block_of_html_are_links_too() -> None:
    found = facts(page("<div markdown>\n[one](a.md)\n<a name=\"x\" href='b/'>b</a>\n</div>\n"))
    assert [(link[0], link[1], link[4]) for link in found["links"]] == [
        ("b/", 3, "html"),
        ("a.md", 2, "link"),
    ]
    assert found["ids"] == ["x"]
