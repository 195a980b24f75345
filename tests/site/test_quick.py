"""The quick converter writes what Python-Markdown writes, character by character."""

from __future__ import annotations

from importlib import import_module
from random import Random
from typing import Any

import markdown
import pytest
from markdown.extensions import Extension

from handbook.book import Book
from handbook.site.quick import QuickMarkdown

EXTENSIONS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "pymdownx.escapeall": {"hardbreak": True},
    "tables": {},
    "toc": {"permalink": True, "toc_depth": 3},
}
"""Those of mkdocs.yml."""

PIECES = (
    *("word", "Two words", "žvaigždė", "5 %", "1. one", "12. twelve", "٣. three", "- item", "* item"),
    *("+ item", "    indented", "        twice", "   three blanks", "# Title", "## Title { #id }"),
    *("###### six #", "#hash", "\\# no title", "title\n=====", "title\n---", "---", "- - -", "* * *"),
    *("_ _ _", "***", "> quote", ">quote", "  > quote", "!!! note", '!!! warning "Title"', "!!!"),
    *('!!! note ""', "| a | b |", "|---|---|", "a | b", ":-- | --:", "`a | b` | c", r"a \| b | c"),
    *(": definition", ":   definition", "Term", "[^1]: Note", "[^1]", "text[^1] text", "    [^2]: no"),
    *("[ref]: https://a.example 'Title'", "[text][ref]", "[ref]", "[text] [ref]", "![alt][ref]"),
    *("![ref]", "[link](a.md)", "[li[n]k](a.md 'b')", "![alt](a.png)", "[x](<a b> \"c\")", "[open"),
    *("<https://a.example>", "<me@a.example>", "me@a.example", "<b>bold</b>", "<div>block</div>"),
    *("<div markdown>", "</div>", '<div markdown="span">', "<!-- comment -->", "<!-- open", "-->"),
    *('<span class="box"></span> tick', '<span class="blank blank--long"></span>', "<span>a", "</span>"),
    *("<br>", "<hr>", "<p>raw *a*</p>", "<script>1 < 2</script>", "<?php ?>", "<![CDATA[ ]]>", "</>"),
    *("&amp;", "&nbsp;", "& a", "&#38;", "a < b", "a > b", "*em*", "**strong**", "***both***", "_em_"),
    *("__strong__", "snake_case_word", "2 * 3 * 4", "*a **b* c**", "**a *b** c*", "*open", "close*"),
    *("`code`", "`` ` ``", "`open", r"\*escaped\*", r"\\", "end\\", "end  ", "\ttab", "  ", "\r", "[TOC]"),
    *("*a*{ .b }", "text { .c }", "{ .d }", "- item { .e }", "{: #f g=h }", "# T { #a } }", "{", "}"),
    *("\x02", "\x03", "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03", "\x02amp\x03", "\x0c", "\u2028", "\xa0"),
)  # fmt: skip
"""Lines that mean something to one part or another, and some that look as if they did."""


def extensions() -> list[Extension]:
    found = []
    for name, config in EXTENSIONS.items():
        module = import_module(name if "." in name else f"markdown.extensions.{name}")
        found.append(module.makeExtension(**config))
    return found


class Both:
    def __init__(self) -> None:
        self.plain = markdown.Markdown(extensions=extensions())
        self.quick = QuickMarkdown(extensions())

    def agree(self, text: str) -> None:
        plain = self.outcome(self.plain, text)
        assert self.outcome(self.quick, text) == plain, text

    @staticmethod
    def outcome(md: Any, text: str) -> object:
        try:
            html = md.reset().convert(text)
        except Exception as error:
            return type(error)
        return html, md.toc_tokens


@pytest.fixture(scope="module")
def both() -> Both:
    return Both()


def test_every_page_of_the_book(both: Both, book: Book) -> None:
    for page in book.pages.values():
        both.agree(page.text)


def test_pages_torn_and_joined(both: Both, book: Book) -> None:
    random = Random(1)
    lines = [line for page in book.pages.values() for line in page.text.split("\n")]
    for _ in range(150):
        both.agree("\n".join(random.choices([*lines, "", *PIECES], k=40)))


def test_pieces_in_any_order(both: Both) -> None:
    random = Random(2)
    for _ in range(1500):
        both.agree(mixture(random))


def mixture(random: Random) -> str:
    """Put pieces together, on lines of their own or not, and indented or not."""
    between = ("\n", "\n", "\n\n", "\n\n", " ", "\n    ", "\n\n    ", "\n> ")
    parts = []
    for _ in range(random.randint(1, 12)):
        parts += [random.choice(PIECES), random.choice(between)]
    return "".join(parts)
