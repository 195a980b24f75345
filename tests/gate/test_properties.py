"""Anything at all is judged without an exception, and what is passed over unrendered is plain."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handbook.book import Book, Page
from handbook.check.context import Context
from handbook.check.render_worker import converter
from handbook.check.renderer import extensions
from handbook.check.rules import RULES
from handbook.documents import Loader, Words, decode, line_of, load_yaml
from handbook.policy import markup, svg
from handbook.policy.address import link_fault, load_fault, plain, scheme
from handbook.policy.cost import faults
from handbook.policy.names import name_fault
from handbook.policy.plain import is_plain
from handbook.render.finish import prepare
from tests.gate import promises

ANY = st.text(max_size=300)


def bits(words: str, *more: str) -> st.SearchStrategy[str]:
    """Texts put together of words, and of pieces with spaces or line ends in them."""
    return st.lists(st.sampled_from([*words.split(), *more]), max_size=60).map("".join)


MARKDOWN = ANY | bits(
    """[ ] ( ) ]( ![ ]: ][ < > </ <!-- --> <![ & &# ; { } {: # ## * ** _ ` 1. - > [^1] [^1]:
    https:// javascript: data: ref:R1 page.md diagram:D01 onclick=x style id=a script a szó 2 = "
    ' --8<-- ____ \\ \ufeff \u202e é""",
    "```\n", "~~~\n", "!!! note\n    ", "| ", " |\n", "| --- |\n", "    ", ":   ", "\n", "\n\n",
    " ", "<div markdown>\n", "</div>\n", "[TOC]\n", "<!-- handbook:sources -->\n", "\t", "{ #",
    "\x02", "\x03",
)  # fmt: skip
DIALECT = bits(
    """[page](../run/a.md#b) [some](ref:R10) [out](https://a.example/b?c=d) **bold** *italic* _low_
    `code` `[` [text] [^1] ![a](diagram:D01) ![b](../assets/b-1.svg) ![ &nbsp; R&D ____ ( ) ] [
    * _ # ! | " ' { } < & = : é ` javascript: onclick=alert(1) https://b.example/ \\""",
    "# Title\n\n", "## Why { #why }\n\n", "- item\n", "1. item\n", "> quote\n", "---\n", "\\\n",
    "| a | b |\n| --- | --- |\n| c | d |\n\n", '!!! note "Box"\n    Text.\n\n', ":   term\n", " ",
    "Term\n", "    ", "\n\n[^1]: note\n\n", "<!-- handbook:sources -->\n", "3 < 5", "a > b",
    "\n\n", "\n",
)  # fmt: skip
HTML = bits(
    """<p> </p> <a href= src= x> " ' > < <svg> </svg> <desc> <title> </title> <table> <td> <b> </b>
    <math> <style> </style> <!-- --> <![CDATA[ ]]> onclick=x() javascript: data: // style= &lt; &gt;
    <img <div </div> <foreignObject> <use <body <template> <select> a é id= = /""",
    " ", "\n",
)  # fmt: skip
YAML = bits(
    """& &x * *x [ ] { } : , no 1e9 .nan 2026-02-30 !!python/name:os !ENV ' " | > <<: ? 0x1 ~ é # %
    @ 12345678901234567890 true""",
    "a: ", "- ", ": ", ", ", "\n", "  ", "\t", "---\n", "...\n", " ",
)  # fmt: skip


@pytest.fixture(scope="module")
def context(book: Book) -> Iterator[Context]:
    made = Context(book, spelling=False)
    yield made
    made.renderer.close()


@pytest.fixture(scope="module")
def convert(book: Book) -> Any:
    return converter(extensions(book))


def page(text: str) -> Page:
    return Page("run/page", "en", Path("page.md"), "docs/en/run/page.md", text, True)


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
@example("<![ x")
@example("a\n:   b\n" * 140)
def test_any_page_is_judged(context: Context, text: str) -> None:
    made = page(text)
    last = made.raw.count("\n") + 1
    for rule in RULES:
        if rule.id in ("markup", "page-cost", "include", "plain-values"):
            for fault in rule.check(made, context):
                assert 1 <= fault.line <= last
                assert fault.fix
                assert "\n" not in fault.message


@settings(max_examples=100, deadline=None)
@given(MARKDOWN)
def test_any_page_is_safe_when_it_passes_and_when_it_is_sanitised(text: str) -> None:
    promises.page_is_safe(text)


@settings(max_examples=100, deadline=None)
@given(HTML)
def test_any_html_is_safe_when_it_passes_and_when_it_is_sanitised(text: str) -> None:
    promises.html_is_safe(text)


@settings(deadline=None)
@given(ANY | HTML)
def test_any_value_that_passes_is_text_in_the_head(text: str) -> None:
    promises.words_are_judged(text)


@settings(max_examples=400, deadline=None)
@given(DIALECT)
def test_a_plain_page_becomes_nothing_that_is_refused(convert: Any, text: str) -> None:
    if is_plain(text, ("toc", "attr_list")):
        html, _contents = convert(prepare(text))
        assert markup.judge(html, own=True) == []


@given(ANY)
def test_any_html_is_judged(text: str) -> None:
    assert len(markup.judge(text)) <= markup.MOST
    markup.text_fault(text)


@given(MARKDOWN)
def test_the_cost_of_any_text_is_told(text: str) -> None:
    assert all(0 <= at <= len(text) for at, _message, _fix in faults(text))


@given(ANY, st.sampled_from(["javascript", "data", "vbscript", "file", "blob"]), st.booleans())
def test_no_disguise_of_a_scheme_is_a_link(rest: str, kind: str, capitals: bool) -> None:
    address = (kind.upper() if capitals else kind) + ":" + rest
    for disguise in (address, f" {address}", f"\x01{address}", address[:3] + "\t" + address[3:],
                     address[:2] + "\n" + address[2:], "\u200b" + address):  # fmt: skip
        assert link_fault(disguise)
        assert load_fault(disguise)


@given(ANY)
def test_an_address_is_judged_as_a_browser_reads_it(address: str) -> None:
    assert bool(link_fault(address)) == bool(link_fault(plain(address)))
    if not link_fault(address):
        assert scheme(address) in ("", "http", "https", "mailto", "tel")


@given(st.text(min_size=1, max_size=150))
def test_any_name_is_judged(name: str) -> None:
    found = name_fault(name)
    assert found is None or all(found)


@given(st.binary(max_size=300) | ANY.map(str.encode))
def test_any_drawing_is_judged(data: bytes) -> None:
    for line, message, fix in svg.judge(data):
        assert line >= 1
        assert message
        assert fix


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    text, flaw = decode(data)
    assert "\0" not in text
    assert flaw is None or 1 <= flaw.line <= text.count("\n") + data.count(b"\n") + 1


@settings(max_examples=300)
@given(YAML)
def test_any_yaml_is_data_or_an_error_with_a_line(text: str) -> None:
    for loader in (Loader, Words):
        try:
            made = load_yaml(text, loader)
        except yaml.YAMLError as error:
            assert 1 <= line_of(error, text) <= text.count("\n") + 1
        else:
            assert is_data(made)


def is_data(value: Any) -> bool:
    if isinstance(value, dict):
        return all(is_data(key) and is_data(entry) for key, entry in value.items())
    if isinstance(value, list):
        return all(map(is_data, value))
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, (str, int, date))
