"""Ranges are written 1–2, with an en dash and no spaces, or in words.

Why: with a hyphen a range looks like a code or a number to call; “from 1–2” is half sign, half
word.

Bad (hu): A képzés december 1-5. között volt.
Good (hu): A képzés december 1–5. között volt.
Bad (lv): Grupā ir no 8–16 dalībniekiem.
Good (lv): Grupā ir no 8 līdz 16 dalībniekiem.
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
    """Yield ranges in another form than that of the language."""
    yield from pattern_faults(page, "ranges", context)
