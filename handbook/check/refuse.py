"""The gate by itself, for the build: what may not be rendered, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Book
from handbook.check.context import Context
from handbook.check.gate import RULES as GATE
from handbook.check.model import Fault
from handbook.check.rules import RULES


def refusals(book: Book) -> list[str]:
    """Return what the gate refuses in a book; an empty list means that it may be rendered."""
    context = Context(book, spelling=False)
    found = sorted(_faults(context), key=lambda each: (each[0], each[1].line))
    return [
        f"{path}:{fault.line}: {fault.message}" + (f"; {fault.fix}" if fault.fix else "")
        for path, fault in found
    ]


def _faults(context: Context) -> Iterator[tuple[str, Fault]]:
    for rule in RULES:
        if rule.id not in GATE:
            continue
        if rule.scope == "book":
            yield from ((fault.path or "", fault) for fault in rule.check(context.book, context))
            continue
        for page in context.book.pages.values():
            yield from ((page.path, fault) for fault in rule.check(page, context))
