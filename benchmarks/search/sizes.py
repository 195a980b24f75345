"""What our search weighs in a book of any size."""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook.book import read
from handbook.search.publish import write_search

_GENERATOR = Path(__file__).parents[1] / "book.py"


def sizes(pages: int) -> dict[str, tuple[int, int]]:
    """Bytes after gzip of a generated book: locale → its index script, mean text of a page.

    ``pages`` counts all languages together: 300 are 60 a language.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, site = Path(folder, "book"), Path(folder, "site")
        _run(str(_GENERATOR), "--pages", str(pages), "--out", str(source))
        _run("-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml"), "-d", str(site))
        book = read(source / "mkdocs.yml")
        write_search(site, book, lambda _locale, key: key, "https://book.example/")
        return {
            edition.locale: _of(site / book.url(edition.locale, "index") / "search")
            for edition in book.editions
        }


def _run(*command: str) -> None:
    subprocess.run([sys.executable, *command], check=True, capture_output=True)


def _of(folder: Path) -> tuple[int, int]:
    packed = {file.name: len(gzip.compress(file.read_bytes(), 6)) for file in folder.glob("*.js")}
    index = packed.pop("index.js")
    return index, sum(packed.values()) // len(packed)
