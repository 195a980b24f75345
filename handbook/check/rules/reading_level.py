"""Sentences of easy pages are short.

Why: easy language is read by people for whom a long sentence is a wall. The limits (12 words, in
Hungarian and Latvian 10) are those of the language norms; headings and sources are exempt.

Bad (en): Your mentor is a person who has been through something similar and now meets you weekly.
Good (en): Your mentor knows what it is like. You meet every week.
Bad (hu): A mentorod olyan ember, aki már átélt valami hasonlót, és hetente találkozik veled.
Good (hu): A mentorod is átélt már ilyet. Minden héten találkoztok.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.blocks import Block
from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.typography import pattern_faults
from handbook.check.words import short
from handbook.language.typography import base

SCOPE = "page"
SEVERITY = "warning"

_LIMITS = {"en": 12, "hu": 10, "sr": 12, "lv": 10, "bg": 12}
_EXEMPT = ("heading", "cell")
_LINE_BREAK = re.compile(r"\0\n|[ ]{2,}\n")
_SENTENCE = re.compile(r".+?(?:[.!?:–][”“»’\")]*(?=\s)|\Z)", re.DOTALL)
_WORD = re.compile(r"\w[^\s\0]*")


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield sentences of easy pages with more words than their language allows."""
    limit = _LIMITS.get(base(page.edition))
    if limit is None or not _is_easy(page):
        return
    for block in _told(page):
        for start, sentence in _sentences(block.prose):
            words = len(_WORD.findall(sentence))
            if words > limit:
                line, column = block.place(start)
                message = f"{words} words in one sentence, {limit} at most: {short(sentence)}"
                yield Fault(line, message, column, fix="make two sentences of it")
    yield from pattern_faults(page, "reading-level", context)


def _is_easy(page: Page) -> bool:
    return page.meta.get("part") == "easy" or page.id.startswith("easy/")


def _told(page: Page) -> Iterator[Block]:
    """Blocks a reader is meant to read: all before the section of sources."""
    for block in page.blocks:
        if block.kind == "heading" and block.id == "sources":
            return
        if block.kind not in _EXEMPT:
            yield block


def _sentences(prose: str) -> Iterator[tuple[int, str]]:
    """Sentences with their offsets; a line that ends with a hard break ends one too."""
    start = 0
    for line_break in [*_LINE_BREAK.finditer(prose), None]:
        end = line_break.end() if line_break else len(prose)
        for match in _SENTENCE.finditer(prose, start, end):
            lead = len(match[0]) - len(match[0].lstrip("\0 \n"))
            yield match.start() + lead, match[0]
        start = end
