"""Times of day are written as the language writes them.

Why: one form on all pages is read at a glance.

Bad (lv): Tikšanās sākas plkst. 18:00.
Good (lv): Tikšanās sākas plkst. 18.00.
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
    """Yield times in another form than that of the language."""
    yield from pattern_faults(page, "time-format", context)
