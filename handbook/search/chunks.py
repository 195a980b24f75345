"""Scripts that hand something over to the search: what stands in them, and what they are called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from handbook.search.pages import FoundPage

CHUNK = 6_000
"""Characters of text a file: some sections of a page, two or three kB after gzip."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def text_files(page: FoundPage) -> Iterator[tuple[str, int, bytes]]:
    """Yield the files of a page's texts: name, how many sections, what stands in it."""
    for chunk in split(page):
        name, data = script_file("t", chunk)
        yield name, len(chunk), data


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


def script_file(kind: str, content: list[str]) -> tuple[str, bytes]:
    """Return name and bytes of a script that hands over its content; the name has its digest."""
    text = script_json(content).encode()
    name = f"{kind}-{hashlib.sha256(text).hexdigest()[:8]}"
    return f"{name}.js", b'handbookSearch.give("%s",%s);\n' % (name.encode(), text)


def script_json(value: Any) -> str:
    """Return a value as JSON that may stand in a script."""
    return _JSON.encode(value).replace("</", "<\\/")
