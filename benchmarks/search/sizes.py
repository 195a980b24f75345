"""What our search weighs in a book of any size."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.book import read
from handbook.search.publish import write_search

_GENERATOR = Path(__file__).parents[1] / "book.py"


@dataclass(frozen=True)
class Sizes:
    """Bytes after gzip of an edition's search."""

    core: int
    shards: list[int]
    texts: list[int]

    def first_query(self, shards: int = 3, texts: int = 8) -> int:
        """Bytes of a query that needs so many of the largest shards and texts."""
        return self.core + sum(self.shards[:shards]) + sum(self.texts[:texts])


def sizes_of(scripts: Mapping[str, bytes]) -> Sizes:
    """Return the sizes of an edition's scripts: name without ending → what stands in it."""
    packed = {name: len(gzip.compress(data, 6)) for name, data in scripts.items()}
    shards, texts = (
        sorted((size for name, size in packed.items() if name.startswith(kind)), reverse=True)
        for kind in ("w-", "t-")
    )
    return Sizes(packed["index"], shards, texts)


def sizes(pages: int, words: int = 900) -> dict[str, Sizes]:
    """Return what each edition's search weighs in a generated book.

    ``pages`` counts all languages together: 300 are 60 a language; ``words`` is the length of one.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, site = Path(folder, "book"), Path(folder, "site")
        _run(
            *(str(_GENERATOR), "--pages", str(pages)),
            *("--words", str(words), "--out", str(source)),
        )
        _run("-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml"), "-d", str(site))
        book = read(source / "mkdocs.yml")
        write_search(site, book, lambda _locale, key: key, "https://book.example/")
        return {
            edition.locale: _of(site / book.url(edition.locale, "index") / "search")
            for edition in book.editions
        }


def _run(*command: str) -> None:
    subprocess.run([sys.executable, *command], check=True, capture_output=True)


def _of(folder: Path) -> Sizes:
    return sizes_of({file.stem: file.read_bytes() for file in folder.glob("*.js")})
