"""Articles, endings and agreement follow the grammar, where a pattern can tell.

Why: these are the faults that translators make most often and readers notice first. Nothing here
says that the rest of the grammar is right.

Bad (hu): 175 fiatalok vettek részt a programban.
Good (hu): 175 fiatal vett részt a programban.
Bad (sr): Mentori trebaju da prijave svaku sumnju na nasilje.
Good (sr): Mentori treba da prijave svaku sumnju na nasilje.
Bad (bg): Обадихме се на менторът.
Good (bg): Обадихме се на ментора.
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
    """Yield faults of grammar that a pattern can find."""
    yield from pattern_faults(page, "grammar", context)
