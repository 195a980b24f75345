"""What rules over letters share: the language of a page, what is unusual on it, edits."""

from __future__ import annotations

from functools import lru_cache

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Edit
from handbook.check.prose import Piece
from handbook.language.detect import profile_of
from handbook.language.letters import unusual
from handbook.language.script import CYRILLIC_LANGUAGES, expected_script, main_script

MOST = 100
"""Faults of one kind in one block that are told one by one."""


@lru_cache(maxsize=4)
def odd_characters(page: Page) -> frozenset[str]:
    """Characters of a page's file that are not usual in its language; the rules share them."""
    return unusual(page.raw, profile_of(page.edition))


def tag_of(page: Page, context: Context) -> str:
    """BCP 47 tag of a page's edition (``sr-Latn``), as far as the book declares it."""
    try:
        return context.book.edition(page.edition).tag or page.edition
    except KeyError:
        return page.edition


def profile_for(page: Page, context: Context) -> str | None:
    """Profile a page's language is judged by; bare ``sr`` by the script of most of the page."""
    tag = tag_of(page, context)
    profile = profile_of(tag) or profile_of(page.edition)
    if profile == "sr" and expected_script(tag) is None:
        return "sr-Cyrl" if _script(page) == "Cyrillic" else "sr"
    return profile


def script_for(page: Page, context: Context) -> str:
    """Script a page must be in: by its tag or language, else that of most of its letters."""
    profile = profile_for(page, context)
    if profile:
        return "Cyrillic" if profile in CYRILLIC_LANGUAGES else "Latin"
    tag = tag_of(page, context)
    return expected_script(tag) or expected_script(page.edition) or _script(page) or ""


@lru_cache(maxsize=4)
def _script(page: Page) -> str | None:
    return main_script(page.text)


def edit(piece: Piece, start: int, end: int, text: str) -> Edit | None:
    """Replace a span of a piece, when its columns in the file are known."""
    if not piece.exact:
        return None
    line, column = piece.place(start)
    return Edit(line, column, end - start, text)
