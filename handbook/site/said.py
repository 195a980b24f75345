"""What MkDocs and its plugins warn of, collected: `handbook build` is always strict."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Collector(logging.Handler):
    """Gathers warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith("Error reading page"):  # the cause follows in a line of its own
            self.lines.append(message)


@contextmanager
def heard() -> Iterator[list[str]]:
    """Yield the list that fills with what is said."""
    collector = _Collector()
    log = logging.getLogger("mkdocs")
    log.addHandler(collector)
    try:
        yield collector.lines
    finally:
        log.removeHandler(collector)
