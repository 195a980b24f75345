"""Cards that are cut out: sets of cards as data, from `docs/cards.yml`.

Pages show a set with ``<!-- handbook:cards SET -->`` and the trainer's key to it with
``<!-- handbook:cards-key SET -->``; other pages and forms use the same cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.data import DataError, Local, local, read, require


@dataclass(frozen=True)
class Card:
    """One card; ``title`` and ``key`` may be empty, ``number`` is printed on it."""

    id: str
    number: str
    text: Local
    title: Local = field(default_factory=dict)
    key: Local = field(default_factory=dict)


@dataclass(frozen=True)
class CardSet:
    """Cards that belong together; ``id`` is the name pages use."""

    id: str
    title: Local
    cards: tuple[Card, ...]

    @property
    def has_key(self) -> bool:
        """Whether every card has an answer for the trainer."""
        return all(card.key for card in self.cards)


def load_cards(file: Path, locales: Iterable[str]) -> dict[str, CardSet]:
    """Read the sets of cards; none when the book has no such file.

    Raises:
        DataError: for a missing text, or an id that stands twice.

    """
    if not file.exists():
        return {}
    locales = list(locales)
    sets: dict[str, CardSet] = {}
    for entry in read(file)["sets"]:
        place = f"{file.name}: {entry.get('id', '?')}"
        require(entry, ("id", "title", "cards"), place)
        made = tuple(_card(card, locales, place) for card in entry["cards"])
        name = str(entry["id"])
        if name in sets or len({card.id for card in made}) != len(made):
            raise DataError(f"{place}: an id stands twice; give each set and card its own")
        sets[name] = CardSet(name, local(entry["title"], locales, f"{place} › title"), made)
    return sets


def _card(entry: Mapping[str, Any], locales: list[str], place: str) -> Card:
    place = f"{place} › {entry.get('id', '?')}"
    require(entry, ("id", "text"), place)
    optional = {
        name: local(entry[name], locales, f"{place} › {name}")
        for name in ("title", "key")
        if entry.get(name)
    }
    text = local(entry["text"], locales, f"{place} › text")
    return Card(str(entry["id"]), str(entry.get("number", entry["id"])), text, **optional)
