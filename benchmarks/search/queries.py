"""The development queries: read, and marked by what they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("queries.yml")


@dataclass(frozen=True)
class Query:
    """One query: kind, what is typed, where it must lead; every third is held out."""

    locale: str
    kind: str
    text: str
    targets: tuple[str, ...]
    held_out: bool

    def is_found(self, pages: Iterable[str]) -> bool:
        """Whether one of the right pages is among these (page ids, without anchors)."""
        return not {target.split("#")[0] for target in self.targets}.isdisjoint(pages)


def queries() -> list[Query]:
    """All queries, language by language."""
    raw = yaml.safe_load(FILE.read_text("utf-8"))
    return [
        Query(locale, str(kind), str(text), tuple(targets), number % 3 == 2)
        for locale, entries in raw.items()
        for number, (kind, text, *targets) in enumerate(entries)
    ]


def shares(outcomes: Iterable[tuple[Query, bool]]) -> dict[str, float]:
    """Share of good outcomes: all, developed on, held out, and by language and kind."""
    groups: dict[str, list[bool]] = {}
    for query, good in outcomes:
        part = "held out" if query.held_out else "developed on"
        for name in ("all", part, query.locale, query.kind):
            groups.setdefault(name, []).append(good)
    return {name: sum(goods) / len(goods) for name, goods in groups.items()}
