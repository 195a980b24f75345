"""Scripts that hand something over to the search: what stands in them, and what they are called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from handbook.search.pages import FoundPage

CHUNK = 6_000
"""Characters of text a file: some sections of a page, two or three kB after gzip."""


class Chunk(NamedTuple):
    """A file with the texts of some sections of a page: its name, its bytes, how many they are."""

    name: str
    size: int
    sections: int


def text_files(page: FoundPage) -> Iterator[tuple[Chunk, str]]:
    """Yield the files of a page's texts, and what stands in each."""
    for chunk in split(page):
        name, text = script_file("t", chunk)
        yield Chunk(name, len(text.encode()), len(chunk)), text


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


def script_file(kind: str, content: list[str]) -> tuple[str, str]:
    """Return name and text of a script that hands over its content; the name has its digest."""
    text = script_json(content)
    name = f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return f"{name}.js", f'handbookSearch.give("{name}",{text});\n'


def script_json(value: Any) -> str:
    """Return a value as JSON that may stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
