"""Abbreviations have their full stops, spaces and hyphens.

Why: an abbreviation without its full stop looks like a word that the reader does not know.

Bad (lv): Mentori, sociālie darbinieki u.c. speciālisti tiekas.
Good (lv): Mentori, sociālie darbinieki u. c. speciālisti tiekas.
Bad (sr): Dr. Jovanović vodi superviziju.
Good (sr): Dr Jovanović vodi superviziju.
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
    """Yield abbreviations in another form than that of the language."""
    yield from pattern_faults(page, "abbreviations", context)
