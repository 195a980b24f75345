"""What a rule is and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs; only errors fail a run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Edit:
    """A mechanical mend on one line of a file: ``length`` characters from ``column`` on.

    ``line`` and ``column`` count from 1, in the file.
    """

    line: int
    column: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: path relative to the book's root, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: where in the page it judges, what is wrong, what to do.

    ``source`` is the line of the source page it is compared with; ``severity`` overrides the
    rule's; ``path`` and ``edition`` are given only by rules of scope ``book``.
    """

    line: int
    message: str
    column: int = 1
    fix: str | None = None
    source: int | None = None
    severity: Severity | None = None
    edit: Edit | None = None
    path: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its rule, severity and place: one entry of a report."""

    rule: str
    severity: Severity
    edition: str
    path: str
    line: int
    column: int
    message: str
    fix: str | None = None
    source: Place | None = None
    edit: Edit | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Reports are sorted by path, line, column, rule, message."""
        return (self.path, self.line, self.column, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, severity, what it judges, one line of summary and its generator.

    ``scope`` is ``page`` (each page of every edition), ``pair`` (a translation beside its
    source) or ``book`` (all pages together).
    """

    id: str
    severity: Severity
    scope: str
    summary: str
    text: str
    check: Callable[[Any, Any], Iterator[Fault]]
    kept: bool = False
    """Of scope ``book``: whether it reads nothing but the configuration and the data files, so
    that what it found may be kept between runs."""

    @classmethod
    def of(cls, module: ModuleType) -> Rule:
        """Read a rule from its module: docstring, ``SCOPE``, ``SEVERITY``, ``check``."""
        summary, _, text = (module.__doc__ or "").partition("\n")
        name = module.__name__.rsplit(".", 1)[-1].replace("_", "-")
        severity = Severity(module.SEVERITY)
        kept = getattr(module, "KEPT", False)
        return cls(name, severity, module.SCOPE, summary.strip(), text.strip(), module.check, kept)
