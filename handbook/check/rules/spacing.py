"""Spaces stand once, after punctuation and outside brackets.

Why: a missing or doubled space is seen on paper, and a wrong one moves a comma to the next line.

Bad (hu): A szervezetek ( civil, egyházi) aláírják.
Good (hu): A szervezetek (civil, egyházi) aláírják.
Bad (lv): Mentors klausās , nevis runā.
Good (lv): Mentors klausās, nevis runā.
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
    """Yield spaces too many or missing."""
    yield from pattern_faults(page, "spacing", context)
