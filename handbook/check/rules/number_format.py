"""Numbers, percentages and sums are written as the language writes them.

Why: 4.7 and 4,7, or 251.395 and 251,395, mean different numbers to different readers.

Bad (hu): A keret 4.7 millió euró.
Good (hu): A keret 4,7 millió euró.
Bad (bg): Само 20 % останаха до края.
Good (bg): Само 20% останаха до края.
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
    """Yield numbers in the form of another language."""
    yield from pattern_faults(page, "number-format", context)
