"""Comments of the form `handbook:…` name something that can be put in their place.

Why: a misspelt one puts nothing there: the list of sources or the numbers to call are missing.

Bad (en): <!-- handbook:source -->
Good (en): <!-- handbook:sources -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.book import Page
from handbook.check.context import Context
from handbook.check.links import DIRECTIVE
from handbook.check.model import Fault
from handbook.check.nearest import nearest

SCOPE = "page"
SEVERITY = "error"

_ARGUMENTS = {"form": "run/match-start#t37", "cards": "may-i-tell", "cards-key": "may-i-tell"}
"""Directives that take one, each with an example."""
_FORM = re.compile(r"[\w/-]+#[\w-]+")
_SET = re.compile(r"[\w-]+")
_GENERATED = ("sources", "helplines", "emergency-numbers", "glossary", "bibliography")
_COURSE = ("course", "course-formats", "timetable")
KNOWN = frozenset((*_GENERATED, *_COURSE, "status", "allow", *_ARGUMENTS))
"""What the site puts in place of a comment; ``allow`` silences a rule for the next block."""


def check(page: Page, context: Context) -> Iterator[Fault]:
    """Yield a fault for each comment that names nothing known, or is not closed."""
    if not (context.is_handbook and page.is_source):
        return  # directive-parity compares those of translations
    for block in page.blocks:
        if block.kind != "comment":
            continue
        if "-->" not in block.text:
            fix = "end it with -->; until then the rest of the page may be hidden"
            yield Fault(block.line, "this comment is not closed", fix=fix)
        for match in DIRECTIVE.finditer(block.text):
            fault = _fault(match[1], match[2], match[0])
            if fault:
                line, column = block.place(match.start())
                yield Fault(line, fault[0], column=column, fix=fault[1])


def _fault(name: str, argument: str, comment: str) -> tuple[str, str] | None:
    """Say what is wrong with a comment, and what to write."""
    if name not in KNOWN:
        like = nearest(name, KNOWN)
        known = ", ".join(sorted(KNOWN - {"allow"}))
        fix = f"write handbook:{like}" if like else f"use one of: {known}"
        return f"nothing is known by the name handbook:{name}", fix
    if name == "allow":
        return None
    wanted = _ARGUMENTS.get(name, "")
    shape = _FORM if name == "form" else _SET
    is_right = bool(shape.fullmatch(argument)) if wanted else not argument
    right = f"<!-- handbook:{name} {argument if is_right else wanted}".rstrip() + " -->"
    if f"handbook:{name}" not in comment or not is_right:
        return f"{comment} is not written as it must be", f"write {right}"
    return None
