"""Days, months and names have the capital letters of the language.

Why: English habits of capital letters are the first thing by which a translation shows.

Bad (sr): Sastanak je zakazan za 7. Aprila 2021. godine.
Good (sr): Sastanak je zakazan za 7. aprila 2021. godine.
Bad (hu): A következő találkozás Hétfőn lesz.
Good (hu): A következő találkozás hétfőn lesz.
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
    """Yield capital letters that the language does not write."""
    yield from pattern_faults(page, "capitals", context)
