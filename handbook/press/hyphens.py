"""Hyphenation patterns, parsed once: Hungarian has a hundred thousand.

Pyphen reads its dictionaries line by line in every process. What it makes of one is kept as JSON.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyphen

from handbook.press.inputs import library


def keep_patterns(folder: Path) -> None:
    """Let Pyphen take its patterns from a folder where they are kept, and keep them there."""

    class Kept(pyphen.HyphDict):  # type: ignore[misc]
        """Patterns of one language."""

        def __init__(self, path: Path) -> None:
            file = folder / f"patterns-{path.stem}-{library('pyphen')}.json"
            if file.exists():
                raw = json.loads(file.read_text("utf-8"))
                self.cache: dict[str, list[int]] = {}
                self.maxlen: int = raw["longest"]
                self.patterns: dict[str, Any] = raw["plain"]
                self.patterns.update((key, _special(each)) for key, each in raw["special"])
            else:
                super().__init__(path)
                if folder.is_dir():
                    _keep(self, file)

    pyphen.HyphDict = Kept


def _keep(made: Any, file: Path) -> None:
    """Write patterns down; those that change letters where they part a word stand apart."""
    plain: dict[str, Any] = {}
    special: list[Any] = []
    for key, (start, values) in made.patterns.items():
        if any(isinstance(value, pyphen.DataInt) for value in values):
            raw = [(int(value), getattr(value, "data", None)) for value in values]
            special.append((key, (start, raw)))
        else:
            plain[key] = start, values
    facts = {"longest": made.maxlen, "plain": plain, "special": special}
    part = file.with_name(f".{file.name}.{os.getpid()}")
    part.write_text(json.dumps(facts, ensure_ascii=False, separators=(",", ":")), "utf-8")
    part.replace(file)


def _special(raw: list[Any]) -> tuple[int, list[int]]:
    start, values = raw
    return start, [pyphen.DataInt(value, tuple(data)) if data else value for value, data in values]
