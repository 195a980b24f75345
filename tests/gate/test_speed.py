"""What judges hostile text must not be slowed by it: 100 kB within a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.book import Book, Page
from handbook.check.context import Context
from handbook.check.rules import include, page_cost
from handbook.policy.address import link_fault
from handbook.policy.cost import faults
from handbook.policy.markup import text_fault
from handbook.policy.names import name_fault
from handbook.policy.plain import is_plain
from handbook.policy.svg import css_fault

SIZE = 100_000
PIECES = [
    "[", "](", "<a", "!", "-", "-8<-", '"', "'", "/*", ">", "{%", "{!", "&#", "\\", "`", "(", "a:",
    "url(", "..", "../", "__", "%6A", "'on", "<!--", "{#", " ", "\t", ">\n", "!!! md", "    ", "- ",
    "\n:", "\u200b", "[" + " " * 50,
]  # fmt: skip
JUDGES: dict[str, Callable[[str], object]] = {
    "cost": lambda text: list(faults(text)),
    "plain": lambda text: is_plain(text, ("toc",)),
    "value": text_fault,
    "styles": css_fault,
    "link": link_fault,
    "name": name_fault,
}


@pytest.mark.parametrize("judge", JUDGES.values(), ids=JUDGES)
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_within_a_second(judge: Callable[[str], object], piece: str) -> None:
    text = (piece * (SIZE // len(piece) + 1))[:SIZE]
    started = time.process_time()
    judge(text)
    judge("8<" + "[" * 30 + text + "]")
    assert time.process_time() - started < 2  # for two


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_rules_on_text_within_a_second(piece: str, book: Book) -> None:
    text = "8< " + (piece * (SIZE // len(piece) + 1))[:SIZE]
    page = Page("p", "en", Path("p.md"), "p.md", text, True)
    page.blocks  # noqa: B018 - parsed before the clock starts
    started = time.process_time()
    context = Context(book)
    assert [list(rule.check(page, context)) for rule in (include, page_cost)]
    assert time.process_time() - started < 1
