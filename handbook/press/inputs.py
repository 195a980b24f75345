"""Fingerprints of what paper is made from: what has the same ones is not made again."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from handbook.book import Book

_PACKAGE = Path(__file__).parents[1]
_CODE = ("*.py", "language/**/*", "press/**/*", "render/**/*", "translate/*.py")
_INFO = ".dist-info"
_LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "segno", "snowballstemmer")


@cache
def code() -> str:
    """Fingerprint of the code that makes text ready for paper, its data and its libraries."""
    found = (path for pattern in _CODE for path in sorted(_PACKAGE.glob(pattern)))
    own = files(path for path in found if "__pycache__" not in path.parts)
    return digest(own, *(library(name) for name in _LIBRARIES))


@cache
def library(name: str) -> str:
    """Version of an installed package."""
    found = _installed().get(_plain(name))
    if found is None:
        from importlib import metadata  # slow: brings a parser of mail with it

        return metadata.version(name)
    return found


@cache
def _installed() -> dict[str, str]:
    """Versions of the packages that are installed, as the names of their folders say."""
    found: dict[str, str] = {}
    for folder in map(Path, sys.path):
        for info in sorted(folder.glob(f"*{_INFO}")) if folder.is_dir() else ():
            package, _, version = info.name.removesuffix(_INFO).partition("-")
            found.setdefault(_plain(package), version)
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def data(book: Book) -> str:
    """Fingerprint of the data files of a book and of how it is declared."""
    found = [*book.docs.glob("*.yml"), *book.docs.glob("diagrams/**/*")]
    return digest(files(sorted(found)), repr((book.editions, book.nav)))


def files(paths: Iterable[Path]) -> str:
    """Fingerprint of files: their names and what is in them."""
    made = hashlib.sha256()
    for path in paths:
        if path.is_file():
            content = path.read_bytes()
            made.update(f"{path.name} {len(content)}\n".encode() + content)
    return made.hexdigest()


def digest(*parts: str) -> str:
    """One fingerprint of several texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
