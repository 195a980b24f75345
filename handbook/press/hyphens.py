"""Hyphenation patterns, parsed once: Hungarian has a hundred thousand.

Pyphen reads its dictionaries line by line in every process. What it makes of one is kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyphen

from handbook.files import write_whole
from handbook.press.inputs import library


def keep_patterns(folder: Path) -> None:
    """Let Pyphen take its patterns from a folder where they are kept, and keep them there."""

    class Kept(pyphen.HyphDict):  # type: ignore[misc]
        """Patterns of one language."""

        def __init__(self, path: Path) -> None:
            file = folder / f"patterns-{path.stem}-{library('pyphen')}.json"
            if file.exists():
                raw = json.loads(file.read_text("utf-8"))
                shared = list(map(_value, raw["values"]))
                self.cache: dict[str, list[int]] = {}
                self.maxlen: int = raw["longest"]
                self.patterns = {key: shared[number] for key, number in raw["patterns"].items()}
            else:
                super().__init__(path)
                if folder.is_dir():
                    _keep(self, file)

    pyphen.HyphDict = Kept


def _keep(made: Any, file: Path) -> None:
    """Write patterns down; many have the same values, which are held once."""
    numbers: dict[str, int] = {}
    patterns = {
        key: numbers.setdefault(json.dumps(_raw(*each)), len(numbers))
        for key, each in made.patterns.items()
    }
    values = list(map(json.loads, numbers))
    facts = {"longest": made.maxlen, "values": values, "patterns": patterns}
    write_whole(file, json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode())


def _raw(start: int, values: Sequence[int]) -> list[Any]:
    """Return where a pattern begins and its values; some change letters where they part a word."""
    return [start, [[int(each), getattr(each, "data", None)] for each in values]]


def _value(raw: list[Any]) -> tuple[int, tuple[int, ...]]:
    start, values = raw
    return start, tuple(
        pyphen.DataInt(value, tuple(data)) if data else value for value, data in values
    )
