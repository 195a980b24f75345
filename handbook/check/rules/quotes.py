"""Quotation marks are those of the language, and come in pairs.

Why: “these” are English marks; Hungarian, Serbian, Latvian and Bulgarian readers expect their own.
A quotation that never closes leaves open who is speaking.

Bad (hu): A “kortárs mentorálás” új fogalom.
Good (hu): A „kortárs mentorálás” új fogalom.
Bad (lv): Projektu "RETHINK" vadīja reģions.
Good (lv): Projektu “RETHINK” vadīja reģions.
Bad (bg): „Искам да говоря с някого”, каза Мария.
Good (bg): „Искам да говоря с някого“, каза Мария.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.model import Fault
from handbook.check.quotation import quote_faults
from handbook.check.typography import pattern_faults

SCOPE = "page"
SEVERITY = "warning"


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield quotations in wrong marks, and marks that stand alone."""
    yield from quote_faults(page, context)
    yield from pattern_faults(page, "quotes", context)
