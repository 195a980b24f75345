"""What a planted defect is, and the register of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from .sheet import Sheet

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Pair:
    """The text of one page in the source language and in a translation.

    ``path`` is that of the translation, relative to the book's root (``docs/hu/run/x.md``);
    ``pages`` are the ids of all pages of the book, so that a broken link is really broken.
    """

    path: str
    language: str
    source: str
    target: str
    pages: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The page's path below its edition's folder, without ``.md``."""
        return self.path.split("/", 2)[2].removesuffix(".md")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A page with one defect; ``line``, from 1, is where it is in the mutated ``text``.

    ``also`` are lines at which the same defect may be reported with equal right (both places of
    a move). ``text`` is None when the file is gone; ``files`` are further files that change.
    """

    kind: str
    path: str
    line: int
    text: str | None
    note: str
    also: tuple[int, ...] = ()
    files: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """What a planter returns: new lines of the page and where the defect is, from 0."""

    lines: list[str]
    at: int
    note: str
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a planter works with: both pages, all other editions of the page, and the dice."""

    pair: Pair
    source: Sheet
    target: Sheet
    others: Mapping[str, str]
    dice: Random

    @property
    def language(self) -> str:
        """Language of the translation."""
        return self.pair.language

    def pick(self, things: Sequence[Thing]) -> Thing | None:
        """One of the things at random, None when there is none."""
        return self.dice.choice(things) if things else None

    def put(self, line: int, start: int, end: int, text: str, note: str) -> Change:
        """Write ``text`` over some columns of one line; a note without words shows the change."""
        lines = list(self.target.lines)
        old = lines[line]
        lines[line] = old[:start] + text + old[end:]
        return Change(lines, line, note or f"{old[start:end]!r} → {text!r}")

    def splice(self, start: int, end: int, new: Sequence[str], note: str) -> Change:
        """Put ``new`` lines where the lines ``start`` to ``end`` were."""
        lines = self.target.lines
        return Change([*lines[:start], *new, *lines[end:]], start, note)


Planter = Callable[[Desk], "Change | Mutant | None"]
KINDS: dict[str, Planter] = {}
"""Every kind of defect and what plants it, in the order of the table of recall."""


BEYOND: set[str] = set()
"""Kinds that one must know both languages to see, or that are no matter of parity."""


def plants(kind: str, *, beyond: bool = False) -> Callable[[Planter], Planter]:
    """Register a planter under the name of its kind."""

    def register(planter: Planter) -> Planter:
        KINDS[kind] = planter
        if beyond:
            BEYOND.add(kind)
        return planter

    return register
