"""Commas and full stops stand where the language puts them, and once.

Why: a missing comma lets a sentence be read wrongly; a doubled stop looks careless.

Bad (lv): Mentors zina ka par vardarbību jāziņo.
Good (lv): Mentors zina, ka par vardarbību jāziņo.
Bad (hu): A mentorok, trénerek, stb. aláírják.
Good (hu): A mentorok, trénerek stb. aláírják.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.typography import pattern_faults

SCOPE = "page"
SEVERITY = "warning"


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield commas and stops too many or missing."""
    yield from pattern_faults(page, "punctuation", context)
