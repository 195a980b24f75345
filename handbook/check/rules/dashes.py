"""Dashes are dashes, not hyphens, and stand between spaces.

Why: a hyphen joins, a dash sets apart; readers stumble where one stands for the other.

Bad (hu): Az esetkonferencián - ha a fiatal is szeretné - a mentor is ott lehet.
Good (hu): Az esetkonferencián – ha a fiatal is szeretné – a mentor is ott lehet.
Bad (sr): Mladi izlaze iz sistema socijalne zaštite - često bez podrške.
Good (sr): Mladi izlaze iz sistema socijalne zaštite – često bez podrške.
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
    """Yield hyphens that stand for dashes, and dashes without their spaces."""
    yield from pattern_faults(page, "dashes", context)
