"""One search index an edition, so that a reader finds pages of their own language only.

The engine writes one merged index for all languages and stems and trims it as English, which
loses Cyrillic words whole. Here each edition gets its own, with words kept as they are written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from handbook.book import Book

INDEX = Path("search") / "search_index.json"
_SEPARATOR = "[\\s\\-–—,.:;!?()\\[\\]„“”\"'’‘«»/]+"


def split_search(site: Path, book: Book) -> None:
    """Replace the merged index of ``site`` by one below each edition's folder.

    Locations become relative to the edition's start page; stemming and trimming are turned off.
    """
    merged = json.loads((site / INDEX).read_text("utf-8"))
    config = {**merged["config"], "lang": ["en"], "pipeline": [], "separator": _SEPARATOR}
    for edition in book.editions:
        root = book.url(edition.locale, "index")
        docs = _of_edition(merged["docs"], root, book)
        if not docs:
            continue
        file = site / root / INDEX
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"config": config, "docs": docs}, ensure_ascii=False), "utf-8")


def _of_edition(docs: list[dict[str, Any]], root: str, book: Book) -> list[dict[str, Any]]:
    if root:
        return [
            {**entry, "location": entry["location"].removeprefix(root)}
            for entry in docs
            if entry["location"].startswith(root)
        ]
    others = tuple(book.url(e.locale, "index") for e in book.editions if not e.is_source)
    return [entry for entry in docs if not entry["location"].startswith(others)]
