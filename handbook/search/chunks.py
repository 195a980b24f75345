"""Texts of a page's sections, cut into scripts: what excerpts are taken from; a script's name.

A script of shards or texts hands over its content and is named by it: one that has not changed
keeps its name, and a reader's copy of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from handbook.search.pages import FoundPage

CHUNK = 6_000
"""Characters of text a file: some sections of a page, two or three kB after gzip."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Chunk = tuple[str, int, bytes]
"""Name of a script, how many sections' texts it holds, the script."""


def chunks(page: FoundPage) -> list[Chunk]:
    """Return the scripts of a page's texts, in the order of its sections."""
    runs = list(split(page))
    files = (script("t", run) for run in runs)
    return [(name, len(run), data) for run, (name, data) in zip(runs, files, strict=True)]


def split(page: FoundPage, most: int = CHUNK) -> Iterator[list[str]]:
    """Cut a page's texts, one a section, into runs that are fetched at once; none is empty.

    The page's description stands for its first section where a heading follows at once.
    """
    run: list[str] = []
    for number, section in enumerate(page.sections):
        text = section.text or ("" if number else page.description)
        if run and sum(map(len, run)) + len(text) > most:
            yield run
            run = []
        run.append(text)
    if run:
        yield run


def script(kind: str, content: list[str]) -> tuple[str, bytes]:
    """Return a script that hands over its content, by the name that has its digest."""
    text = script_json(content).encode()
    name = f"{kind}-{hashlib.sha256(text).hexdigest()[:8]}"
    return name, b'handbookSearch.give("%s",%s);\n' % (name.encode(), text)


def script_json(value: Any) -> str:
    """Return a value as JSON that may stand in a script."""
    return _JSON.encode(value).replace("</", "<\\/")
