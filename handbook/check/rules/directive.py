"""Comments of the form `handbook:…` name something that can be put in their place.

Why: a misspelt one puts nothing there: the list of sources or the numbers to call are missing.

Bad (en): <!-- handbook:source -->
Good (en): <!-- handbook:sources -->
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.links import DIRECTIVE
from handbook.check.model import Fault
from handbook.check.names import source_of
from handbook.check.nearest import nearest

SCOPE = "page"
SEVERITY = "error"

_GENERATED = ("sources", "helplines", "emergency-numbers", "glossary", "bibliography")
KNOWN = frozenset((*_GENERATED, "course", "course-formats", "form", "allow"))
"""What the site puts in place of a comment; ``allow`` silences a rule for the next block."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each comment that names nothing known."""
    if not context.is_handbook or source_of(page, context) is not None:
        return  # directive-parity compares those of translations
    for block in page.blocks:
        if block.kind != "comment":
            continue
        for match in DIRECTIVE.finditer(block.text):
            if match[1] not in KNOWN:
                line, column = block.place(match.start())
                like = nearest(match[1], KNOWN)
                fix = f"write handbook:{like}" if like else f"use one of: {_listed()}"
                message = f"nothing is known by the name handbook:{match[1]}"
                yield Fault(line, message, column=column, fix=fix)


def _listed() -> str:
    return ", ".join(sorted(KNOWN - {"allow"}))
