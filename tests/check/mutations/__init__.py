"""Plant one defect in a translated page, of a kind that real hands and programs make.

``mutate(kind, pair, others, dice)`` returns the page with the defect and where it is, or None
when the page has no place for it. The planters know nothing of the rules: they imitate
translators, editors, merges, copying and machine translation. Kinds are grouped by module:
files and front matter (`pages`), whole `sections`, headings and paragraphs (`blocks`), lists,
boxes and forms (`lists`), `tables`, `links`, what else stands within lines (`inline`),
`figures`, `language`, `letters`, `terms`, `typography`, and what came to mind later (`further`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from random import Random

from . import (  # noqa: F401 (each registers its planters)
    blocks,
    figures,
    further,
    inline,
    language,
    letters,
    links,
    lists,
    pages,
    sections,
    tables,
    terms,
    typography,
)
from .model import BEYOND, KINDS, Change, Desk, Mutant, Pair
from .sheet import Sheet

__all__ = ["BEYOND", "KINDS", "Mutant", "Pair", "mutate"]


def mutate(kind: str, pair: Pair, others: Mapping[str, str], dice: Random) -> Mutant | None:
    """Plant one defect of ``kind``; ``others`` are the texts of the page's other translations."""
    source = _sheet(pair.path, "en", pair.source)
    target = _sheet(pair.path, pair.language, pair.target)
    made = KINDS[kind](Desk(pair, source, target, others, dice))
    if made is None:
        return None
    if isinstance(made, Mutant):
        return replace(made, kind=kind)
    return _mutant(kind, pair, made)


_sheet = lru_cache(maxsize=64)(Sheet)


def _mutant(kind: str, pair: Pair, change: Change) -> Mutant | None:
    text = "\n".join(change.lines)
    if text == pair.target:
        return None
    last = len(text.rstrip("\n").split("\n"))
    also = tuple(line + 1 for line in change.also)
    return Mutant(kind, pair.path, min(change.at + 1, last), text, change.note, also)
