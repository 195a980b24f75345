"""Rules over letters and language: any text, hostile text, and mends that mend."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.book import Book, Page
from handbook.check.context import Context
from handbook.check.model import Edit, Fault, Rule
from handbook.check.pair import Pair
from handbook.check.rules import RULES
from tests.check.fixtures import book_of

IDS = (
    "mixed-script",
    "look-alikes",
    "invisible-characters",
    "not-nfc",
    "mojibake",
    "wrong-script",
    "untranslated",
    "wrong-language",
    "leftovers",
)
OURS = [rule for rule in RULES if rule.id in IDS]
EDITIONS = ("en", "hu", "sr", "lv", "bg", "mk")

LETTERS = (
    "aeocpxyн еѕјнорстіыéőõûðçʼñÃ¡Å‘ÂâÐµРСЃґïп0398TODOX?<>=|\n \u200b\u0301\u0327\ufeff\ufffd\u202e"
)
WORDS = (
    "the and of with write down ментор и за се mentor és a hogy un ir jaunietis i da je osoba "
    "младеж kÃ¡rtya РўРѕРІР° еднo PDFът T38 Т38 TODO ??? „idézet” *title* (2002) 0rvos k?zi"
)
CHARACTERS = st.one_of(st.sampled_from(LETTERS), st.characters(exclude_categories=["Cs"]))
TEXT = st.one_of(
    st.text(CHARACTERS, max_size=200),
    st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join),
)
HOSTILE = {
    "one word": "a" * 100_000,
    "foreign letters": "õ" * 100_000,
    "mixed scripts": "aе" * 50_000,
    "Cyrillic look-alikes": "а " * 50_000,
    "Latin look-alikes": "ментор c " * 11_000,
    "codes": "Т38 T38 " * 12_000,
    "digits": "a0" * 50_000,
    "question marks": "?a" * 50_000,
    "only question marks": "?" * 100_000,
    "mojibake": "Ã¡" * 50_000,
    "half mojibake": "aÃ" * 50_000,
    "Cyrillic mojibake": "Рµ" * 50_000,
    "zero width": "\u200b" * 100_000,
    "zero width in words": "a\u200b" * 50_000,
    "decomposed": "e\u0301" * 50_000,
    "loose accents": "m\u0326 " * 33_000,
    "opened quotes": "„a " * 33_000,
    "emphasis": "*a " * 33_000,
    "comments": "<!-- " * 20_000,
    "notes": "TODO " * 20_000,
    "merge marks": "<<<<<<< a\n" * 10_000,
    "full stops": "a. " * 33_000,
    "English": "write down the date and the place of it. " * 2_500,
    "Hungarian": "a mentor még aznap leírja, mit hallott. " * 2_500,
    "Russian": "молодой человек сам выбирает наставника. " * 2_500,
    "cells": "| the date of it and more " * 4_000,
    "lines": "a\n" * 50_000,
    "references": "A. B. (2002) " * 7_700,
}


def _pages(book: Book, locale: str, text: str, source: str = "Text.\n") -> tuple[Pair, Context]:
    made = book_of(book, {("en", "run/page"): source, (locale, "run/page"): text})
    page = made.pages[locale, "run/page"]
    return Pair.of(made.pages["en", "run/page"], page), Context(made)


def _faults(rule: Rule, pair: Pair, context: Context) -> Iterator[Fault]:
    if rule.scope == "page":
        yield from rule.check(pair.target, context)
    elif not pair.target.is_source:
        yield from rule.check(pair, context)


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
@settings(max_examples=40, deadline=None)
@given(text=TEXT, source=TEXT, locale=st.sampled_from(EDITIONS))
def test_any_text_is_judged(book: Book, rule: Rule, text: str, source: str, locale: str) -> None:
    pair, context = _pages(book, locale, text, source)
    last = pair.target.raw.count("\n") + 1
    for fault in _faults(rule, pair, context):
        assert 1 <= fault.line <= last
        assert fault.column >= 1
        assert fault.fix


@pytest.mark.parametrize("locale", ["hu", "bg"])
@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_not_quadratic(book: Book, name: str, locale: str) -> None:
    """100 kB take at most 0.2 s a rule on a free machine; quadratic time would be minutes."""
    pair, context = _pages(book, locale, HOSTILE[name], HOSTILE[name])
    for block in (*pair.source.blocks, *pair.target.blocks):
        assert len(block.prose) == len(block.text)
    for rule in OURS:
        start = time.process_time()
        list(_faults(rule, pair, context))
        assert time.process_time() - start < 1, rule.id


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
@settings(max_examples=40, deadline=None)
@given(text=TEXT, locale=st.sampled_from(EDITIONS))
def test_a_mend_mends(book: Book, rule: Rule, text: str, locale: str) -> None:
    pair, context = _pages(book, locale, text)
    edits = [fault.edit for fault in _faults(rule, pair, context) if fault.edit]
    if not edits:
        return
    mended = _apply(pair.target, edits[0])
    assert mended != pair.target.raw
    again, context = _pages(book, locale, mended)
    assert edits[0] not in [fault.edit for fault in _faults(rule, again, context)]


def _apply(page: Page, edit: Edit) -> str:
    lines = page.raw.split("\n")
    line, at = lines[edit.line - 1], edit.column - 1
    lines[edit.line - 1] = line[:at] + edit.text + line[at + edit.length :]
    return "\n".join(lines)
