"""Dates are written as the language writes them.

Why: a date in another country’s form is misread, or read twice.

Bad (hu): A képzés 2019 december 1-jén kezdődött.
Good (hu): A képzés 2019. december 1-jén kezdődött.
Bad (sr): Konferencija je održana 23. marta 2021., u Beogradu.
Good (sr): Konferencija je održana 23. marta 2021, u Beogradu.
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
    """Yield dates in another form than that of the language."""
    yield from pattern_faults(page, "date-format", context)
